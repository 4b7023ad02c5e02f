/**
 * Reads a site's URL manifest from a folder, a file or the web.
 */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { SITE_MANIFEST, type SiteManifest, siteManifestFrom } from "./url_manifest.ts";

const PATIENCE_MS = 30_000;

/**
 * @param where a manifest, or a site with one: a path or a URL
 * @returns undefined if the site has no manifest, because something else published it
 * @throws UsageError if it cannot be read
 */
export async function lastDeployment(where: string): Promise<SiteManifest | undefined> {
  const text = /^https?:\/\//i.test(where) ? await fetched(manifestAt(where)) : readFrom(where);
  if (text === undefined) return undefined;
  const manifest = siteManifestFrom(text);
  if (manifest === undefined) throw new UsageError(`${where} is not a site manifest.`);
  return manifest;
}

function manifestAt(address: string): URL {
  const url = new URL(address);
  if (!url.pathname.endsWith(".json")) url.pathname = `${url.pathname.replace(/\/$/, "")}/${SITE_MANIFEST}`;
  return url;
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
    throw new UsageError(`The manifest of the last deployment, ${url.href}, cannot be read: ${reason}.`);
  }
}

function readFrom(path: string): string | undefined {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  try {
    return readFileSync(isFolder ? join(path, SITE_MANIFEST) : path, "utf8");
  } catch {
    if (isFolder) return undefined;
    throw new UsageError(`There is no site manifest at ${path}.`);
  }
}
