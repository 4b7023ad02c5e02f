/**
 * Pages that have to be rendered, as they come: in batches, so that no process holds more than a few, and on all cores
 * where there is more than one batch.
 */

import type { Cache } from "../cache.ts";
import type { Crew, Helper } from "./crew.ts";
import type { HandedOver } from "./hand_over.ts";
import { batchText, renderInto, type Stale } from "./render_task.ts";
import type { Placed, Staging } from "./staging.ts";
import type { Failure, RenderAnswer } from "./tasks.ts";

/** Enough for the start of Eleventy, or of a process, not to count. */
const PAGES_PER_BATCH = 400;
/** A helper has the next batch at hand when it has done one: this process may be too busy to answer at once. */
const BATCHES_AHEAD = 2;

export interface Workshop {
  crew: Crew;
  cache: Cache;
  staging: Staging;
  /** With the ordinary templates that need not be rendered as those that are skipped. */
  handed: Omit<HandedOver, "views">;
  /** Every ordinary template, by its path from the pages folder. */
  ordinary: readonly string[];
  /** The key of what an ordinary template makes, by its path on this machine. */
  keyOf(template: string): string;
}

/**
 * Cuts what has to be rendered into batches. There is always one, which may be empty.
 *
 * @param isWhole whether all has to be in one, because templates read more than their views
 */
export function* batchesOf(stale: Iterable<Stale>, isWhole: boolean): Generator<readonly Stale[], void> {
  let batch: Stale[] = [];
  for (const page of stale) {
    batch.push(page);
    if (isWhole || batch.length < PAGES_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/**
 * Renders batches and puts the pages into the new site.
 *
 * @param first the first of the batches; with it, the ordinary templates are rendered
 * @returns every page that was rendered, or why there is none
 */
export async function renderAll(
  first: readonly Stale[],
  others: Iterator<readonly Stale[], void>,
  shop: Workshop,
): Promise<Placed[] | Failure> {
  const placed: Placed[] = [];
  let failure: Failure | undefined;
  const record = (answer: RenderAnswer): void => {
    if (answer.kind === "rendered") placed.push(...answer.placed);
    else failure ??= answer;
  };
  const returned: (readonly Stale[])[] = [];
  const take = (): readonly Stale[] => (failure ? [] : (returned.pop() ?? others.next().value ?? []));
  const elsewhere = async (helper: Helper): Promise<void> => {
    for (let next = take(); next.length > 0; next = take()) record(await renderThere(helper, next, shop));
  };
  const second = take();
  returned.push(second);
  const helpers = second.length === 0 ? [] : shop.crew.all();
  const waiting = Array.from({ length: BATCHES_AHEAD }, () => helpers.map(elsewhere)).flat();
  record(await renderInto(shop.staging, first, shop.handed, shop.keyOf));
  const later = { ...shop.handed, skipped: shop.ordinary };
  for (let next = take(); next.length > 0; next = take()) {
    record(await renderInto(shop.staging, next, later, shop.keyOf));
  }
  await Promise.all(waiting);
  return failure ?? placed;
}

let handedOut = 0;

/** Has pages rendered by a helper; here, where they cannot be handed over or the helper has ended. */
async function renderThere(helper: Helper, pages: readonly Stale[], shop: Workshop): Promise<RenderAnswer> {
  const here = () => renderInto(shop.staging, pages, { ...shop.handed, skipped: shop.ordinary }, shop.keyOf);
  const batch = `batch-${++handedOut}`;
  // Too much to send, so it lies in the cache.
  if (!shop.cache.writeNote(batch, batchText(pages))) return here();
  const { siteView } = shop.handed;
  const task = { kind: "render", batch, siteView, staging: shop.staging.folder, skipped: shop.ordinary } as const;
  const answer = await helper.render(task).catch(here);
  shop.cache.forgetNote(batch);
  return answer;
}
