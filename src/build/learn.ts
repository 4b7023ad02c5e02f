/**
 * All posts of a blog: those that look as they did are recalled, the others are read, on all cores where there are many.
 */

import type { PostFile } from "../post/load.ts";
import { recognised, type Stamp, type Stamps } from "../stamps.ts";
import type { Crew } from "./crew.ts";
import { type KnownPost, keepPosts, learnPost, type Reading, recallPost, seePosts, sharePosts } from "./posts.ts";
import type { LearnAnswer, LearnTask, SharedPost } from "./tasks.ts";

/** A process takes as long to start as it takes to read about this many posts. */
const POSTS_WORTH_A_PROCESS = 120;

/** Does a helper's share. What it learnt stands in the cache when it answers. */
export async function learnShare({ files }: LearnTask, reading: Reading): Promise<LearnAnswer> {
  const shared: SharedPost[] = [];
  for (const file of files) {
    const { digest, stamp } = await learnPost(file, reading);
    if (digest !== undefined) shared.push({ path: file.path, digest, stamp });
  }
  return { kind: "learnt", shared: sharePosts(reading.cache) ? shared : [] };
}

/**
 * Everything that is known of the posts, in the order of the files. The cache holds these posts afterwards, and no
 * others.
 *
 * @param stamps how the files looked when they were last read; brought up to date
 */
export async function knowPosts(
  files: readonly PostFile[],
  reading: Reading,
  stamps: Stamps,
  crew: Crew,
): Promise<KnownPost[]> {
  const known = new Map<PostFile, KnownPost>();
  const fresh: Stamps = new Map();
  const recall = (file: PostFile, digest: string, stamp: Stamp | undefined): void => {
    const recalled = recallPost(file, digest, reading);
    if (recalled === undefined) return;
    known.set(file, recalled);
    if (stamp) fresh.set(file.path, stamp);
  };
  for (const file of files) {
    const stamp = recognised(file.path, stamps);
    if (stamp) recall(file, stamp.digest, stamp);
  }
  const unknown = files.filter((file) => !known.has(file));
  const shares = shared(unknown, crew);
  const elsewhere = learnElsewhere(shares.slice(1), crew);
  const learnHere = async (file: PostFile): Promise<void> => {
    const learnt = await learnPost(file, reading);
    known.set(file, learnt.known);
    if (learnt.stamp) fresh.set(file.path, learnt.stamp);
  };
  for (const file of shares[0] ?? []) await learnHere(file);
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

/** The first share is this process's own. Neighbours go to different processes, so that shares take equally long. */
function shared(files: readonly PostFile[], crew: Crew): PostFile[][] {
  const wanted = Math.floor(files.length / POSTS_WORTH_A_PROCESS) - 1;
  const count = crew.helpers(Math.max(0, wanted)).length + 1;
  return Array.from({ length: count }, (_, index) => files.filter((_, at) => at % count === index));
}

async function learnElsewhere(shares: readonly PostFile[][], crew: Crew): Promise<Map<string, SharedPost>> {
  const helpers = crew.helpers(shares.length);
  // What a helper that has ended did not learn is learnt here.
  const nothing = (): LearnAnswer => ({ kind: "learnt", shared: [] });
  const answers = await Promise.all(
    helpers.map((helper, index) => helper.learn({ kind: "learn", files: shares[index] ?? [] }).catch(nothing)),
  );
  return new Map(answers.flatMap(({ shared }) => shared.map((one) => [one.path, one] as const)));
}
