/**
 * Hashes of files, kept between builds. Skips reading files whose size, mtime and ctime are unchanged. Programs can set
 * the mtime, as archives and `touch -d` do; the ctime is the system's own.
 */

import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { isSettled } from "../base/files.ts";
import { parseJson } from "../base/json.ts";
import { digest } from "./cache.ts";

/** A file's size and times, and the hash of its bytes at that time. */
export const fingerprint = z.object({
  size: z.number(),
  mtimeMs: z.number(),
  ctimeMs: z.number(),
  digest: z.string(),
});
export type Fingerprint = z.infer<typeof fingerprint>;

const entries = z.array(z.tuple([z.string(), fingerprint]));

/** The fingerprint of a file whose hash is known; `undefined` while a further change could go unnoticed. */
export function fingerprintOf(path: string, digest: string): Fingerprint | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !isSettled(found)) return undefined;
  const { size, mtimeMs, ctimeMs } = found;
  return { size, mtimeMs, ctimeMs, digest };
}

/** The fingerprints of the last build, and those of the files that this build asks for. */
export class Fingerprints {
  readonly #before: ReadonlyMap<string, Fingerprint>;
  readonly #current = new Map<string, Fingerprint>();

  /** @param text what {@link serialize} returned in the last build */
  constructor(text?: string) {
    this.#before = new Map(parseJson(text, entries));
  }

  /** The hash of a file whose size and times are unchanged; `undefined` when the file has to be read. */
  unchanged(path: string): string | undefined {
    const known = this.#before.get(path);
    if (known === undefined || !isUnchanged(path, known)) return undefined;
    this.#current.set(path, known);
    return known.digest;
  }

  /** Records the fingerprint of a file that was read; without one, the next build reads the file again. */
  add(path: string, fingerprint: Fingerprint | undefined): void {
    if (fingerprint) this.#current.set(path, fingerprint);
    else this.#current.delete(path);
  }

  /** The hash of a file, which is read only if it has changed. */
  hash(path: string): string {
    const known = this.unchanged(path);
    if (known !== undefined) return known;
    const read = digest(readFileSync(path));
    this.add(path, fingerprintOf(path, read));
    return read;
  }

  /** The fingerprints of all files that were asked for. */
  serialize(): string {
    return JSON.stringify([...this.#current]);
  }
}

function isUnchanged(path: string, { size, mtimeMs, ctimeMs }: Fingerprint): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.size === size && found.mtimeMs === mtimeMs && found.ctimeMs === ctimeMs;
}
