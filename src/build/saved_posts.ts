/**
 * Posts that an author has just saved, as pages of the blog as it was: so that they are seen at once, however long it
 * takes to find out what else a change means for a big blog.
 */

import { resolve } from "node:path";
import type { Post } from "../post/post.ts";
import { judge } from "../problem.ts";
import { articleView } from "../view/article.ts";
import type { Blog } from "../view/blog.ts";
import { forAuthor } from "../view/preview.ts";
import type { ArticleView } from "../view/views.ts";
import { type KnownPost, learnPost } from "./posts.ts";
import type { Prepared } from "./prepare.ts";

/**
 * The pages of the posts in some files, with neighbours and related posts as they were.
 *
 * @param paths of the files that have changed
 * @param before the blog before they did
 * @returns nothing where other pages matter as much: when a file is no post that was shown before at its address
 */
export async function savedPosts(paths: readonly string[], before: Prepared): Promise<ArticleView[] | undefined> {
  const { files, reading, blog, options } = before;
  const views: ArticleView[] = [];
  for (const path of paths.map((path) => resolve(options.root, path))) {
    const file = files.find((file) => file.path === path);
    const old = file && blog.shown.find((post) => post.file === file.file);
    const known = old && (await learnPost(file, reading)).known;
    if (known?.post === undefined || known.post.url !== old?.url) return undefined;
    const view = articleView(inPlaceOf(old, known.post, known, blog), known.post);
    views.push(forAuthor(blog.site, view, [...judge(known.problems, blog.site.checks), ...known.advice]));
  }
  return views.length === 0 ? undefined : views;
}

/** The blog with one post instead of another. */
function inPlaceOf(old: Post, post: Post, { text, key }: KnownPost, blog: Blog): Blog {
  const { collections } = blog;
  const forNew = <Value>(of: ReadonlyMap<Post, Value>): Map<Post, Value> => {
    const value = of.get(old);
    return new Map(value === undefined ? [] : [[post, value]]);
  };
  const series = collections.seriesOf.get(old);
  const posts = series?.posts.map((one) => (one === old ? post : one)) ?? [];
  return {
    ...blog,
    collections: {
      ...collections,
      neighbours: forNew(collections.neighbours),
      related: forNew(collections.related),
      seriesOf: new Map(series ? [[post, { ...series, posts }]] : []),
    },
    textOf: (other) => (other === post && text ? text : blog.textOf(other)),
    textKeyOf: (other) => (other === post ? key : blog.textKeyOf(other)),
  };
}
