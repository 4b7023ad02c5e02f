/**
 * Where an old address of a list leads: the lists of other generators, by the names that they usually have.
 */

import { slug } from "../base/slug.ts";
import { decodeAddress } from "../base/urls.ts";
import { ARCHIVE, AUTHORS, BLOG, feedUrls, HOME, SEARCH, SITEMAP, TAGS } from "../views/urls.ts";

const TOPICS = /^(?:tags?|categor(?:y|ies)|topics?|labels?|keywords?)$/i;
const PEOPLE = /^(?:authors?|people|writers?|team|contributors?)$/i;
const POSTS = /^(?:blogs?|posts?|articles?|news|writing|all|latest)$/i;
const FEED = /^(?:feed|rss|atom|index)(?:\.xml|\.json)?$/i;

/**
 * @param has whether the new site has an address
 * @returns undefined if the address is none of a list
 */
export function likelyTarget(address: string, has: (address: string) => boolean): string | undefined {
  const parts = decodeAddress(address)
    .split("/")
    .filter((part) => part !== "" && !/^index\.html?$/i.test(part))
    .map((part) => part.replace(/\.html?$/i, ""));
  const found = listOf(parts, has);
  return found !== undefined && found !== address && has(found) ? found : undefined;
}

function listOf(parts: readonly string[], has: (address: string) => boolean): string | undefined {
  const [first = "", second, ...more] = parts;
  const last = parts.at(-1) ?? "";
  const same = parts.length === 0 ? HOME : `/${parts.join("/")}/`;
  if (has(same)) return same;
  if (parts.join("/") === "feeds/posts/default") return feedUrls(BLOG).atom;
  if (first === "search" && second === "label") return entryOf(TAGS, more[0], has);
  if (parts.length > 0 && FEED.test(last)) return feedOf(listOf(parts.slice(0, -1), has), last, has);
  if (parts.length > 1 && /^\d+$/.test(last) && !/^\d{4}$/.test(first)) {
    return listOf(parts.slice(0, /^(?:page|p)$/i.test(parts.at(-2) ?? "") ? -2 : -1), has) ?? BLOG;
  }
  if (/^(?:page|p)[-_]?\d*$/i.test(last)) return parts.length === 1 ? BLOG : listOf(parts.slice(0, -1), has);
  if (parts.length > 1 && POSTS.test(first) && [TOPICS, PEOPLE].some((list) => list.test(second ?? ""))) {
    return listOf(parts.slice(1), has);
  }
  if (more.length > 0) return /^\d{4}$/.test(first) && parts.every((part) => /^\d+$/.test(part)) ? ARCHIVE : undefined;
  if (TOPICS.test(first)) return entryOf(TAGS, second, has);
  if (PEOPLE.test(first)) return entryOf(AUTHORS, second, has);
  if (/^\d{4}$/.test(first) && (second === undefined || /^\d{1,2}$/.test(second))) return ARCHIVE;
  if (second !== undefined) return undefined;
  if (/^archives?$/i.test(first)) return ARCHIVE;
  if (/^search$/i.test(first)) return SEARCH;
  if (/^sitemap(?:[-_]?index)?(?:-\d+)?(?:\.xml)?$/i.test(first)) return SITEMAP;
  return parts.length === 0 ? HOME : POSTS.test(first) ? BLOG : undefined;
}

function entryOf(list: string, name: string | undefined, has: (address: string) => boolean): string {
  const entry = name === undefined ? list : `${list}${slug(name)}/`;
  return has(entry) ? entry : list;
}

function feedOf(list: string | undefined, name: string, has: (address: string) => boolean): string {
  const { atom, json } = feedUrls(list === undefined || list === HOME ? BLOG : list);
  const own = name.endsWith(".json") ? json : atom;
  return has(own) ? own : feedUrls(BLOG).atom;
}
