/**
 * Files that cost much to make, kept by what they are made from, one each, with a checksum of name and bytes in front.
 * They outlive a change of the code: a name has to say everything that the bytes depend on.
 */

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { SiteFile } from "../base/files.ts";

export interface BlobStore {
  /** Nothing where there is none of that name, or a damaged one. */
  read(name: string): Buffer | undefined;
  /** Where the folder cannot be written, nothing is kept. */
  write(name: string, bytes: Uint8Array): void;
  /** Removes the files of other names. */
  prune(names: ReadonlySet<string>): void;
  clear(): void;
}

const CHECK_LENGTH = 4;

export function openBlobStore(folder: string): BlobStore {
  return {
    read(name) {
      try {
        const kept = readFileSync(join(folder, name));
        const bytes = kept.subarray(CHECK_LENGTH);
        return kept.readUInt32BE(0) === crc32(bytes, crc32(name)) ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    write(name, bytes) {
      const check = Buffer.alloc(CHECK_LENGTH);
      check.writeUInt32BE(crc32(bytes, crc32(name)));
      const unfinished = join(folder, `${name}.${process.pid}`);
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(unfinished, Buffer.concat([check, bytes]));
        renameSync(unfinished, join(folder, name));
      } catch {
        // It is made again by the next build.
      }
    },
    prune(names) {
      try {
        for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(join(folder, name), { recursive: true });
      } catch {
        // What cannot be removed stays.
      }
    },
    clear() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
