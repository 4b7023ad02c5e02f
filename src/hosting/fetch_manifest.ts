/**
 * Reads which addresses a site has: from its manifest, its sitemap or its pages, in a folder, a file or on the web.
 */

import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { manifestOfAddresses, manifestOfFolder, manifestOfSitemap } from "./old_addresses.ts";
import { SITE_MANIFEST, type SiteManifest, siteManifestFrom } from "./url_manifest.ts";

const PATIENCE_MS = 30_000;

/** Where generators put the sitemap. */
const SITEMAPS = ["sitemap.xml", "sitemap_index.xml", "sitemap-index.xml"];

/**
 * @param where a path or a URL of a manifest, a sitemap, a list of addresses (`.txt`), or a site
 * @returns undefined if a site on the web has neither a manifest nor a sitemap
 * @throws UsageError if it cannot be read
 */
export async function lastDeployment(where: string): Promise<SiteManifest | undefined> {
  if (/^https?:\/\//i.test(where)) return onTheWeb(new URL(where));
  if (statSync(where, { throwIfNoEntry: false })?.isDirectory() !== true) return inFile(where);
  const manifest = textAt(join(where, SITE_MANIFEST));
  const found = manifest === undefined ? manifestOfFolder(where) : checked(manifest, where);
  if (found === undefined) throw new UsageError(`There is no page in ${where}, so there are no addresses to keep.`);
  return found;
}

async function inFile(path: string): Promise<SiteManifest> {
  const text = textAt(path);
  if (text === undefined) throw new UsageError(`There is no site manifest at ${path}.`);
  if (path.endsWith(".txt")) return named(manifestOfAddresses(text.split(/\s+/)), path);
  if (!path.endsWith(".xml")) return checked(text, path);
  const beside = (address: string): string =>
    join(dirname(path), basename(new URL(address, "https://h.invalid").pathname));
  return named(await manifestOfSitemap(text, beside, async (part) => textAt(part)), path);
}

async function onTheWeb(where: URL): Promise<SiteManifest | undefined> {
  if (where.pathname.endsWith(".xml")) return sitemapAt(where);
  const file = /\.json$/.test(where.pathname);
  const text = await fetched(file ? where : below(where, SITE_MANIFEST));
  if (text !== undefined) return checked(text, where.href);
  for (const name of file ? [] : SITEMAPS) {
    const found = await sitemapAt(below(where, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function sitemapAt(url: URL): Promise<SiteManifest | undefined> {
  const text = await fetched(url);
  if (text === undefined) return undefined;
  // A sitemap names others of its own host; on a preview they are at the preview's.
  const part = (address: string): string => {
    const named = new URL(address, url);
    return new URL(named.pathname + named.search, url).href;
  };
  return manifestOfSitemap(text, part, (address) => fetched(new URL(address)));
}

function below(site: URL, name: string): URL {
  const url = new URL(site);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${name}`;
  return url;
}

function checked(text: string, where: string): SiteManifest {
  const manifest = siteManifestFrom(text);
  if (manifest === undefined) throw new UsageError(`${where} is not a site manifest.`);
  return manifest;
}

function named(found: SiteManifest | undefined, where: string): SiteManifest {
  if (found === undefined) throw new UsageError(`${where} names no address.`);
  return found;
}

async function fetched(url: URL): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 404 || response.status === 410) return undefined;
    if (response.ok) return await response.text();
    throw new Error(`it answers ${response.status}`);
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`The addresses of the last deployment, ${url.href}, cannot be read: ${reason}.`);
  }
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
