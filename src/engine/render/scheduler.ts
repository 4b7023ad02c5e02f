/**
 * Distributes rendering and indexing over this process and the workers, which all take their next job from one queue.
 */

import { settleAll } from "../../base/concurrency.ts";
import type { Cache } from "../../cache/cache.ts";
import type { SearchIndex } from "../../search/search_index.ts";
import type { Planned } from "../../views/types.ts";
import type { PageKeys } from "../plan/page_keys.ts";
import { type Worker, WorkerExit, type WorkerPool } from "../workers/worker_pool.ts";
import type { Progress } from "../write/build_result.ts";
import type { Staging, WrittenFile } from "../write/staging.ts";
import type { EleventyInput } from "./eleventy_input.ts";
import { type PendingIndex, writeIndex } from "./index_job.ts";
import { renderBatch, serializeBatch } from "./render_job.ts";

/** Large enough that the start of Eleventy in each batch, or of a worker, does not matter. */
const PAGES_PER_BATCH = 400;
/** Each worker has its next job queued: this process may be too busy to send it at once. */
const JOBS_AHEAD = 2;

/** What has to be made. */
export interface RenderWork {
  pages: readonly Planned[];
  /** How many of the first pages are rendered in one run of Eleventy, since their templates read more than a view. */
  together: number;
  /** Whether ordinary templates are rendered: they are, with the first batch. */
  rendersTemplates: boolean;
  indexes: readonly SearchIndex[];
  /** The indexes that this process has started making. */
  pending: readonly PendingIndex[];
}

/** What every job needs. */
export interface RenderContext {
  cache: Cache;
  staging: Staging;
  keys: PageKeys;
  /** The keys of ordinary templates, by their path. */
  templateKeys: ReadonlyMap<string, string>;
  /** The paths of ordinary templates that are up to date. */
  kept: ReadonlySet<string>;
  /** The input of the first batch. */
  input: Omit<EleventyInput, "views">;
  /** All ordinary templates, by their path from the pages folder: other batches skip them. */
  templates: readonly string[];
  progress: Progress;
}

type JobKind = "pages" | "indexes";

/** The files of the new site that were made. */
export type Rendered = Record<JobKind, WrittenFile[]>;

interface Job {
  kind: JobKind;
  here(): Promise<WrittenFile[]>;
  inWorker(worker: Worker): Promise<WrittenFile[]>;
}

/**
 * Renders pages and makes indexes into the new site.
 *
 * @throws CacheMiss
 * @throws RenderError
 */
export async function renderAll(work: RenderWork, context: RenderContext, pool: WorkerPool): Promise<Rendered> {
  const { pages, pending } = work;
  const first = pages.slice(0, Math.max(work.together, PAGES_PER_BATCH));
  const others = pages.slice(first.length);
  const started = new Set(pending.map(({ index }) => index));
  const indexes = work.indexes.filter((index) => !started.has(index));
  const totals = { pages: pages.length, indexes: work.indexes.length };
  // Started indexes and ordinary templates are written as well, but not counted in the totals.
  const counted = (written: Rendered): void => {
    context.progress("index", Math.min(totals.indexes, written.indexes.length), totals.indexes);
    context.progress("render", Math.min(totals.pages, written.pages.length), totals.pages);
  };
  const queue = new JobQueue(counted, [
    ...batchesOf(others).map((batch) => pagesJob(batch, context)),
    ...indexes.map((index) => indexJob(index, context)),
  ]);
  const renderHere = async (): Promise<void> => {
    if (first.length > 0 || work.rendersTemplates) await queue.run("pages", renderPages(first, context.input, context));
    await queue.drain(["pages", "indexes"], (job) => job.here());
  };
  const isSmall = others.length < PAGES_PER_BATCH && indexes.length === 0;
  const workers = isSmall ? [] : pool.workers();
  await settleAll([
    // Workers begin with the longest jobs, so that all processes finish at about the same time.
    ...workers.flatMap((worker) =>
      Array.from({ length: JOBS_AHEAD }, () => queue.drain(["indexes", "pages"], (job) => doInWorker(job, worker))),
    ),
    // Without workers, this process renders while Pagefind, another program, makes the indexes.
    ...(workers.length === 0 ? [queue.drain(["indexes"], (job) => job.here())] : []),
    ...pending.map(({ index, files }) =>
      queue.run("indexes", writeIndex(index, context.staging, context.cache, context.input.htmlOf, files)),
    ),
    renderHere(),
  ]);
  return queue.written;
}

/** The jobs that no process has begun, and the files that were written. */
class JobQueue {
  readonly written: Rendered = { pages: [], indexes: [] };
  readonly #counted: (written: Rendered) => void;
  #jobs: Job[];

  /** @param counted called when a job is done */
  constructor(counted: (written: Rendered) => void, jobs: Job[]) {
    this.#counted = counted;
    this.#jobs = jobs;
  }

  /** Collects the files of a job. After an error no further job is begun. */
  async run(kind: JobKind, running: Promise<WrittenFile[]>): Promise<void> {
    try {
      this.written[kind].push(...(await running));
      this.#counted(this.written);
    } catch (error) {
      this.#jobs = [];
      throw error;
    }
  }

  /** Does one job after another until none of these kinds is left; those of the first kind come first. */
  async drain(kinds: readonly JobKind[], work: (job: Job) => Promise<WrittenFile[]>): Promise<void> {
    for (let job = this.#take(kinds); job; job = this.#take(kinds)) await this.run(job.kind, work(job));
  }

  #take(kinds: readonly JobKind[]): Job | undefined {
    const job = kinds.flatMap((kind) => this.#jobs.find((waiting) => waiting.kind === kind) ?? [])[0];
    this.#jobs = this.#jobs.filter((waiting) => waiting !== job);
    return job;
  }
}

function batchesOf(pages: readonly Planned[]): (readonly Planned[])[] {
  const count = Math.ceil(pages.length / PAGES_PER_BATCH);
  return Array.from({ length: count }, (_, at) => pages.slice(at * PAGES_PER_BATCH, (at + 1) * PAGES_PER_BATCH));
}

/** Has a worker do a job; this process does it when the worker has ended. */
async function doInWorker(job: Job, worker: Worker): Promise<WrittenFile[]> {
  try {
    return await job.inWorker(worker);
  } catch (error) {
    if (error instanceof WorkerExit) return job.here();
    throw error;
  }
}

function indexJob(index: SearchIndex, { cache, staging, input }: RenderContext): Job {
  const { source, ...facts } = index;
  return {
    kind: "indexes",
    here: () => writeIndex(index, staging, cache, input.htmlOf),
    inWorker: (worker) => worker.make({ kind: "index", index: facts, source: source() }),
  };
}

function pagesJob(pages: readonly Planned[], context: RenderContext): Job {
  const { cache, keys, input, templates } = context;
  const here = (): Promise<WrittenFile[]> => renderPages(pages, { ...input, skipped: templates }, context);
  return {
    kind: "pages",
    here,
    // Views are too large for a message, so they are sent through the cache.
    async inWorker(worker) {
      const note = `batch-${++batchesSent}`;
      if (!cache.writeNote(note, serializeBatch(pages.map((page) => keys.viewOf(page))))) return here();
      try {
        return await worker.make({ kind: "render", batch: note, siteView: input.siteView, skipped: [...templates] });
      } finally {
        cache.forgetNote(note);
      }
    },
  };
}

let batchesSent = 0;

function renderPages(
  pages: readonly Planned[],
  input: RenderContext["input"],
  { keys, staging, templateKeys, kept }: RenderContext,
): Promise<WrittenFile[]> {
  const jobs = pages.map((page) => keys.viewOf(page));
  return renderBatch(jobs, input, staging, templateKeys, kept);
}
