/**
 * Search indexes, made by this process or a worker and put into the new site.
 */

import type { SiteFile } from "../../base/files.ts";
import type { Cache } from "../../cache/cache.ts";
import { keptIndex, makeIndex, type SearchIndex, type TextReader } from "../../search/search_index.ts";
import { placeFiles, type Staging, type WrittenFile } from "../write/staging.ts";

/** An index in the making. */
export interface PendingIndex {
  index: SearchIndex;
  files: Promise<readonly SiteFile[]>;
}

/** An edit changes at most this many indexes. More are distributed over all processes. */
const FEW = 2;

/**
 * Starts making a few indexes while this process does other work: Pagefind is another program.
 *
 * @param signal stops the work, so that the process can end without waiting for it
 */
export function startIndexes(
  indexes: readonly SearchIndex[],
  cache: Cache,
  htmlOf: TextReader,
  signal: AbortSignal,
): PendingIndex[] {
  if (indexes.length > FEW) return [];
  return indexes.map((index) => {
    const files = indexFiles(index, cache, htmlOf, signal);
    // An error is thrown where the files are awaited.
    files.catch(() => {});
    return { index, files };
  });
}

/**
 * Makes an index, unless it is cached, and puts its files into the new site.
 *
 * @param files the files of an index that was started before
 * @throws CacheMiss
 */
export async function writeIndex(
  index: SearchIndex,
  staging: Staging,
  cache: Cache,
  htmlOf: TextReader,
  files = indexFiles(index, cache, htmlOf),
): Promise<WrittenFile[]> {
  return placeFiles(await files, staging);
}

async function indexFiles(
  index: SearchIndex,
  cache: Cache,
  htmlOf: TextReader,
  signal?: AbortSignal,
): Promise<readonly SiteFile[]> {
  return keptIndex(index, cache, htmlOf) ?? makeIndex(index, cache, htmlOf, signal);
}
