/**
 * Posts that an author has just saved, as pages of the blog as it was: so that they are seen at once, however long it
 * takes to find out what else a change means for a big blog.
 */

import { resolve } from "node:path";
import { withSeverities } from "../base/diagnostic.ts";
import { inContext, type PostInContext } from "../content/collections.ts";
import type { Post } from "../content/post.ts";
import { loadPost } from "../engine/load/load_post.ts";
import type { CachedPost, PostCache } from "../engine/load/post_cache.ts";
import type { SitePlan } from "../engine/plan/plan_site.ts";
import type { Blog, Frame } from "../views/context.ts";
import { articleView } from "../views/pages/article.ts";
import { forAuthor } from "../views/pages/author_preview.ts";
import type { ArticleView } from "../views/types.ts";

/**
 * The pages of the posts in some files, with neighbours and related posts as they were.
 *
 * @param paths of the files that have changed
 * @param before the blog before they did
 * @returns nothing where other pages matter as much: when a file is no post that was shown before at its address
 */
export async function fastPreview(paths: readonly string[], before: SitePlan): Promise<ArticleView[] | undefined> {
  const { posts, blog, options } = before.loaded;
  const views: ArticleView[] = [];
  for (const path of paths.map((path) => resolve(options.root, path))) {
    const file = posts.files.find((file) => file.path === path);
    const old = file && blog.shown.find((post) => post.file === file.file);
    const known = old && (await loadPost(file, posts.context)).cached;
    if (known?.post === undefined || known.post.url !== old?.url) return undefined;
    const view = articleView(frameWith(known.post, known, blog, posts.context.posts), inPlaceOf(old, known.post, blog));
    views.push(forAuthor(blog.site, view, [...withSeverities(known.problems, blog.site.checks), ...known.advice]));
  }
  return views.length === 0 ? undefined : views;
}

/** A post where another was. */
function inPlaceOf(old: Post, post: Post, { collections }: Blog): PostInContext {
  const { series, ...others } = inContext(old, collections);
  const posts = series?.posts.map((one) => (one === old ? post : one)) ?? [];
  return { ...others, post, series: series && { ...series, posts } };
}

/** The frame with what is known of one more post. */
function frameWith(post: Post, { text, key }: CachedPost, blog: Blog, entries: PostCache): Frame {
  return {
    ...blog,
    outlineOf: (other) => (other === post ? entries.details(key).outline : blog.outlineOf(other)),
    textOf: (other) => (other === post && text ? text : blog.textOf(other)),
    textKeyOf: (other) => (other === post ? key : blog.textKeyOf(other)),
  };
}
