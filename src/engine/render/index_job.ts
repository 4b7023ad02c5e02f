/**
 * An index of the search as work that can be handed to another process: made, unless it is kept, and put into the new site.
 */

import type { SiteFile } from "../../base/files.ts";
import type { Cache } from "../../cache/cache.ts";
import { keptIndex, makeIndex, type SearchIndex, shareIndexes } from "../../search/search_index.ts";
import { textsOf, unlessCacheMiss } from "../load/post_cache.ts";
import type { RenderAnswer } from "../workers/messages.ts";
import { placeFiles, type Staging } from "../write/staging.ts";

/** An index that is being made. */
export interface PendingIndex {
  index: SearchIndex;
  files: Promise<readonly SiteFile[]>;
  /** Gives the work up, when nothing will be made of it: from then on the process need not wait for it to end. */
  abort(): void;
}

/** Begins with an index, beside other work. Of several, each process makes some when their turn comes. */
export function beginIndex(indexes: readonly SearchIndex[], cache: Cache): PendingIndex | undefined {
  const [index, ...others] = indexes;
  if (index === undefined || others.length > 0) return undefined;
  const controller = new AbortController();
  const files = filesOf(index, cache, controller.signal);
  // Whether it has failed is seen when it is asked for.
  files.catch(() => {});
  return { index, files, abort: () => controller.abort() };
}

/** @param files those of the index, where they are being made already */
export function indexInto(
  staging: Staging,
  index: SearchIndex,
  cache: Cache,
  files = filesOf(index, cache),
): Promise<RenderAnswer> {
  return unlessCacheMiss(async () => {
    const made = await files;
    shareIndexes(cache);
    return { kind: "made", placed: await placeFiles(made, staging) };
  });
}

async function filesOf(index: SearchIndex, cache: Cache, signal?: AbortSignal): Promise<readonly SiteFile[]> {
  const htmlOf = textsOf(cache);
  return keptIndex(index, cache, htmlOf) ?? makeIndex(index, cache, htmlOf, signal);
}
