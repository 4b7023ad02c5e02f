import { availableParallelism } from "node:os";

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
