/**
 * The new site while it is being made, in a folder beside the one that is served. Several processes may put pages into
 * it at once, each its own.
 */

import { linkSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { mapConcurrent } from "../../base/concurrency.ts";
import type { SiteFile } from "../../base/files.ts";
import { hasBytes } from "../../base/files.ts";
import { detachedCopy } from "../../base/text.ts";
import { type Written, writtenAt } from "./build_manifest.ts";

/** A file of the new site, and whether its bytes are new. */
export interface WrittenFile {
  path: string;
  written: Written;
  isNew: boolean;
}

/** A file whose bytes did not change is the same file on the disk, with the time it had. */
export class Staging {
  readonly folder: string;
  readonly #output: string;
  readonly #folders = new Set<string>();

  /**
   * @param output the site that is served
   * @param folder the new one; it may hold what a site before had
   */
  constructor(output: string, folder: string) {
    this.#output = output;
    this.folder = folder;
    this.#folders.add(folder);
  }

  /** A file of the new site; its bytes are written only if the site that is served does not have them. */
  place(path: string, bytes: Uint8Array, key: string): WrittenFile {
    if (hasBytes(join(this.#output, path), bytes)) return this.keep(path, key);
    const target = this.#target(path);
    inPlace(target, () => writeFileSync(target, bytes, { flag: "wx" }));
    return { path, written: writtenAt(target, key), isNew: true };
  }

  /** A file of the site that is served. */
  keep(path: string, key: string): WrittenFile {
    const target = this.#target(path);
    inPlace(target, () => linkSync(join(this.#output, path), target));
    return { path, written: writtenAt(target, key), isNew: false };
  }

  /** Takes a file, or a folder with all that is in it, out of the new site, and folders that are empty then. */
  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true, force: true });
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

/** So many files are put in their places before other work of this process has its turn. */
const FILES_AT_ONCE = 20;

/** Puts files that are no pages into the new site. */
export function placeFiles(files: readonly SiteFile[], staging: Staging): Promise<WrittenFile[]> {
  let count = 0;
  return mapConcurrent(files, async ({ path, key, bytes }) => {
    count += 1;
    if (count % FILES_AT_ONCE === 0) await setImmediate();
    return staging.place(path, await bytes(), key);
  });
}

/** Makes a file anew: what stands in its place may be the very file that is served, under a second name. */
function inPlace(target: string, make: () => void): void {
  try {
    make();
  } catch (error) {
    if (!isThereAlready(error)) throw error;
    rmSync(target, { recursive: true });
    make();
  }
}

function isThereAlready(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isThereAlready(error)) throw error;
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
