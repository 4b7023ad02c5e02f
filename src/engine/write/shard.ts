/**
 * Shards: several machines each publish a part of the files, and the parts are merged into the whole site.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { filesIn } from "../../base/files.ts";
import { parseJson } from "../../base/json.ts";
import { UsageError } from "../../base/usage_error.ts";
import { MOST_SHARDS, type Shard } from "../../config/options.ts";

/** Whether a file belongs to a shard. The same on every machine; without shards, every file does. */
export function belongsTo(shard: Shard | undefined, path: string): boolean {
  return shard === undefined || crc32(path) % shard.count === shard.index - 1;
}

/** The file in a shard's output that tells which part of which site it is. It is not part of the site. */
export const LABEL = "shard.json";

/** The content of {@link LABEL}; `site` is a hash of everything that the whole site is made from. */
const label = z.object({ index: z.int().min(1), count: z.int().min(1).max(MOST_SHARDS), site: z.string() });
type Label = z.infer<typeof label>;

export function labelText(shard: Shard, site: string): string {
  const text: Label = { ...shard, site };
  return `${JSON.stringify(text)}\n`;
}

/**
 * Merges the outputs of all shards.
 *
 * @param folders the shards' outputs, in any order
 * @param into a folder that does not exist yet
 * @throws UsageError when a part is missing, there twice, damaged or of another site
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
  const found = parseJson(readFileSync(path, "utf8"), label);
  if (found === undefined) throw new UsageError(`${path} is damaged. Build that shard again.`);
  return found;
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
