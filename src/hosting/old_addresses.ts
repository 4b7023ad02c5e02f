/**
 * The addresses of a site that another generator published, as a manifest: from its built folder or its sitemap.
 */

import { Parser } from "htmlparser2";
import { decodeAddress, folderAddress, urlOf } from "../base/urls.ts";
import { builtSite } from "./diff/built_site.ts";
import { pageContent } from "./diff/page_content.ts";
import type { ManifestPage, SiteManifest } from "./url_manifest.ts";

/** The kind of a page of which only the address and perhaps the title are known. */
const FOREIGN = "foreign";
/** Feeds have readers of their own; other files that are no pages have not. */
const FEED = /(?:^|\/)(?:feed|rss|atom|index)(?:\.xml|\.json)$/i;
const NO_PAGE = /(?:^|\/)404(?:\.html|\/index\.html)$/;

/** @returns undefined if the folder holds no page */
export function manifestOfFolder(folder: string): SiteManifest | undefined {
  const site = builtSite(folder);
  const pages: Record<string, ManifestPage> = {};
  const redirects: Record<string, string> = {};
  for (const [address, file] of site.pages) {
    if (NO_PAGE.test(file)) continue;
    const { heading, refresh } = pageContent(site.read(file).toString("utf8"));
    if (refresh === undefined) pages[address] = { kind: FOREIGN, title: heading, text: "" };
    else redirects[address] = pathOf(refresh) ?? refresh;
  }
  if (site.pages.size === 0) return undefined;
  for (const file of site.files) if (FEED.test(file)) pages[`/${file}`] = { kind: FOREIGN, text: "" };
  const rules = site.files.has("_redirects") ? site.read("_redirects").toString("utf8") : "";
  for (const [from, to] of rules.split("\n").map((line) => line.trim().split(/\s+/))) {
    if (from?.startsWith("/") && to !== undefined && !/[*:]/.test(from)) redirects[folderAddress(from)] = to;
  }
  return { version: 1, url: "", pages, redirects };
}

/** Reads a file by URL or path; undefined if it does not exist. */
export type ReadText = (where: string) => Promise<string | undefined>;

/** A sitemap of sitemaps may name as many as this. */
const MOST_SITEMAPS = 100;

/**
 * @param partAt where a sitemap that the first one names is read
 * @returns undefined if the text names no address
 */
export async function manifestOfSitemap(
  text: string,
  partAt: (address: string) => string,
  read: ReadText,
): Promise<SiteManifest | undefined> {
  const { pages, sitemaps } = locations(text);
  for (const part of sitemaps.slice(0, MOST_SITEMAPS)) pages.push(...locations((await read(partAt(part))) ?? "").pages);
  return manifestOfAddresses(pages);
}

/** @param written addresses in full, or without their host */
export function manifestOfAddresses(written: readonly string[]): SiteManifest | undefined {
  const addresses = [...new Set(written.flatMap((one) => pathOf(one) ?? []))];
  if (addresses.length === 0) return undefined;
  const entries = addresses.map((address): [string, ManifestPage] => [address, { kind: FOREIGN, text: "" }]);
  return { version: 1, url: "", pages: Object.fromEntries(entries), redirects: {} };
}

/** The path of an address, decoded, as the manifest writes it. Undefined if it has none. */
function pathOf(written: string): string | undefined {
  const url = /^(?:https?:\/\/|\/)/i.test(written) ? urlOf(written, "https://here.invalid") : undefined;
  return url && folderAddress(decodeAddress(url.pathname));
}

function locations(xml: string): { pages: string[]; sitemaps: string[] } {
  const found: { pages: string[]; sitemaps: string[] } = { pages: [], sitemaps: [] };
  let within = "";
  let text: string | undefined;
  const parser = new Parser(
    {
      onopentag(name) {
        if (name === "url" || name === "sitemap") within = name;
        if (name === "loc") text = "";
      },
      ontext(part) {
        if (text !== undefined) text += part;
      },
      onclosetag(name) {
        if (name !== "loc" || text === undefined) return;
        (within === "sitemap" ? found.sitemaps : found.pages).push(text.trim());
        text = undefined;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}
