/**
 * An index of the search as work that can be handed to another process: made, unless it is kept, and put into the new site.
 */

import type { Cache } from "../cache.ts";
import { keptIndex, makeIndex, type SearchIndex, shareIndexes } from "../outputs/search_index.ts";
import { textsOf, unlessLost } from "./render_task.ts";
import { placeFiles, type Staging } from "./staging.ts";
import type { MadeAnswer } from "./tasks.ts";

export function indexInto(staging: Staging, index: SearchIndex, cache: Cache): Promise<MadeAnswer> {
  return unlessLost(async () => {
    const htmlOf = textsOf(cache);
    const files = keptIndex(index, cache, htmlOf) ?? (await makeIndex(index, cache, htmlOf));
    shareIndexes(cache);
    return { kind: "made", placed: await placeFiles(files, staging) };
  });
}
