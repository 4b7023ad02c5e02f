/**
 * A site made on several machines: each makes a part of its files, and the parts put together are the whole.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { filesIn } from "../../base/files.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { Shard } from "../../config/options.ts";

/** Whether a file belongs to a shard; without shards every file does. The same on every machine. */
export function belongsTo(shard: Shard | undefined, path: string): boolean {
  return shard === undefined || crc32(path) % shard.count === shard.index - 1;
}

/** The file in a shard's output that says which part of which site it is. It is no part of the site. */
export const LABEL = "shard.json";

/** What stands in {@link LABEL}. */
interface Label extends Shard {
  /** A name for all that the whole site is made from. */
  site: string;
}

export function labelText(shard: Shard, site: string): string {
  const label: Label = { ...shard, site };
  return `${JSON.stringify(label)}\n`;
}

/**
 * Puts the outputs of all shards into one folder.
 *
 * @param folders the shards' outputs, in any order
 * @param into a folder that is not there yet
 * @throws UsageError when a part is missing, there twice, or of another site
 * @returns how many files the site has
 */
export function mergeShards(folders: readonly string[], into: string): number {
  checkComplete(folders.map((folder) => ({ folder, label: labelOf(folder) })));
  mkdirSync(into, { recursive: true });
  for (const folder of folders) cpSync(folder, into, { recursive: true, preserveTimestamps: true });
  rmSync(join(into, LABEL));
  return filesIn(into).length;
}

function labelOf(folder: string): Label {
  const path = join(folder, LABEL);
  if (!existsSync(path)) throw new UsageError(`${folder} is not a shard: it has no ${LABEL}.`);
  return JSON.parse(readFileSync(path, "utf8"));
}

function checkComplete(parts: readonly { folder: string; label: Label }[]): void {
  const [first] = parts;
  if (first === undefined) throw new UsageError("Name the folders of all shards.");
  const seen = new Map<number, string>();
  for (const { folder, label } of parts) {
    if (label.site !== first.label.site || label.count !== first.label.count) {
      throw new UsageError(`${folder} and ${first.folder} are parts of different sites.`);
    }
    const other = seen.get(label.index);
    if (other !== undefined) throw new UsageError(`${other} and ${folder} are both part ${label.index}.`);
    seen.set(label.index, folder);
  }
  const missing = Array.from({ length: first.label.count }, (_, at) => at + 1).filter((index) => !seen.has(index));
  if (missing.length > 0) {
    throw new UsageError(`Of ${first.label.count} parts these are missing: ${missing.join(", ")}.`);
  }
}
