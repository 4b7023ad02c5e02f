/**
 * An index of the search as work that can be handed to another process: made, unless it is kept, and put into the new site.
 */

import type { Cache } from "../cache.ts";
import { keptIndex, makeIndex, type SearchIndex, shareIndexes } from "../outputs/search_index.ts";
import type { SiteFile } from "../site_file.ts";
import { textsOf, unlessLost } from "./render_task.ts";
import { placeFiles, type Staging } from "./staging.ts";
import type { MadeAnswer } from "./tasks.ts";

/** Indexes that are being made. */
export type Begun = ReadonlyMap<SearchIndex, Promise<readonly SiteFile[]>>;

/**
 * Begins with an index while other work goes on: another program makes it. Of several, each process makes some when
 * their turn comes.
 */
export function beginIndex(indexes: readonly SearchIndex[], cache: Cache): Begun {
  const [index, ...others] = indexes;
  if (index === undefined || others.length > 0) return new Map();
  const making = filesOf(index, cache);
  // It is asked for later, and then it is seen whether it has failed.
  making.catch(() => {});
  return new Map([[index, making]]);
}

/** @param begun those that are being made already */
export function indexInto(
  staging: Staging,
  index: SearchIndex,
  cache: Cache,
  begun: Begun = new Map(),
): Promise<MadeAnswer> {
  return unlessLost(async () => {
    const files = await (begun.get(index) ?? filesOf(index, cache));
    shareIndexes(cache);
    return { kind: "made", placed: await placeFiles(files, staging) };
  });
}

async function filesOf(index: SearchIndex, cache: Cache): Promise<readonly SiteFile[]> {
  const htmlOf = textsOf(cache);
  return keptIndex(index, cache, htmlOf) ?? makeIndex(index, cache, htmlOf);
}
