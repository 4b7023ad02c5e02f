import { availableParallelism } from "node:os";

/** As many as there are cores, up to a number: a picture that is being encoded takes a hundred megabytes. */
const AT_ONCE = Math.min(availableParallelism(), 8);

/** Does something with each of many things, with a few of them at a time, beginning with the first; in their order. */
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
