/**
 * Posts that are not known yet, read on all cores.
 */

import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { PostFile } from "../post/load.ts";
import type { BuildOptions } from "./options.ts";
import { type KnownPost, learnPost, type Reading, readMemory, recallPost } from "./posts.ts";

/** A process takes as long to start as it takes to read about this many posts. */
const POSTS_WORTH_A_PROCESS = 250;

/** What a process is given: the build's options and its share of the files. */
export interface Share {
  options: BuildOptions;
  files: PostFile[];
  /** The entry of the cache into which it puts what it learns. */
  entry: string;
}

/** Reads posts, in this process and, where there are many, in others beside it. */
export async function learnPosts(
  files: readonly PostFile[],
  reading: Reading,
  options: BuildOptions,
): Promise<KnownPost[]> {
  const count = Math.max(1, Math.min(availableParallelism(), Math.floor(files.length / POSTS_WORTH_A_PROCESS)));
  const shares = Array.from({ length: count }, (_, index) => files.filter((_, at) => at % count === index));
  const others = shares.slice(1);
  const elsewhere = others.map((share, index) => learnElsewhere({ options, files: share, entry: `share-${index}` }));
  const known: KnownPost[] = [];
  for (const file of shares[0] ?? []) known.push(await learnPost(file, reading));
  const entries = await Promise.all(elsewhere);
  // The others put what they learnt into the cache; what could not be kept there is learnt again.
  for (const entry of entries) {
    for (const [key, learnt] of readMemory(reading.cache, entry)) reading.memory.set(key, learnt);
  }
  for (const file of others.flat()) known.push(recallPost(file, reading) ?? (await learnPost(file, reading)));
  return known;
}

/**
 * @returns the entry of the cache in which the posts are remembered
 * @throws Error when the process ends before it has read its share
 */
function learnElsewhere(share: Share): Promise<string> {
  return new Promise((resolve, reject) => {
    const other = fork(fileURLToPath(new URL("./learn_process.ts", import.meta.url)));
    other.once("error", reject);
    other.once("exit", (code) =>
      code === 0 ? resolve(share.entry) : reject(new Error(`A process that read posts ended with ${code}.`)),
    );
    other.send(share);
  });
}
