/**
 * Every page that the site will have, before any of them is rendered.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { slug } from "../../base/slug.ts";
import { inContext } from "../../content/collections.ts";
import type { Post } from "../../content/post.ts";
import { type Redirect, redirectOutput } from "../../hosting/redirects.ts";
import type { Blog } from "../../views/context.ts";
import { page } from "../../views/head/head.ts";
import { articleView } from "../../views/pages/article.ts";
import { forAuthor } from "../../views/pages/author_preview.ts";
import { listsOf } from "../../views/pages/lists.ts";
import { planned, plannedFrom } from "../../views/planned_page.ts";
import type { Planned, View } from "../../views/types.ts";
import { absoluteUrl, href } from "../../views/urls.ts";
import type { CachedPost } from "../load/post_cache.ts";
import type { OutputPaths } from "../write/output_paths.ts";

/** Every page of a blog but the redirects. */
export function pagesOf(blog: Blog): Planned[] {
  return [...blog.shown.map((post) => articlePage(blog, post)), ...listsOf(blog)];
}

function articlePage(blog: Blog, post: Post): Planned {
  const given = inContext(post, blog.collections);
  return plannedFrom(blog, { kind: "post", url: post.url, given, view: articleView });
}

/** A post that cannot be shown, and why. */
export interface BrokenPost {
  name: string;
  problems: Problem[];
}

/** The posts whose front matter is too broken to make a page of them. */
export function brokenPosts(posts: readonly CachedPost[], problems: readonly Problem[]): BrokenPost[] {
  return posts
    .filter(({ post }) => post === undefined)
    .map(({ file, name }) => ({ name, problems: problems.filter((problem) => problem.file === file) }));
}

/** For development: the findings on the page of each post, and a page for each post that cannot be shown. */
export function withFindings(
  pages: readonly Planned[],
  blog: Blog,
  problems: readonly Problem[],
  broken: readonly BrokenPost[],
  paths: OutputPaths,
): Planned[] {
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
  const withProblems = (view: View): View =>
    view.kind === "post" ? forAuthor(blog.site, view, byFile.get(view.file) ?? []) : view;
  return [
    // What was found is in no page's origin.
    ...pages.map((page) => ({ kind: page.kind, output: page.output, view: () => withProblems(page.view()) })),
    ...broken
      .map((post) => brokenPage(blog, post))
      .filter(({ output }) => paths.reserve(output, "a post") === undefined),
  ];
}

/** A page that sends readers from an old address to the new one: for hosts that are not told of redirects. */
export function redirectPage(blog: Blog, { from, to, title }: Redirect): Planned {
  const { site, words } = blog;
  const output = redirectOutput(from);
  return {
    kind: "redirect",
    output,
    view: () => ({
      kind: "redirect",
      ...page(site, from, {
        title: title ?? words.redirectText,
        description: words.redirectText,
        head: { robots: "noindex", canonical: absoluteUrl(site, to) },
      }),
      output,
      to: href(site, to),
    }),
  };
}

function brokenPage({ site }: Blog, { name, problems }: BrokenPost): Planned {
  const url = `/blog/${slug(name)}/`;
  return planned("broken", url, () => ({ kind: "broken", ...page(site, url, { title: name }), problems }));
}
