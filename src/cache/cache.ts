/**
 * The results of earlier builds, by a hash of their inputs. The folder may be deleted, shared and restored at any time:
 * a missing or damaged entry is a cache miss.
 */

import { createHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BlobStore } from "./blob_store.ts";

const LASTING = "lasting";
const COMPRESSED = "compressed";

export class Cache {
  /** Images and other blobs whose keys do not depend on the version of the code. */
  readonly lasting: BlobStore;
  /** Compressed copies of files, which do not depend on it either. */
  readonly compressed: BlobStore;
  readonly #home: string;
  readonly #notes: BlobStore;

  /**
   * Opens the cache in a folder, and removes what other versions of the code left there.
   *
   * @param version a hash of the code and its dependencies
   */
  constructor(folder: string, version: string) {
    this.#home = join(folder, version);
    this.#notes = new BlobStore(join(this.#home, "notes"));
    this.lasting = new BlobStore(join(folder, LASTING));
    this.compressed = new BlobStore(join(folder, COMPRESSED));
    removeOthers(folder, [version, LASTING, COMPRESSED]);
  }

  /** A store of many blobs of one kind. */
  store(name: string): BlobStore {
    return new BlobStore(join(this.#home, name));
  }

  /** A single text; `undefined` when it is missing or damaged. */
  note(name: string): string | undefined {
    return this.#notes.read(name)?.toString();
  }

  /** Returns false where the cache cannot be written. */
  writeNote(name: string, text: string): boolean {
    return this.#notes.write(name, Buffer.from(text));
  }

  /** Returns false where the cache cannot be written. */
  forgetNote(name: string): boolean {
    return this.#notes.remove(name);
  }

  clear(): void {
    rmSync(this.#home, { recursive: true, force: true });
    this.lasting.clear();
    this.compressed.clear();
  }
}

function removeOthers(folder: string, kept: readonly string[]): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  } catch {
    // A folder that is missing or cannot be changed has nothing to remove.
  }
}

const DIGEST_BYTES = 16;

/** A hash of texts: equal texts have equal hashes, others in practice never. */
export function digest(...texts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest().toString("hex", 0, DIGEST_BYTES);
}
