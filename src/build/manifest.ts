/**
 * What the last build wrote, and from what: the reason why this one need not write it again.
 */

import { statSync } from "node:fs";
import { join } from "node:path";
import { type Cache, digest } from "../cache.ts";

/** A published file: what it was made from, and how it looks on the disk. */
export interface Written {
  key: string;
  size: number;
  mtimeMs: number;
}

/** By path, relative to the output folder. */
export type Manifest = Record<string, Written>;

const MANIFESTS = "manifests";

/** What the last build into a folder wrote, as far as it is known. */
export function readManifest(cache: Cache, output: string): Manifest {
  const kept = cache.read(MANIFESTS, digest(output));
  return kept === undefined ? {} : JSON.parse(kept);
}

export function writeManifest(cache: Cache, output: string, manifest: Manifest): void {
  cache.write(MANIFESTS, digest(output), JSON.stringify(manifest));
}

/** Whether a file stands in the output as it was written, made from the same. */
export function isCurrent(output: string, path: string, key: string, manifest: Manifest): boolean {
  const written = manifest[path];
  if (written?.key !== key) return false;
  const found = statSync(join(output, path), { throwIfNoEntry: false });
  return found?.size === written.size && found.mtimeMs === written.mtimeMs;
}

/** How a file looks on the disk now. */
export function writtenAt(path: string, key: string): Written {
  const { size, mtimeMs } = statSync(path);
  return { key, size, mtimeMs };
}
