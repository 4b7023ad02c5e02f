/**
 * The address of every page. Addresses have no base path, and begin and end with a slash.
 */

import { slug } from "../base/slug.ts";
import { isLocal } from "../base/urls.ts";
import type { Site } from "../config/site.ts";
import type { Post } from "../content/post.ts";

export const HOME = "/";
export const BLOG = "/blog/";
export const TAGS = "/tags/";
export const AUTHORS = "/authors/";
export const ARCHIVE = "/archive/";
export const SEARCH = "/search/";
/** What a reader saved and chose. */
export const READING = "/reading/";
/** Folder of the search index. */
export const SEARCH_INDEX = "/pagefind/";
export const SITEMAP = "/sitemap.xml";
export const NOT_FOUND = "/404.html";
/** For the script of the 404 page. */
export const PAGE_TITLES = "/404.json";

export function tagUrl(id: string): string {
  return `${TAGS}${slug(id)}/`;
}

export function authorUrl(id: string): string {
  return `${AUTHORS}${slug(id)}/`;
}

export function seriesUrl(slug: string): string {
  return `/series/${slug}/`;
}

/** Address of a page of a list. The first page has the address of the list. */
export function pageUrl(list: string, number: number): string {
  return number === 1 ? list : `${list}page/${number}/`;
}

/** Addresses of a list's feeds. Those of the whole blog lie at its root. */
export function feedUrls(list: string): { atom: string; json: string } {
  const root = list === BLOG ? HOME : list;
  return { atom: `${root}feed.xml`, json: `${root}feed.json` };
}

/** Address of a post as Markdown. */
export function markdownUrl(post: Pick<Post, "url">): string {
  return `${post.url.slice(0, -1)}.md`;
}

/** Adds the site's base path to a local address. Addresses of other hosts stay unchanged. */
export function href(site: Site, url: string): string {
  return url.startsWith("/") && isLocal(url) ? site.base + url.slice(1) : url;
}

/** Makes a local address absolute and percent-encodes it, for machines. */
export function absoluteUrl(site: Site, url: string): string {
  return new URL(href(site, url), site.origin).href;
}

/** Path of the file of a page, relative to the output folder. */
export function outputPath(url: string): string {
  const path = url.slice(1);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** Address of a file, without the site's base path. */
export function addressOf({ output }: { output: string }): string {
  return `/${output.replace(/(^|\/)index\.html$/, "$1")}`;
}
