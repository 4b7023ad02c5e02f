/**
 * Replaces the served site by the new one in two renames, so that it is always wholly the old or wholly the new one.
 * The old one becomes the spare: the next build updates it, instead of linking every file once more.
 */

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { mapConcurrent } from "../../base/concurrency.ts";
import { hasBytes, type SiteFile } from "../../base/files.ts";
import type { Cache } from "../../cache/cache.ts";
import {
  EMPTY_MANIFEST,
  type FileRecords,
  forgetManifest,
  isUntouched,
  type Manifest,
  readManifest,
  writeManifest,
} from "./build_manifest.ts";
import { stagingFolder } from "./staging.ts";

/** The folder beside the output with the site before the served one. */
function spareFolder(output: string): string {
  return `${output}.spare`;
}

/** Where the served site is while the new one takes its place. */
function oldFolder(output: string): string {
  return `${output}.old`;
}

/** Puts the served site back in its place after a build was ended in the middle of {@link swap}. */
export function recover(output: string): void {
  const old = oldFolder(output);
  if (!existsSync(output) && existsSync(old)) renameSync(old, output);
  rmSync(old, { recursive: true, force: true });
}

/** Creates the folder of the new site, from the spare where it is known what that holds; returns the files it has. */
export function createStaging(output: string, cache: Cache): FileRecords {
  const folder = stagingFolder(output);
  const spare = spareFolder(output);
  rmSync(folder, { recursive: true, force: true });
  const manifest = readManifest(cache, spare);
  // The spare's manifest is wrong as soon as the spare changes.
  const isForgotten = forgetManifest(cache, spare);
  if (manifest.files.size > 0 && isForgotten && isUntouched({ folder: spare, manifest })) {
    renameSync(spare, folder);
    return manifest.files;
  }
  rmSync(spare, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return EMPTY_MANIFEST.files;
}

/**
 * Serves the new site, and keeps the one before as the spare.
 *
 * @param before the manifest of the served site
 */
export function swap(output: string, next: Manifest, before: Manifest, cache: Cache): void {
  const isFirst = !existsSync(output);
  if (!isFirst) renameSync(output, oldFolder(output));
  renameSync(stagingFolder(output), output);
  writeManifest(cache, output, next);
  if (isFirst) return;
  renameSync(oldFolder(output), spareFolder(output));
  if (before.files.size > 0) writeManifest(cache, spareFolder(output), before);
}

/** Writes files other than pages into a site that plain Eleventy renders. */
export async function writeFiles(output: string, files: readonly SiteFile[]): Promise<void> {
  await mapConcurrent(files, async ({ path, bytes: make }) => {
    const target = join(output, path);
    const bytes = await make();
    if (hasBytes(target, bytes)) return;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  });
}
