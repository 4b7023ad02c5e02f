/**
 * What files hold, known by their size and time: a file that looks as it did is not read again to find that it holds
 * what it held.
 */

import { readFileSync, type Stats, statSync } from "node:fs";
import { wallClock } from "../base/clock.ts";
import { digest } from "./cache.ts";

/** What a file held when it looked like this. */
export interface Fingerprint {
  /** In bytes. */
  size: number;
  /** Milliseconds since 1970. */
  mtimeMs: number;
  digest: string;
}

/** By path. */
export type Fingerprints = Map<string, Fingerprint>;

/**
 * Some disks tell times in steps of two seconds: a file that was written a moment ago may be written again and look the
 * same.
 *
 * @see https://git-scm.com/docs/racy-git
 */
const COARSEST_STEP = 2000;

/** Whether a file's size and time can be told from those that it will have after the next change. */
export function isSettled({ mtimeMs }: Pick<Stats, "mtimeMs">, now = wallClock()): boolean {
  return now - mtimeMs > COARSEST_STEP;
}

/** The stamp of a file that looks as it did; nothing when it has to be read. */
export function unchangedFingerprint(path: string, stamps: Fingerprints): Fingerprint | undefined {
  const stamp = stamps.get(path);
  if (stamp === undefined) return undefined;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.size === stamp.size && found.mtimeMs === stamp.mtimeMs ? stamp : undefined;
}

/** The stamp of a file whose bytes are known; nothing when it may be written again and look the same. */
export function fingerprintOf(path: string, digest: string): Fingerprint | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && isSettled(found) ? { size: found.size, mtimeMs: found.mtimeMs, digest } : undefined;
}

/** A name for what a file holds, read only when it does not look as it did. */
export function hashFile(path: string, stamps: Fingerprints): string {
  const known = unchangedFingerprint(path, stamps);
  if (known) return known.digest;
  const read = digest(readFileSync(path));
  const stamp = fingerprintOf(path, read);
  if (stamp) stamps.set(path, stamp);
  else stamps.delete(path);
  return read;
}

export function parseFingerprints(text: string | undefined): Fingerprints {
  const lines = text === undefined || text === "" ? [] : text.split("\n");
  return new Map(
    lines.map((line) => {
      const [path = "", size, mtimeMs, digest = ""] = line.split("\t");
      return [decodeURI(path), { size: Number(size), mtimeMs: Number(mtimeMs), digest }];
    }),
  );
}

export function serializeFingerprints(stamps: Fingerprints): string {
  return [...stamps]
    .map(([path, { size, mtimeMs, digest }]) => [encodeURI(path), size, mtimeMs, digest].join("\t"))
    .join("\n");
}
