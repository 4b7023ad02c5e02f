/**
 * The new site while it is made, in a folder beside the served one. Several processes may write to it at once.
 */

import { linkSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { mapConcurrent, yieldToEventLoop } from "../../base/concurrency.ts";
import type { SiteFile } from "../../base/files.ts";
import { hasBytes } from "../../base/files.ts";
import { detachedCopy } from "../../base/text.ts";
import { type FileRecords, type Written, writtenAt } from "./build_manifest.ts";

/** A file of the new site, and whether its bytes differ from those of the served one. */
export interface WrittenFile {
  path: string;
  written: Written;
  isNew: boolean;
}

/** The folder beside the output in which the new site is made. */
export function stagingFolder(output: string): string {
  return `${output}.new`;
}

/** Files whose bytes did not change are hard links to the served site, and keep their mtime. */
export class Staging {
  readonly folder: string;
  readonly #output: string;
  readonly #folders = new Set<string>();

  /** @param output the folder of the served site */
  constructor(output: string) {
    this.#output = output;
    this.folder = stagingFolder(output);
    this.#folders.add(this.folder);
  }

  /** Writes a file, or links the served one when that has the same bytes. */
  place(path: string, bytes: Uint8Array, key: string): WrittenFile {
    if (hasBytes(join(this.#output, path), bytes)) return this.keep(path, key);
    const target = this.#target(path);
    replacing(target, () => writeFileSync(target, bytes, { flag: "wx" }));
    return { path, written: writtenAt(target, key), isNew: true };
  }

  /** Links a file of the served site. */
  keep(path: string, key: string): WrittenFile {
    const target = this.#target(path);
    replacing(target, () => linkSync(join(this.#output, path), target));
    return { path, written: writtenAt(target, key), isNew: false };
  }

  /** Removes a file, and the folders that are empty without it. */
  remove(path: string): void {
    rmSync(join(this.folder, path), { force: true });
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      if (!removedEmpty(join(this.folder, folder))) return;
      this.#folders.delete(join(this.folder, folder));
    }
  }

  #target(path: string): string {
    const target = resolve(this.folder, path);
    if (!target.startsWith(this.folder + sep)) throw new Error(`“${path}” leads out of the site.`);
    this.#makeFolder(dirname(target));
    return target;
  }

  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    this.#makeFolder(dirname(folder));
    makeFolder(folder);
    this.#folders.add(detachedCopy(folder));
  }
}

/** How many files are written between two turns of the event loop. */
const FILES_PER_TURN = 20;
/** Links are quicker. */
const LINKS_PER_TURN = 200;

/**
 * Writes files that are no pages.
 *
 * @param tick called with how many are written
 */
export function placeFiles(
  files: readonly SiteFile[],
  staging: Staging,
  tick: (done: number) => void = () => {},
): Promise<WrittenFile[]> {
  let count = 0;
  let done = 0;
  return mapConcurrent(files, async ({ path, key, bytes }) => {
    count += 1;
    if (count % FILES_PER_TURN === 0) await yieldToEventLoop();
    const placed = staging.place(path, await bytes(), key);
    tick(++done);
    return placed;
  });
}

/** Keeps up-to-date files of the served site, which are linked unless the new site holds them already. */
export async function keepFiles(current: FileRecords, held: FileRecords, staging: Staging): Promise<WrittenFile[]> {
  const kept: WrittenFile[] = [];
  for (const [path, written] of current) {
    const isThere = isSameFile(written, held.get(path));
    kept.push(isThere ? { path, written, isNew: false } : staging.keep(path, written.key));
    if (kept.length % LINKS_PER_TURN === 0) await yieldToEventLoop();
  }
  return kept;
}

function isSameFile(one: Written, other: Written | undefined): boolean {
  return one.size === other?.size && one.mtimeMs === other.mtimeMs && one.key === other.key;
}

/** Creates a file. An existing one is removed, not overwritten: it may be a hard link to the served file. */
function replacing(target: string, create: () => void): void {
  try {
    create();
  } catch (error) {
    if (!alreadyExists(error)) throw error;
    rmSync(target, { recursive: true });
    create();
  }
}

function alreadyExists(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!alreadyExists(error)) throw error;
  }
}

function removedEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
