/**
 * What the last build wrote, and from what: the reason why this one need not write it again.
 */

import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Cache, digest } from "../../cache/cache.ts";

/** A published file: what it was made from, and how it looks on the disk. */
export interface Written {
  key: string;
  size: number;
  mtimeMs: number;
}

export interface Manifest {
  /** By path, relative to the output folder. */
  files: Record<string, Written>;
  /** When something was last put into a folder or taken from it; by path, the output folder itself as the empty one. */
  folders: Record<string, number>;
  /** The keys of templates that made no page, such as one that paginates over an empty list. */
  templatesWithoutOutput: readonly string[];
}

export const NOTHING: Manifest = { files: {}, folders: {}, templatesWithoutOutput: [] };

/** What is known of a folder that a build has made, under the name that the folder has. */
export function readManifest(cache: Cache, folder: string): Manifest {
  const kept = cache.note(noteOf(folder));
  return kept === undefined ? NOTHING : JSON.parse(kept);
}

export function writeManifest(cache: Cache, folder: string, manifest: Manifest): void {
  cache.writeNote(noteOf(folder), JSON.stringify(manifest));
}

/** False where the cache cannot be changed. */
export function forgetManifest(cache: Cache, folder: string): boolean {
  return cache.forgetNote(noteOf(folder));
}

function noteOf(folder: string): string {
  return `manifest-${digest(folder)}`;
}

/** Whether a file stands in a folder as it was written. */
export function isUnchangedOnDisk(folder: string, path: string, written: Written | undefined): boolean {
  if (written === undefined) return false;
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  return found?.size === written.size && found.mtimeMs === written.mtimeMs;
}

/** Whether a file stands in the output as it was written, made from the same. */
export function isCurrent(output: string, path: string, key: string, { files }: Manifest): boolean {
  const written = files[path];
  return written?.key === key && isUnchangedOnDisk(output, path, written);
}

/** How a file looks on the disk now. */
export function writtenAt(path: string, key: string): Written {
  const { size, mtimeMs } = statSync(path);
  return { key, size, mtimeMs };
}

/** How the folders of a site look on the disk now. */
export function foldersOf(folder: string, files: Iterable<string>): Record<string, number> {
  const folders: Record<string, number> = {};
  for (const file of files) {
    for (let path = parentOf(file); folders[path] === undefined; path = parentOf(path)) {
      folders[path] = statSync(join(folder, path)).mtimeMs;
      if (path === "") break;
    }
  }
  return folders;
}

function parentOf(path: string): string {
  const parent = dirname(path);
  return parent === "." ? "" : parent;
}

/**
 * Files in a folder that the build which made it did not put there. Only folders that were changed are looked into.
 */
export function unexpectedFiles(folder: string, { files, folders }: Manifest): string[] {
  return Object.entries(folders).flatMap(([path, mtimeMs]) => {
    const found = statSync(join(folder, path), { throwIfNoEntry: false });
    if (found === undefined || found.mtimeMs === mtimeMs) return [];
    return readdirSync(join(folder, path), { withFileTypes: true })
      .map((entry) => ({ entry, name: path === "" ? entry.name : `${path}/${entry.name}` }))
      .filter(({ entry, name }) => (entry.isDirectory() ? folders[name] === undefined : files[name] === undefined))
      .map(({ name }) => name);
  });
}

/** Whether a folder is as the build which made it left it, as far as files were put in or taken away. */
export function isUntouched(folder: string, { folders }: Manifest): boolean {
  return Object.entries(folders).every(
    ([path, mtimeMs]) => statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs === mtimeMs,
  );
}
