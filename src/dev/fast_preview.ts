/**
 * The pages of posts that were just saved, with everything else as it was: an author sees them at once, however long the
 * update of a large site takes.
 */

import { existsSync } from "node:fs";
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
 * The pages of changed posts, with the neighbours and related posts that they had.
 *
 * @param paths the changed files
 * @param before the plan of the site before the change
 * @returns undefined when more than these pages changes: a file is no post, or its post is new or has a new URL
 */
export async function fastPreview(paths: readonly string[], before: SitePlan): Promise<ArticleView[] | undefined> {
  const { posts, blog } = before.loaded;
  const views: ArticleView[] = [];
  for (const path of paths) {
    const file = posts.files.find((file) => file.path === path);
    // Some editors create a file for a moment to test whether they may write.
    if (file === undefined && !existsSync(path)) continue;
    const old = file && blog.shown.find((post) => post.file === file.file);
    const known = old && (await loadPost(file, posts.context)).cached;
    if (known?.post === undefined || known.post.url !== old?.url) return undefined;
    const view = articleView(frameWith(known.post, known, blog, posts.context.posts), inPlaceOf(old, known.post, blog));
    views.push(forAuthor(blog.site, view, [...withSeverities(known.problems, blog.site.checks), ...known.advice]));
  }
  return views.length === 0 ? undefined : views;
}

/** A post in the place of its former version. */
function inPlaceOf(old: Post, post: Post, { collections }: Blog): PostInContext {
  const { series, ...others } = inContext(old, collections);
  const posts = series?.posts.map((one) => (one === old ? post : one)) ?? [];
  return { ...others, post, series: series && { ...series, posts } };
}

/** The frame with the new version of one post. */
function frameWith(post: Post, { text, key }: CachedPost, blog: Blog, entries: PostCache): Frame {
  return {
    ...blog,
    outlineOf: (other) => (other === post ? entries.details(key).outline : blog.outlineOf(other)),
    textOf: (other) => (other === post && text ? text : blog.textOf(other)),
    textKeyOf: (other) => (other === post ? key : blog.textKeyOf(other)),
  };
}
