/**
 * What was computed before, kept by what it was computed from. The folder may be deleted, shared and restored at will:
 * an entry that is damaged counts as one that is not there.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Cache {
  /** The text kept under a key; nothing where there is none, or a damaged one. */
  read(room: string, key: string): string | undefined;
  write(room: string, key: string, text: string): void;
  /** Forgets the entries of a room that have other keys. */
  keepOnly(room: string, keys: ReadonlySet<string>): void;
  clear(): void;
}

/** A short name for a text: equal texts have equal names, others in practice never. */
export function digest(...texts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex").slice(0, 32);
}

/**
 * Opens the cache in a folder. What other versions of the code left there is removed.
 *
 * Where the folder cannot be written, entries are kept in memory for as long as the program runs.
 *
 * @param version what the meaning of every entry depends on: the code and its dependencies
 */
export function openCache(folder: string, version: string): Cache {
  const home = join(folder, version);
  removeOthers(folder, version);
  const unwritten = new Map<string, string>();
  const folders = new Set<string>();
  const pathOf = (room: string, key: string): string => join(home, room, key.slice(0, 2), key);
  return {
    read(room, key) {
      return unwritten.get(`${room}/${key}`) ?? entry(pathOf(room, key));
    },
    write(room, key, text) {
      if (!writeEntry(pathOf(room, key), text, folders)) unwritten.set(`${room}/${key}`, text);
    },
    keepOnly(room, keys) {
      for (const path of entriesOf(join(home, room))) {
        const key = path.split("/").at(-1) ?? "";
        if (!keys.has(key)) rmSync(join(home, room, path), { force: true });
      }
    },
    clear() {
      folders.clear();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const CHECK_LENGTH = 32;

function entry(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const kept = text.slice(CHECK_LENGTH);
    return text.slice(0, CHECK_LENGTH) === digest(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether an entry could be written. It appears at once or not at all, so that others may read meanwhile.
 *
 * @param folders those that are known to be there
 */
function writeEntry(path: string, text: string, folders: Set<string>): boolean {
  const unfinished = `${path}.${process.pid}`;
  const folder = dirname(path);
  try {
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(unfinished, digest(text) + text);
    renameSync(unfinished, path);
    return true;
  } catch {
    return false;
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name).slice(folder.length + 1));
  } catch {
    return [];
  }
}

function removeOthers(folder: string, version: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (name !== version) rmSync(join(folder, name), { recursive: true, force: true });
    }
  } catch {
    // A folder that is not there, or that cannot be changed, holds nothing to remove.
  }
}
