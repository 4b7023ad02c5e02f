/**
 * A folder of named blobs. Each file begins with a checksum of its name and its bytes, so that a damaged or misfiled one
 * is a cache miss.
 */

import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { SiteFile } from "../base/files.ts";

const CHECKSUM_BYTES = 4;

export class BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  has(name: string): boolean {
    return existsSync(join(this.#folder, name));
  }

  /** Returns `undefined` for a blob that is missing or damaged. */
  read(name: string): Buffer | undefined {
    try {
      const file = readFileSync(join(this.#folder, name));
      const bytes = file.subarray(CHECKSUM_BYTES);
      return file.readUInt32BE(0) === checksum(name, bytes) ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  /** Writes atomically: other processes see the whole blob or none. Returns false where the folder cannot be written. */
  write(name: string, bytes: Uint8Array): boolean {
    const unfinished = join(this.#folder, `${name}.${process.pid}`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      const head = Buffer.alloc(CHECKSUM_BYTES);
      head.writeUInt32BE(checksum(name, bytes));
      const file = openSync(unfinished, "w");
      try {
        writeFileSync(file, head);
        writeFileSync(file, bytes);
      } finally {
        closeSync(file);
      }
      renameSync(unfinished, join(this.#folder, name));
      return true;
    } catch {
      return false;
    }
  }

  /** Returns false where the folder cannot be written. */
  remove(name: string): boolean {
    try {
      rmSync(join(this.#folder, name), { force: true });
      return true;
    } catch {
      return false;
    }
  }

  /** Removes all other blobs. */
  prune(names: ReadonlySet<string>): void {
    try {
      for (const name of readdirSync(this.#folder)) if (!names.has(name)) this.remove(name);
    } catch {
      // There is no folder yet.
    }
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function checksum(name: string, bytes: Uint8Array): number {
  return crc32(bytes, crc32(name));
}

/** A file that is slow to make: its bytes come from the store, or are made and kept there. */
export function cachedFile(path: string, key: string, store: BlobStore, make: () => Promise<Uint8Array>): SiteFile {
  const bytes = async (): Promise<Uint8Array> => {
    const kept = store.read(key);
    if (kept) return kept;
    const made = await make();
    store.write(key, made);
    return made;
  };
  return { path, key, bytes };
}
