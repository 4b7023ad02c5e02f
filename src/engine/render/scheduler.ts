/**
 * What has to be made for a new site, on all cores where there is more than a little: pages in batches, so that no
 * process holds more than a few, and the indexes of the search.
 */

import type { Cache } from "../../cache/cache.ts";
import type { SearchIndex } from "../../search/search_index.ts";
import { unlessCacheMiss } from "../load/post_cache.ts";
import type { Failure, RenderAnswer } from "../workers/messages.ts";
import type { Worker, WorkerPool } from "../workers/worker_pool.ts";
import type { Staging, WrittenFile } from "../write/staging.ts";
import type { EleventyInput } from "./eleventy_input.ts";
import { indexInto, type PendingIndex } from "./index_job.ts";
import { batchText, renderInto, type StalePage } from "./render_job.ts";

/** Enough for the start of Eleventy, or of a process, not to count. */
const PAGES_PER_BATCH = 400;
/** A helper has the next piece of work at hand when it has done one: this process may be too busy to answer at once. */
const PIECES_AHEAD = 2;

export interface RenderContext {
  crew: WorkerPool;
  cache: Cache;
  staging: Staging;
  /** With the ordinary templates that need not be rendered as those that are skipped. */
  handed: Omit<EleventyInput, "views">;
  /** Every ordinary template, by its path from the pages folder. */
  ordinary: readonly string[];
  /** The key of what an ordinary template makes, by its path on this machine. */
  keyOf(template: string): string;
  /** An index that this process is making already. */
  begun: PendingIndex | undefined;
  /** Done when this process has made its pages, and others may still be at work. */
  meanwhile(): Promise<void>;
}

/** What is to be made. */
export interface RenderQueue {
  /** The first batch of pages, with which the ordinary templates are rendered. It may be empty. */
  first: readonly StalePage[];
  /** Made as they are asked for. */
  others: AsyncIterator<readonly StalePage[], void>;
  staleIndexes: readonly SearchIndex[];
  /** Whether there is anything to render at all. */
  rendersAny: boolean;
}

/**
 * Cuts what has to be rendered into batches. There is always one, which may be empty.
 *
 * @param isWhole whether all has to be in one, because templates read more than their views
 */
export async function* batchesOf(
  stale: AsyncIterable<StalePage>,
  isWhole: boolean,
): AsyncGenerator<readonly StalePage[], void> {
  let batch: StalePage[] = [];
  for await (const page of stale) {
    batch.push(page);
    if (isWhole || batch.length < PAGES_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** A piece of work that every process can do. */
type Piece = { kind: "pages"; pages: readonly StalePage[] } | { kind: "indexes"; index: SearchIndex };

/** Files of the new site. */
type Made = Record<Piece["kind"], WrittenFile[]>;

type Next = () => Promise<Piece | undefined>;

/** What is left to do. */
interface Queue {
  nextPages: Next;
  nextIndex: Next;
}

/** Makes pages and indexes and puts them into the new site; returns the files, or why there are none. */
export async function renderAll(order: RenderQueue, shop: RenderContext): Promise<Made | Failure> {
  const made: Made = { pages: [], indexes: [] };
  let failure: Failure | undefined;
  const fail = (why: Failure): void => {
    failure ??= why;
  };
  const record = (kind: keyof Made, answer: RenderAnswer): void => {
    if (answer.kind === "made") made[kind].push(...answer.placed);
    else fail(answer);
  };
  const { begun } = shop;
  const unbegun = order.staleIndexes.filter((index) => index !== begun?.index);
  const { queue, isLittle } = await queueOf({ ...order, staleIndexes: unbegun }, () => failure !== undefined, fail);
  const work = async (next: Next, make: (piece: Piece) => Promise<RenderAnswer>): Promise<void> => {
    for (let piece = await next(); piece; piece = await next()) record(piece.kind, await make(piece));
  };
  const here = (piece: Piece): Promise<RenderAnswer> => makeHere(piece, shop);
  const awaitBegun = async ({ index, files }: PendingIndex): Promise<void> =>
    record("indexes", await indexInto(shop.staging, index, shop.cache, files));
  // Helpers begin with what takes longest, so that all are done at about the same time.
  const elsewhere = (helper: Worker): Promise<void> =>
    work(
      async () => (await queue.nextIndex()) ?? queue.nextPages(),
      (piece) => makeThere(helper, piece, shop),
    );
  const helpers = isLittle ? [] : shop.crew.all();
  const waiting = Array.from({ length: PIECES_AHEAD }, () => helpers.map(elsewhere)).flat();
  // Another program makes the indexes: alone, this process need not wait for it.
  if (helpers.length === 0) waiting.push(work(queue.nextIndex, here));
  if (begun) waiting.push(awaitBegun(begun));
  if (order.rendersAny) record("pages", await renderInto(shop.staging, order.first, shop.handed, shop.keyOf));
  await work(async () => (await queue.nextPages()) ?? queue.nextIndex(), here);
  if (failure === undefined) await shop.meanwhile();
  await Promise.all(waiting);
  return failure ?? made;
}

/**
 * @param isOver whether nothing more is to be done
 * @param fail told why pages cannot be made
 */
async function queueOf(
  { others, staleIndexes }: RenderQueue,
  isOver: () => boolean,
  fail: (why: Failure) => void,
): Promise<{ queue: Queue; isLittle: boolean }> {
  const nextBatch = async (): Promise<readonly StalePage[]> => {
    const next = await unlessCacheMiss(() => others.next());
    if (!("kind" in next)) return next.value ?? [];
    fail(next);
    return [];
  };
  const second = await nextBatch();
  const seen = [second];
  const left = [...staleIndexes];
  const queue: Queue = {
    async nextPages() {
      const pages = isOver() ? [] : (seen.pop() ?? (await nextBatch()));
      return pages.length === 0 ? undefined : { kind: "pages", pages };
    },
    async nextIndex() {
      const index = isOver() ? undefined : left.shift();
      return index && { kind: "indexes", index };
    },
  };
  return { queue, isLittle: second.length < PAGES_PER_BATCH && left.length < 2 };
}

let handedOut = 0;

function makeHere(piece: Piece, { staging, cache, handed, ordinary, keyOf }: RenderContext): Promise<RenderAnswer> {
  if (piece.kind === "indexes") return indexInto(staging, piece.index, cache);
  return renderInto(staging, piece.pages, { ...handed, skipped: ordinary }, keyOf);
}

/** Has a helper do it; does it here, where it cannot be handed over or the helper has ended. */
async function makeThere(helper: Worker, piece: Piece, shop: RenderContext): Promise<RenderAnswer> {
  const here = () => makeHere(piece, shop);
  const staging = shop.staging.folder;
  if (piece.kind === "indexes") {
    const { source, ...index } = piece.index;
    return helper.make({ kind: "index", index, source: source(), staging }).catch(here);
  }
  const batch = `batch-${++handedOut}`;
  // Too much to send, so it lies in the cache.
  if (!shop.cache.writeNote(batch, batchText(piece.pages))) return here();
  const { siteView } = shop.handed;
  const answer = await helper.make({ kind: "render", batch, siteView, staging, skipped: shop.ordinary }).catch(here);
  shop.cache.forgetNote(batch);
  return answer;
}
