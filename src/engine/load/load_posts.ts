/**
 * All posts of a blog: those that look as they did are recalled, the others are read, on all cores where there are many.
 */

import { setImmediate } from "node:timers/promises";
import { type Fingerprint, type Fingerprints, unchangedFingerprint } from "../../cache/file_fingerprints.ts";
import type { PostFile } from "../../content/list_files.ts";
import type { LoadAnswer, LoadRequest, SharedPost } from "../workers/messages.ts";
import type { Worker, WorkerPool } from "../workers/worker_pool.ts";
import { type CachedPost, keepPosts, loadPost, type Reading, readCachedPost, seePosts } from "./post_cache.ts";

/** A process takes as long to start as it takes to read about this many posts. */
const POSTS_WORTH_A_PROCESS = 120;
/** Few, so that all processes are done at about the same time. */
const POSTS_PER_SHARE = 24;
/** A helper has the next share at hand when it has done one. */
const SHARES_AHEAD = 2;

/** Does a helper's share. What it learnt is seen by others when it has shared it. */
export async function loadShare({ files }: LoadRequest, reading: Reading): Promise<LoadAnswer> {
  const learnt: SharedPost[] = [];
  for (const file of files) {
    const { digest, stamp } = await loadPost(file, reading);
    if (digest !== undefined) learnt.push({ path: file.path, digest, stamp });
  }
  return { kind: "learnt", learnt };
}

/**
 * Everything that is known of the posts, in the order of the files. The cache holds these posts afterwards, and no
 * others.
 *
 * @param stamps how the files looked when they were last read; brought up to date
 */
export async function loadPosts(
  files: readonly PostFile[],
  reading: Reading,
  stamps: Fingerprints,
  crew: WorkerPool,
): Promise<CachedPost[]> {
  const known = new Map<PostFile, CachedPost>();
  const fresh: Fingerprints = new Map();
  const recall = (file: PostFile, digest: string, stamp: Fingerprint | undefined): void => {
    const recalled = readCachedPost(file, digest, reading);
    if (recalled === undefined) return;
    known.set(file, recalled);
    if (stamp) fresh.set(file.path, stamp);
  };
  for (const file of files) {
    const stamp = unchangedFingerprint(file.path, stamps);
    if (stamp) recall(file, stamp.digest, stamp);
  }
  const unknown = files.filter((file) => !known.has(file));
  const shares = sharesOf(unknown);
  const wanted = Math.floor(unknown.length / POSTS_WORTH_A_PROCESS) - 1;
  const elsewhere = learnElsewhere(shares, crew.workers(Math.max(0, wanted)));
  const learnHere = async (file: PostFile): Promise<void> => {
    const learnt = await loadPost(file, reading);
    known.set(file, learnt.known);
    if (learnt.stamp) fresh.set(file.path, learnt.stamp);
  };
  for (let share = shares.pop(); share; share = shares.pop()) {
    for (const file of share) await learnHere(file);
    // What helpers are told and what they answer passes only between two pieces of this process's own work.
    await setImmediate();
  }
  const learnt = await elsewhere;
  if (learnt.size > 0) seePosts(reading.cache);
  for (const file of unknown) {
    const shared = learnt.get(file.path);
    if (shared) recall(file, shared.digest, shared.stamp);
    // What could not be kept in the cache is learnt again.
    if (!known.has(file)) await learnHere(file);
  }
  const all = files.flatMap((file) => known.get(file) ?? []);
  if (unknown.length > 0 || stamps.size !== fresh.size) keepPosts(new Set(all.map(({ key }) => key)), reading.cache);
  stamps.clear();
  for (const [path, stamp] of fresh) stamps.set(path, stamp);
  return all;
}

/** The last is taken first. */
function sharesOf(files: readonly PostFile[]): PostFile[][] {
  const count = Math.ceil(files.length / POSTS_PER_SHARE);
  return Array.from({ length: count }, (_, at) => files.slice(at * POSTS_PER_SHARE, (at + 1) * POSTS_PER_SHARE));
}

/** Lets helpers take shares until there are none. What a helper that has ended did not share is not in the answer. */
async function learnElsewhere(shares: PostFile[][], helpers: readonly Worker[]): Promise<Map<string, SharedPost>> {
  const learnt = await Promise.all(helpers.map((helper) => learnThere(shares, helper).catch(() => [])));
  return new Map(learnt.flat().map((one) => [one.path, one]));
}

async function learnThere(shares: PostFile[][], helper: Worker): Promise<SharedPost[]> {
  const learnt: SharedPost[] = [];
  const takeShares = async (): Promise<void> => {
    for (let files = shares.pop(); files; files = shares.pop()) {
      learnt.push(...(await helper.learn({ kind: "learn", files })).learnt);
    }
  };
  await Promise.all(Array.from({ length: SHARES_AHEAD }, takeShares));
  return (await helper.share()) ? learnt : [];
}
