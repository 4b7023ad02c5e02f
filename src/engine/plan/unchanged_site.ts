/**
 * The fastest build: if neither the inputs nor the published site changed since the last build, its result is still
 * valid. Compares size, mtime and ctime of every file and reads none.
 */

import { statSync } from "node:fs";
import { join } from "node:path";
import { filesIn, isSettled } from "../../base/files.ts";
import { isList, isObject, isString, parseJson, schemaOf } from "../../base/json.ts";
import { isRuleName } from "../../base/rules/rules.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { type BuildOptions, includesFolder, pagesFolder, publicFolder, themeFolder } from "../../config/options.ts";
import { historyState } from "../../content/git_dates.ts";
import { LOOK_FOLDERS } from "../../media/bundle.ts";
import { isUnchangedOnDisk, isUntouched, readManifest } from "../write/build_manifest.ts";
import type { BuildResult } from "../write/build_result.ts";

/** The record of a build. */
interface LastBuild {
  /** A hash of the size, mtime and ctime of every input. */
  inputs: string;
  /** The build time, in milliseconds since 1970. Until `nextChange`, another build would give the same site. */
  now: number;
  result: BuildResult;
}

const lastBuild = schemaOf((value): value is LastBuild => {
  if (!isObject(value) || !isObject(value.result)) return false;
  const { pages, repairs, problems, advice, nextChange } = value.result;
  return (
    isString(value.inputs) &&
    [value.now, pages, repairs].every((number) => typeof number === "number") &&
    (nextChange === null || isString(nextChange)) &&
    [problems, advice].every(
      (list) => isList(list, isObject) && list.every(({ rule }) => isString(rule) && isRuleName(rule)),
    )
  );
});

/**
 * A hash of the paths, sizes and times of every file that a build reads. Undefined if a file changed a moment ago,
 * since another change might leave the same time.
 */
export function inputsOf(options: BuildOptions): string | undefined {
  const { root, content, assets, output, shard, development } = options;
  const look = LOOK_FOLDERS.map((name) => join(root, "assets", name));
  const folders = [
    ...[content, assets, publicFolder(options), themeFolder(options), includesFolder(options), pagesFolder(options)],
    ...look,
  ];
  // A commit changes no file, but it may change the date of a post.
  const facts = [root, content, assets, output, JSON.stringify([shard, development]), historyState(content) ?? ""];
  for (const folder of new Set(folders)) {
    for (const path of filesIn(folder).sort()) {
      const found = statSync(join(folder, path), { throwIfNoEntry: false });
      if (found === undefined || !isSettled(found)) return undefined;
      facts.push(`${path} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`);
    }
  }
  return digest(...facts);
}

/** The result of the last build, if this build would give the same. */
export function lastResult(options: BuildOptions, inputs: string | undefined, cache: Cache): BuildResult | undefined {
  const last = inputs === undefined ? undefined : parseJson(cache.note(noteOf(options)), lastBuild);
  if (last === undefined || last.inputs !== inputs) return undefined;
  const { now, result } = last;
  const isDue = options.now < now || (result.nextChange !== null && options.now >= Date.parse(result.nextChange));
  if (isDue || !isAsWritten(options.output, cache)) return undefined;
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

function isAsWritten(output: string, cache: Cache): boolean {
  const manifest = readManifest(cache, output);
  if (manifest.files.size === 0 || !isUntouched({ folder: output, manifest })) return false;
  return [...manifest.files].every(([path, written]) => isUnchangedOnDisk(output, path, written));
}
