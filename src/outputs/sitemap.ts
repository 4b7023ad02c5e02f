/**
 * Writes the sitemap: pages for search engines, each with the time of its last change.
 *
 * @see https://www.sitemaps.org/protocol.html
 */

import type { SiteFile } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import type { Site } from "../config/site.ts";
import type { Blog } from "../views/context.ts";
import { isOwnKind, type OwnKind, type View } from "../views/types.ts";
import {
  ARCHIVE,
  AUTHORS,
  absoluteUrl,
  addressOf,
  authorUrl,
  BLOG,
  HOME,
  SITEMAP,
  seriesUrl,
  TAGS,
  tagUrl,
} from "../views/urls.ts";
import { xml } from "./atom.ts";
import { lastModified, listedPosts, modified, type Published } from "./context.ts";

/** The limit of URLs in one file. */
const MOST_ADDRESSES = 50_000;

/** Kinds of pages that search engines may index. Each post decides for itself. */
const IS_LISTED: Readonly<Record<Exclude<View["kind"], "post" | OwnKind>, boolean>> = {
  home: true,
  blog: true,
  tags: true,
  tag: true,
  authors: true,
  author: true,
  series: true,
  archive: true,
  search: true,
  reading: false,
  not_found: false,
  redirect: false,
  broken: false,
};

/** One sitemap, or an index of several if there are more URLs than one may hold. */
export function sitemap(from: Published): SiteFile[] {
  const lines = linesOf(from);
  if (lines.length <= MOST_ADDRESSES) return [file(SITEMAP, "urlset", lines)];
  const parts = Array.from({ length: Math.ceil(lines.length / MOST_ADDRESSES) }, (_, index) => {
    const part = lines.slice(index * MOST_ADDRESSES, (index + 1) * MOST_ADDRESSES);
    return file(`/sitemap-${index + 1}.xml`, "urlset", part);
  });
  const index = parts.map(
    ({ path }) => `<sitemap><loc>${xml(absoluteUrl(from.blog.site, `/${path}`))}</loc></sitemap>`,
  );
  return [file(SITEMAP, "sitemapindex", index), ...parts];
}

function linesOf({ blog, pages, ordinary }: Published): string[] {
  const { site, collections } = blog;
  const posts = listedPosts(collections.posts).filter(({ canonical }) => canonical === undefined);
  const changes = changesOfLists(blog);
  const lists = pages.filter(({ kind }) => isOwnKind(kind) || (kind !== "post" && IS_LISTED[kind])).map(addressOf);
  return [
    ...lists.map((url) => line(site, url, changes.get(url.replace(/page\/\d+\/$/, "")))),
    ...posts.map((post) => line(site, post.url, modified(post))),
    ...ordinary.map((url) => line(site, url, undefined)),
  ];
}

/** When each list last changed, by address. A new post moves entries on every page of a list. */
function changesOfLists({ collections }: Blog): Map<string, number | undefined> {
  const { posts, tags, authors, series } = collections;
  const any = lastModified(posts);
  return new Map([
    ...[HOME, BLOG, TAGS, AUTHORS, ARCHIVE].map((url) => [url, any] as const),
    ...tags.map(({ key, posts }) => [tagUrl(key.id), lastModified(posts)] as const),
    ...authors.map(({ key, posts }) => [authorUrl(key.id), lastModified(posts)] as const),
    ...series.map(({ key, posts }) => [seriesUrl(key.slug), lastModified(posts)] as const),
  ]);
}

function line(site: Site, url: string, changed: number | undefined): string {
  const time = changed === undefined ? "" : `<lastmod>${new Date(changed).toISOString()}</lastmod>`;
  return `<url><loc>${xml(absoluteUrl(site, url))}</loc>${time}</url>`;
}

function file(url: string, root: "urlset" | "sitemapindex", lines: readonly string[]): SiteFile {
  const text = (): string =>
    `<?xml version="1.0" encoding="utf-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join("\n")}\n</${root}>\n`;
  return { path: url.slice(1), key: digest(root, ...lines), bytes: () => Buffer.from(text()) };
}
