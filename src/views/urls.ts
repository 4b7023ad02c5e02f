/**
 * Where every page lives. Addresses are below the site's base and begin and end with a slash.
 */

import { slug } from "../base/slug.ts";
import type { Site } from "../config/site.ts";
import type { Post } from "../content/post.ts";

export const HOME = "/";
export const BLOG = "/blog/";
export const TAGS = "/tags/";
export const AUTHORS = "/authors/";
export const ARCHIVE = "/archive/";
export const SEARCH = "/search/";
/** The folder of what is searched. */
export const SEARCH_INDEX = "/pagefind/";
export const SITEMAP = "/sitemap.xml";
export const NOT_FOUND = "/404.html";
/** For the script of the page that stands where there is none. */
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

/** The address of a page of a list; the first page is the list itself. */
export function pageUrl(list: string, number: number): string {
  return number === 1 ? list : `${list}page/${number}/`;
}

/** The feeds of a list of posts; those of the whole blog stand at its root. */
export function feedUrls(list: string): { atom: string; json: string } {
  const root = list === BLOG ? HOME : list;
  return { atom: `${root}feed.xml`, json: `${root}feed.json` };
}

/** Where the text of a post stands as Markdown. */
export function markdownUrl(post: Pick<Post, "url">): string {
  return `${post.url.slice(0, -1)}.md`;
}

/** A local address as a link on the site writes it; addresses of other hosts stay as they are. */
export function href(site: Site, url: string): string {
  return url.startsWith("/") && !url.startsWith("//") ? site.base + url.slice(1) : url;
}

/** A local address in full, percent-encoded, as machines want it. */
export function absoluteUrl(site: Site, url: string): string {
  return new URL(href(site, url), site.origin).href;
}

/** Where the page at an address is written, relative to the output folder. */
export function outputPath(url: string): string {
  const path = url.slice(1);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** The address of what is written at a path, below the site's base. */
export function addressOf({ output }: { output: string }): string {
  return `/${output.replace(/(^|\/)index\.html$/, "$1")}`;
}
