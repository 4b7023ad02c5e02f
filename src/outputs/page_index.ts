/**
 * Writes the titles and addresses of all pages. The script of the 404 page uses it to suggest pages near the requested
 * address.
 */

import { type SiteFile, textFile } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import { ARCHIVE, AUTHORS, authorUrl, BLOG, href, PAGE_TITLES, seriesUrl, TAGS, tagUrl } from "../views/urls.ts";
import { listedPosts, type Published } from "./context.ts";

/** `[[address, title], …]`. List pages come first, so that they win ties. */
export function pageTitles({ blog }: Published): SiteFile[] {
  const { site, words, collections } = blog;
  const pages: [string, string][] = [
    [BLOG, words.blog],
    [TAGS, words.tags],
    [AUTHORS, words.authors],
    [ARCHIVE, words.archive],
    ...collections.tags.map(({ key }): [string, string] => [tagUrl(key.id), key.label]),
    ...collections.authors.map(({ key }): [string, string] => [authorUrl(key.id), key.name]),
    ...collections.series.map(({ key }): [string, string] => [seriesUrl(key.slug), key.name]),
    ...listedPosts(collections.posts).map(({ url, title }): [string, string] => [url, title]),
  ];
  const text = JSON.stringify(pages.map(([url, title]) => [href(site, url), title]));
  return [textFile(PAGE_TITLES.slice(1), digest(text), text)];
}
