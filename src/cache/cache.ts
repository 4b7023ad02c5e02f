/**
 * What was computed before, kept by what it was computed from. The folder may be deleted, shared and restored at will:
 * what is damaged counts as not there.
 */

import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BlobStore, openBlobStore } from "./blob_store.ts";
import { openPackStore, type PackStore } from "./pack_store.ts";

export interface Cache {
  /** Many texts of one sort. */
  room(name: string): PackStore;
  /** A single text; nothing where there is none, or a damaged one. */
  note(name: string): string | undefined;
  /** False where it could not be written. */
  writeNote(name: string, text: string): boolean;
  /** False where it could not be removed. */
  forgetNote(name: string): boolean;
  /** What does not depend on the version. */
  lasting: BlobStore;
  /** Compressed files of the site, which do not depend on it either. */
  compressed: BlobStore;
  clear(): void;
}

const LASTING = "lasting";
const COMPRESSED = "compressed";

const DIGEST_BYTES = 16;

/** A short name for a text: equal texts have equal names, others in practice never. */
export function digest(...texts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest().toString("hex", 0, DIGEST_BYTES);
}

/**
 * Opens the cache in a folder. What other versions of the code left there is removed, but for what lasts.
 *
 * Where the folder cannot be written, rooms are kept in memory for as long as the program runs.
 *
 * @param version what the meaning of every entry depends on: the code and its dependencies
 */
export function openCache(folder: string, version: string): Cache {
  const home = join(folder, version);
  const rooms = new Map<string, PackStore>();
  const pathOf = (name: string): string => join(home, "notes", name);
  const lasting = openBlobStore(join(folder, LASTING));
  const compressed = openBlobStore(join(folder, COMPRESSED));
  removeOthers(folder, [version, LASTING, COMPRESSED]);
  return {
    room(name) {
      const known = rooms.get(name) ?? openPackStore(join(home, name));
      rooms.set(name, known);
      return known;
    },
    note: (name) => readNote(pathOf(name), name),
    writeNote: (name, text) => writeNote(pathOf(name), name, text),
    forgetNote: (name) => forgetNote(pathOf(name)),
    lasting,
    compressed,
    clear() {
      rooms.clear();
      lasting.clear();
      compressed.clear();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const CHECK_LENGTH = 32;

/** A note begins with a digest of its name and its text: the files of a cache may have been mixed up. */
function readNote(path: string, name: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const kept = text.slice(CHECK_LENGTH);
    return text.slice(0, CHECK_LENGTH) === digest(name, kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A note appears at once or not at all, so that others may read meanwhile. */
function writeNote(path: string, name: string, text: string): boolean {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    // As bytes, once: the note of a big site is tens of megabytes.
    const bytes = Buffer.from(text);
    writeFileSync(unfinished, digest(name, bytes));
    appendFileSync(unfinished, bytes);
    renameSync(unfinished, path);
    return true;
  } catch {
    return false;
  }
}

function forgetNote(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

function removeOthers(folder: string, kept: readonly string[]): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  } catch {
    // A folder that is not there, or that cannot be changed, holds nothing to remove.
  }
}
