/**
 * The pages of a site before they are rendered.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { slug } from "../../base/slug.ts";
import { inContext } from "../../content/collections.ts";
import { type Post, postUrl } from "../../content/post.ts";
import { type Redirect, redirectOutput } from "../../hosting/redirects.ts";
import type { Blog } from "../../views/context.ts";
import { page } from "../../views/head/head.ts";
import { articleView } from "../../views/pages/article.ts";
import { forAuthor } from "../../views/pages/author_preview.ts";
import { listsOf } from "../../views/pages/lists.ts";
import { planned, plannedFrom } from "../../views/planned_page.ts";
import type { OwnKind, Planned, View } from "../../views/types.ts";
import { absoluteUrl, href } from "../../views/urls.ts";
import type { Additions, OwnPage } from "../extensions.ts";
import type { CachedPost } from "../load/post_cache.ts";
import type { OutputPaths } from "../write/output_paths.ts";

/**
 * All pages except redirects.
 *
 * @param own the kinds of pages that the owner adds
 */
export function pagesOf(blog: Blog, own: Additions["pages"]): Planned[] {
  return [
    ...blog.shown.map((post) => articlePage(blog, post)),
    ...listsOf(blog),
    ...own.flatMap(({ name, list }) => list(blog).map((one) => ownPage(blog, `own.${name}`, one))),
  ];
}

function ownPage({ site }: Blog, kind: OwnKind, { url, title, description, data = {} }: OwnPage): Planned {
  const about = description === undefined ? { title } : { title, description };
  return planned(kind, url, () => ({ kind, ...page(site, url, about), data }));
}

function articlePage(blog: Blog, post: Post): Planned {
  const given = inContext(post, blog.collections);
  return plannedFrom(blog, { kind: "post", url: post.url, layout: post.layout, given, view: articleView });
}

/** A post without a page, and why. */
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

/** For the preview: adds the problems of each post to its page, and a page for each post without one. */
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
    // Problems are not among the inputs that a page's hash covers.
    ...pages.map((page) => {
      const { kind, output, layout } = page;
      return { kind, output, layout, view: () => withProblems(page.view()) };
    }),
    ...broken
      .map((post) => brokenPage(blog, post))
      .filter(({ output }) => paths.reserve(output, "a post") === undefined),
  ];
}

/** A page that redirects, for hosts that cannot be configured to. */
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
  const url = postUrl(slug(name));
  return planned("broken", url, () => ({ kind: "broken", ...page(site, url, { title: name }), problems }));
}
