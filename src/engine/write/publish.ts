/**
 * Puts a new site in the place of the one before: wholly, or not at all. The one before is kept beside it, made of the
 * same files where they did not change: the next build brings it up to date, rather than to name every file once more.
 */

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { mapConcurrent } from "../../base/concurrency.ts";
import type { SiteFile } from "../../base/files.ts";
import { hasBytes } from "../../base/files.ts";
import type { Cache } from "../../cache/cache.ts";
import {
  forgetManifest,
  isCurrent,
  isUntouched,
  type Manifest,
  NOTHING,
  readManifest,
  type Written,
  writeManifest,
} from "./build_manifest.ts";
import { Staging } from "./staging.ts";

/** The folder beside the output in which the new site is made. */
export function stagingFolder(output: string): string {
  return `${output}.new`;
}

/** The folder beside the output that holds the site before the one that is served. */
function spareFolder(output: string): string {
  return `${output}.spare`;
}

/** A build that was ended between the steps of a swap left the old site beside its place. */
export function recover(output: string): void {
  const old = `${output}.old`;
  if (!existsSync(output) && existsSync(old)) renameSync(old, output);
  rmSync(old, { recursive: true, force: true });
}

/** A folder for the new site, and which files of the served one it has already. */
export interface StagedSite {
  staging: Staging;
  held: Manifest;
}

/** Begins a new site: from the one before the one that is served, where that is known well, else from nothing. */
export function stage(output: string, cache: Cache): StagedSite {
  const folder = stagingFolder(output);
  const spare = spareFolder(output);
  rmSync(folder, { recursive: true, force: true });
  const held = readManifest(cache, spare);
  // What is known of the spare is wrong as soon as it is changed.
  const isForgotten = forgetManifest(cache, spare);
  const staging = new Staging(output, folder);
  if (held !== NOTHING && isForgotten && isUntouched(spare, held)) {
    renameSync(spare, folder);
    return { staging, held };
  }
  rmSync(spare, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { staging, held: NOTHING };
}

/** Whether the new site has a file already just as the served one has it. */
export function isHeld(written: Written, held: Written | undefined): boolean {
  return held?.size === written.size && held.mtimeMs === written.mtimeMs && held.key === written.key;
}

/** Puts the new site in its place, and keeps the one before as a spare. */
export function swap(output: string, manifest: Manifest, before: Manifest, cache: Cache): void {
  const old = `${output}.old`;
  const isFirst = !existsSync(output);
  if (!isFirst) renameSync(output, old);
  renameSync(stagingFolder(output), output);
  writeManifest(cache, output, manifest);
  if (isFirst) return;
  renameSync(old, spareFolder(output));
  if (before !== NOTHING) writeManifest(cache, spareFolder(output), before);
}

/**
 * For Eleventy run by itself: the files that are no pages, written where they are not there yet.
 *
 * @param before what was written the last time: what stands as it was then is not even made
 */
export async function writeFiles(output: string, files: readonly SiteFile[], before = NOTHING): Promise<void> {
  await mapConcurrent(files, async (file) => {
    if (isCurrent(output, file.path, file.key, before)) return;
    const target = join(output, file.path);
    const bytes = await file.bytes();
    if (hasBytes(target, bytes)) return;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  });
}
