/**
 * Every page that the site will have, before any of them is rendered.
 */

import type { Post } from "../post/post.ts";
import { slug } from "../post/slug.ts";
import { compare, type Problem } from "../problem.ts";
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

/** The views of each kind of page; its template is the file of that name in `pages/`. Posts have that of their layout. */
export type Plan = Record<Exclude<View["kind"], "post">, View[]> & { post: ArticleView[] };

export function plan(blog: Blog, redirects: readonly Redirect[]): Plan {
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
    redirect: redirects.map((redirect) => redirectView(blog, redirect)),
    broken: [],
  };
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
): Plan {
  const taken = new Set(planned.post.map((view) => view.output));
  return {
    ...planned,
    post: planned.post.map((view) => ({ ...view, problems: problems.filter(({ file }) => file === view.file) })),
    broken: broken.map((post) => brokenView(blog, post)).filter((view) => !taken.has(view.output)),
  };
}

/** The address of every planned page, below the site's base. */
export function addressesOf(planned: Plan): string[] {
  return Object.values<View[]>(planned).flatMap((views) =>
    views.map((view) => `/${view.output.replace(/index\.html$/, "")}`),
  );
}

export function pageCount(planned: Plan): number {
  return Object.values<View[]>(planned).reduce((sum, views) => sum + views.length, 0);
}

/** An old address and the post that now stands elsewhere. */
export interface Redirect {
  from: string;
  to: Post;
}

export interface Addresses {
  /** The posts that have an address to themselves. */
  posts: Post[];
  redirects: Redirect[];
  problems: Problem[];
}

/** Gives each address to one post; a second post or alias at the same address, in whatever case, is a problem. */
export function assignAddresses(posts: readonly Post[]): Addresses {
  const problems: Problem[] = [];
  const owners = new Map<string, Post>();
  for (const post of [...posts].sort((a, b) => compare(a.file, b.file))) {
    const owner = owners.get(post.url.toLowerCase());
    if (owner) problems.push(sameAddress(post, post.url, "slug", owner));
    else owners.set(post.url.toLowerCase(), post);
  }
  const redirects: Redirect[] = [];
  for (const post of posts) {
    post.aliases.forEach((alias, index) => {
      const owner = owners.get(alias.toLowerCase());
      if (owner === undefined) {
        owners.set(alias.toLowerCase(), post);
        redirects.push({ from: alias, to: post });
      } else if (owner !== post) problems.push(sameAddress(post, alias, `aliases.${index}`, owner));
    });
  }
  return { posts: posts.filter((post) => owners.get(post.url.toLowerCase()) === post), redirects, problems };
}

function sameAddress(post: Post, url: string, field: string, owner: Post): Problem {
  return problemAt(post, post.places[field] ?? post.places[field.split(".")[0] ?? ""] ?? { line: 1, column: 1 }, {
    rule: "duplicate-url",
    message: `\`${url}\` is already the address of ${owner.file}.`,
    hint: "Rename one of the two files, or give one of them another `slug`.",
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
