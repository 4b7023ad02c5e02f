/**
 * What a deployment would change: `npm run diff -- OLD NEW`.
 */

import { statSync } from "node:fs";
import { UsageError } from "../../base/usage_error.ts";
import { lastDeployment } from "../fetch_manifest.ts";
import { compareManifests } from "./compare_manifests.ts";
import { compareSites } from "./compare_sites.ts";
import type { Difference } from "./types.ts";

/**
 * Compares two sites: folders word by word; a manifest, as a file or on the web, as far as it goes.
 *
 * @throws UsageError if one of them cannot be read
 */
export async function difference(old: string, fresh: string): Promise<Difference> {
  if (isFolder(old) && isFolder(fresh)) return compareSites(old, fresh);
  const [before, after] = [await manifestOf(old), await manifestOf(fresh)];
  return compareManifests(before, after);
}

async function manifestOf(where: string) {
  const manifest = await lastDeployment(where);
  if (manifest === undefined) throw new UsageError(`The site at ${where} has no manifest to compare by.`);
  return manifest;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
