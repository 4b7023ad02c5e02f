/**
 * The record of what the last build wrote to a folder, and from which inputs. The next build compares against it.
 */

import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isList, isNumberEntry, isObject, isString, parseJson, schemaOf } from "../../base/json.ts";
import { type Cache, digest } from "../../cache/cache.ts";

/** A written file: its cache key, and its size and mtime on disk. */
export interface Written {
  key: string;
  size: number;
  mtimeMs: number;
}

/** Files by their path, relative to the output folder. */
export type FileRecords = ReadonlyMap<string, Written>;

export interface Manifest {
  files: FileRecords;
  /** The mtime of each folder, by its path; the output folder has the empty path. */
  folders: ReadonlyMap<string, number>;
  /** The keys of templates that made no page, such as one that paginates over an empty list. */
  templatesWithoutOutput: readonly string[];
}

/** Nothing is known of the folder. */
export const EMPTY_MANIFEST: Manifest = { files: new Map(), folders: new Map(), templatesWithoutOutput: [] };

/** A manifest as JSON. Tuples: with 100,000 entries they parse ten times as fast as an object with as many keys. */
interface StoredManifest {
  /** Path, key, size and mtime. */
  files: [string, string, number, number][];
  folders: [string, number][];
  templatesWithoutOutput: string[];
}

const stored = schemaOf(
  (value): value is StoredManifest =>
    isObject(value) &&
    isList(value.files, isFile) &&
    isList(value.folders, isNumberEntry) &&
    isList(value.templatesWithoutOutput, isString),
);

function isFile(value: unknown): value is StoredManifest["files"][number] {
  return (
    Array.isArray(value) &&
    isString(value[0]) &&
    isString(value[1]) &&
    typeof value[2] === "number" &&
    typeof value[3] === "number"
  );
}

/** The manifest of a folder; an empty one when there is none that can be read. */
export function readManifest(cache: Cache, folder: string): Manifest {
  const found = parseJson(cache.note(noteOf(folder)), stored);
  if (found === undefined) return EMPTY_MANIFEST;
  return {
    files: new Map(found.files.map(([path, key, size, mtimeMs]) => [path, { key, size, mtimeMs }])),
    folders: new Map(found.folders),
    templatesWithoutOutput: found.templatesWithoutOutput,
  };
}

export function writeManifest(cache: Cache, folder: string, manifest: Manifest): void {
  const record: StoredManifest = {
    files: [...manifest.files].map(([path, { key, size, mtimeMs }]) => [path, key, size, mtimeMs]),
    folders: [...manifest.folders],
    templatesWithoutOutput: [...manifest.templatesWithoutOutput],
  };
  cache.writeNote(noteOf(folder), JSON.stringify(record));
}

/** Removes the manifest of a folder; false where the cache cannot be written. */
export function forgetManifest(cache: Cache, folder: string): boolean {
  return cache.forgetNote(noteOf(folder));
}

function noteOf(folder: string): string {
  return `manifest-${digest(folder)}`;
}

/** Whether a file still has the size and mtime that it was written with. */
export function isUnchangedOnDisk(folder: string, path: string, { size, mtimeMs }: Written): boolean {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  return found?.size === size && found.mtimeMs === mtimeMs;
}

/** A site as the last build left it. */
export interface BuiltSite {
  folder: string;
  manifest: Manifest;
}

/** The record of a file that is up to date: made from the same inputs, and unchanged on disk. */
export function upToDate({ folder, manifest }: BuiltSite, path: string, key: string): Written | undefined {
  const written = manifest.files.get(path);
  return written?.key === key && isUnchangedOnDisk(folder, path, written) ? written : undefined;
}

/** The record of a file that was just written. */
export function writtenAt(path: string, key: string): Written {
  const { size, mtimeMs } = statSync(path);
  return { key, size, mtimeMs };
}

/** The mtimes of all folders that hold these files. */
export function folderTimes(folder: string, files: Iterable<string>): Map<string, number> {
  const folders = new Map<string, number>();
  for (const file of files) {
    for (let path = parentOf(file); !folders.has(path); path = parentOf(path)) {
      folders.set(path, statSync(join(folder, path)).mtimeMs);
      if (path === "") break;
    }
  }
  return folders;
}

function parentOf(path: string): string {
  const parent = dirname(path);
  return parent === "." ? "" : parent;
}

/** Files and folders that no build put into a folder. Lists only folders whose mtime has changed. */
export function unexpectedFiles({ folder, manifest: { files, folders } }: BuiltSite): string[] {
  return [...folders].flatMap(([path, mtimeMs]) => {
    const found = statSync(join(folder, path), { throwIfNoEntry: false });
    if (found === undefined || found.mtimeMs === mtimeMs) return [];
    return readdirSync(join(folder, path), { withFileTypes: true })
      .map((entry) => ({ entry, name: path === "" ? entry.name : `${path}/${entry.name}` }))
      .filter(({ entry, name }) => !(entry.isDirectory() ? folders.has(name) : files.has(name)))
      .map(({ name }) => name);
  });
}

/** Whether no file was added to a site or removed from it since it was built. */
export function isUntouched({ folder, manifest }: BuiltSite): boolean {
  return [...manifest.folders].every(
    ([path, mtimeMs]) => statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs === mtimeMs,
  );
}
