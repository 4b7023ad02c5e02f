/**
 * The quickest build: when nothing that a site is made from has changed since the last one, and nothing of the site
 * itself, the last one's answer still holds. Found by looking at the size and times of every file, without reading any.
 */

import { statSync } from "node:fs";
import { join } from "node:path";
import { filesIn } from "../../base/files.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { isSettled } from "../../cache/file_fingerprints.ts";
import { type BuildOptions, includesFolder, pagesFolder } from "../../config/options.ts";
import { historyState } from "../../content/git_dates.ts";
import { LOOK_FOLDERS } from "../../media/bundle.ts";
import { isUnchangedOnDisk, isUntouched, readManifest } from "../write/build_manifest.ts";
import type { BuildResult } from "../write/build_result.ts";

/** What is noted of a build. */
interface LastBuild {
  /** How everything looked that it read. */
  inputs: string;
  /** The moment for which it was made, in milliseconds since 1970; until its `nextChange` it would be the same. */
  now: number;
  result: BuildResult;
}

/**
 * How everything looks that a build reads: a name for the paths, sizes and times of its files. Nothing when some file
 * was changed a moment ago, so that it might be changed again and look the same.
 */
export function inputsOf(options: BuildOptions): string | undefined {
  const { root, content, assets, output, shard, development } = options;
  const look = LOOK_FOLDERS.map((name) => join(root, "assets", name));
  const folders = [content, assets, includesFolder(options), pagesFolder(options), ...look];
  const looks = [root, content, assets, output, JSON.stringify([shard, development])];
  // A commit changes no file, but it may be the one that says when a post was last changed.
  looks.push(historyState(content) ?? "");
  for (const folder of new Set(folders)) {
    for (const path of filesIn(folder).sort()) {
      const found = statSync(join(folder, path), { throwIfNoEntry: false });
      if (found === undefined || !isSettled(found)) return undefined;
      looks.push(`${path} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`);
    }
  }
  return digest(...looks);
}

/** The answer of the last build, if this one would come to the same. */
export function lastResult(options: BuildOptions, inputs: string | undefined, cache: Cache): BuildResult | undefined {
  const note = inputs === undefined ? undefined : cache.note(noteOf(options));
  if (note === undefined) return undefined;
  const last: LastBuild = JSON.parse(note);
  const { now, result } = last;
  const isDue = options.now < now || (result.nextChange !== null && options.now >= Date.parse(result.nextChange));
  if (last.inputs !== inputs || isDue || !isAsMade(options.output, cache)) return undefined;
  return { ...result, rendered: 0, written: 0, removed: 0 };
}

export function noteResult(options: BuildOptions, inputs: string | undefined, result: BuildResult, cache: Cache): void {
  if (inputs === undefined) return;
  const last: LastBuild = { inputs, now: options.now, result };
  cache.writeNote(noteOf(options), JSON.stringify(last));
}

function noteOf({ output }: BuildOptions): string {
  return `last-${digest(output)}`;
}

function isAsMade(output: string, cache: Cache): boolean {
  const manifest = readManifest(cache, output);
  if (manifest.files.size === 0 || !isUntouched({ folder: output, manifest })) return false;
  return [...manifest.files].every(([path, written]) => isUnchangedOnDisk(output, path, written));
}
