/**
 * Every page that the site will have, before any of them is rendered.
 */

import type { Post } from "../post/post.ts";
import { compare, type Problem } from "../problem.ts";
import { slug } from "../slug.ts";
import { problemAt } from "../source.ts";
import { href, outputPath } from "../view/addresses.ts";
import { articleView } from "../view/article.ts";
import type { Blog } from "../view/blog.ts";
import { page } from "../view/head.ts";
import {
  archiveView,
  authorsView,
  authorViews,
  blogViews,
  homeView,
  notFoundView,
  seriesViews,
  tagsView,
  tagViews,
} from "../view/lists.ts";
import type { ArticleView, BrokenView, RedirectView, View } from "../view/views.ts";
import type { Outputs } from "./outputs.ts";

/** The views of each kind of page; its template is the file of that name in `pages/`. Posts have that of their layout. */
export type Plan = Record<Exclude<View["kind"], "post">, View[]> & { post: ArticleView[] };

export function plan(blog: Blog): Plan {
  const { posts, tags, authors, series } = blog.collections;
  return {
    post: posts.map((post) => articleView(blog, post)),
    home: [homeView(blog)],
    blog: blogViews(blog),
    tags: [tagsView(blog)],
    tag: tags.flatMap((group) => tagViews(blog, group)),
    authors: [authorsView(blog)],
    author: authors.flatMap((group) => authorViews(blog, group)),
    series: series.flatMap((group) => seriesViews(blog, group)),
    archive: [archiveView(blog)],
    not_found: [notFoundView(blog)],
    redirect: [],
    broken: [],
  };
}

export function withRedirects(planned: Plan, blog: Blog, redirects: readonly Redirect[]): Plan {
  return { ...planned, redirect: redirects.map((redirect) => redirectView(blog, redirect)) };
}

/** A post that cannot be shown, and why. */
export interface BrokenPost {
  name: string;
  problems: Problem[];
}

/** For development: every finding on the page that it is about, and a page for each post that cannot be shown. */
export function withFindings(
  planned: Plan,
  blog: Blog,
  problems: readonly Problem[],
  broken: readonly BrokenPost[],
  outputs: Outputs,
): Plan {
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
  return {
    ...planned,
    post: planned.post.map((view) => ({ ...view, problems: byFile.get(view.file) ?? [] })),
    broken: broken.map((post) => brokenView(blog, post)).filter((view) => outputs.claim(view.output)),
  };
}

/** The address of every planned page, below the site's base. */
export function addressesOf(planned: Plan): string[] {
  return Object.values<View[]>(planned).flatMap((views) =>
    views.map((view) => `/${view.output.replace(/index\.html$/, "")}`),
  );
}

/** An old address and the post that now stands elsewhere. */
export interface Redirect {
  from: string;
  to: Post;
}

/** The posts that have an address to themselves, and what is wrong with the others. Drafts give way, and only hear of it. */
export function ownAddresses(posts: readonly Post[]): { posts: Post[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const owners = new Map<string, Post>();
  for (const post of [...posts].sort((a, b) => Number(a.draft) - Number(b.draft) || compare(a.file, b.file))) {
    const owner = owners.get(post.url.toLowerCase());
    if (owner === undefined) owners.set(post.url.toLowerCase(), post);
    else problems.push(sameAddress(post, "slug", `\`${post.url}\` is already the address of ${owner.file}.`));
  }
  return { posts: posts.filter((post) => owners.get(post.url.toLowerCase()) === post), problems };
}

/** The redirects to some posts, as far as nothing else stands at the old addresses. */
export function redirectsTo(posts: readonly Post[], outputs: Outputs): { redirects: Redirect[]; problems: Problem[] } {
  const redirects: Redirect[] = [];
  const problems: Problem[] = [];
  for (const post of posts) {
    post.aliases.forEach((from, index) => {
      if (from.toLowerCase() === post.url.toLowerCase()) return;
      if (outputs.claim(outputPath(from))) redirects.push({ from, to: post });
      else problems.push(sameAddress(post, `aliases.${index}`, `Something else stands at \`${from}\` already.`));
    });
  }
  return { redirects, problems };
}

function sameAddress(post: Post, field: string, message: string): Problem {
  const place = post.places[field] ?? post.places[field.split(".")[0] ?? ""] ?? { line: 1, column: 1 };
  return problemAt(post, place, {
    rule: "duplicate-url",
    message,
    hint: "Rename one of the two, or give one of them another address.",
    ...(post.draft ? { severity: "warn" } : {}),
  });
}

function redirectView({ site, words }: Blog, { from, to }: Redirect): RedirectView {
  return {
    kind: "redirect",
    ...page(site, from, {
      title: to.title,
      description: words.redirectText,
      head: { robots: "noindex", canonical: new URL(href(site, to.url), site.origin).href },
    }),
    output: outputPath(from),
    to: href(site, to.url),
  };
}

function brokenView({ site }: Blog, { name, problems }: BrokenPost): BrokenView {
  return { kind: "broken", ...page(site, `/blog/${slug(name)}/`, { title: name }), problems };
}
