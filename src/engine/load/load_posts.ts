/**
 * All posts of a blog. Unchanged posts come from the cache; the others are read, on all cores when there are many.
 */

import { setImmediate } from "node:timers/promises";
import type { Fingerprints } from "../../cache/file_fingerprints.ts";
import type { PostFile } from "../../content/list_files.ts";
import type { LoadedFile } from "../workers/messages.ts";
import type { Worker, WorkerPool } from "../workers/worker_pool.ts";
import type { Progress } from "../write/build_result.ts";
import { type LoadContext, type LoadedPost, loadPost, readCachedPost } from "./load_post.ts";
import type { CachedPost } from "./post_cache.ts";

/** A worker takes as long to start as it takes to read about this many posts. */
const POSTS_WORTH_A_WORKER = 120;
/** Small, so that all processes finish at about the same time. */
const FILES_PER_BATCH = 24;
/** Each worker has its next batch queued when it finishes one. */
const BATCHES_AHEAD = 2;

/** Loads a worker's batch into the cache, where other processes find the posts. */
export async function loadBatch(files: readonly PostFile[], context: LoadContext): Promise<LoadedFile[]> {
  const loaded: LoadedFile[] = [];
  for (const file of files) {
    const { digest, fingerprint } = await loadPost(file, context);
    if (digest !== undefined) loaded.push({ path: file.path, digest, fingerprint });
  }
  return loaded;
}

/** Loads all posts, in the order of the files. The cache holds these posts afterwards, and no others. */
export async function loadPosts(
  files: readonly PostFile[],
  context: LoadContext,
  fingerprints: Fingerprints,
  pool: WorkerPool,
  progress: Progress,
): Promise<CachedPost[]> {
  const loaded = new Map<PostFile, CachedPost>();
  for (const file of files) {
    const digest = fingerprints.unchanged(file.path);
    const cached = digest === undefined ? undefined : readCachedPost(file, digest, context);
    if (cached) loaded.set(file, cached);
  }
  const changed = files.filter((file) => !loaded.has(file));
  for (const [file, { cached, fingerprint }] of await loadChanged(changed, context, pool, progress)) {
    loaded.set(file, cached);
    fingerprints.add(file.path, fingerprint);
  }
  const posts = files.flatMap((file) => loaded.get(file) ?? []);
  context.posts.prune(new Set(posts.map(({ key }) => key)));
  return posts;
}

/** Loads files in this process and in workers, which all take batches from one queue. */
async function loadChanged(
  files: readonly PostFile[],
  context: LoadContext,
  pool: WorkerPool,
  progress: Progress,
): Promise<Map<PostFile, LoadedPost>> {
  const loaded = new Map<PostFile, LoadedPost>();
  const queue = batchesOf(files);
  const workers = pool.workers(Math.max(0, Math.floor(files.length / POSTS_WORTH_A_WORKER) - 1));
  let done = 0;
  const tick = (count: number): void => {
    done += count;
    progress("read", done, files.length);
  };
  const elsewhere = Promise.all(workers.map((worker) => loadInWorker(queue, worker, tick)));
  for (let batch = queue.pop(); batch; batch = queue.pop()) {
    for (const file of batch) {
      loaded.set(file, await loadPost(file, context));
      tick(1);
    }
    // Messages to and from workers pass only while this process is idle.
    await setImmediate();
  }
  const saved = new Map((await elsewhere).flat().map((file) => [file.path, file]));
  for (const file of files) {
    if (loaded.has(file)) continue;
    loaded.set(file, savedPost(file, saved.get(file.path), context) ?? (await loadPost(file, context)));
  }
  return loaded;
}

/** A post that a worker loaded; `undefined` when the worker ended early or could not write to the cache. */
function savedPost(file: PostFile, saved: LoadedFile | undefined, context: LoadContext): LoadedPost | undefined {
  const cached = saved && readCachedPost(file, saved.digest, context);
  return cached && { cached, digest: saved.digest, fingerprint: saved.fingerprint };
}

/** The last batch is taken first. */
function batchesOf(files: readonly PostFile[]): PostFile[][] {
  const count = Math.ceil(files.length / FILES_PER_BATCH);
  return Array.from({ length: count }, (_, at) => files.slice(at * FILES_PER_BATCH, (at + 1) * FILES_PER_BATCH));
}

/** Has a worker take batches until none is left, or it ends early. */
async function loadInWorker(queue: PostFile[][], worker: Worker, tick: (count: number) => void): Promise<LoadedFile[]> {
  const loaded: LoadedFile[] = [];
  const takeBatches = async (): Promise<void> => {
    for (let files = queue.pop(); files; files = queue.pop()) {
      loaded.push(...(await worker.load(files)));
      tick(files.length);
    }
  };
  await Promise.allSettled(Array.from({ length: BATCHES_AHEAD }, takeBatches));
  return loaded;
}
