import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";

/** Bounded by cores, and by a fixed number, since encoding an image takes a hundred megabytes. */
const AT_ONCE = Math.min(availableParallelism(), 8);

/** Maps items through an async function with bounded concurrency. Starts in order and keeps the order of results. */
export async function mapConcurrent<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

/**
 * Lets waiting events be handled between two pieces of work.
 *
 * @throws the signal's reason when the work was aborted
 */
export async function yieldToEventLoop(signal?: AbortSignal): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}

/** `Promise.all` that waits for every promise before it throws, so that no work goes on after an error. */
export async function settleAll<Promises extends readonly Promise<unknown>[]>(promises: readonly [...Promises]) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
