/**
 * A whole build: the last one's answer where nothing has changed since, else one that is made.
 */

import { setImmediate } from "node:timers/promises";
import { stopwatch } from "../base/clock.ts";
import { openCacheFor } from "../config/open_cache.ts";
import type { BuildOptions } from "../config/options.ts";
import { contentLabel } from "../config/options.ts";
import { isLoaded, loadBlog } from "./load/load_blog.ts";
import { unlessCacheMiss } from "./load/post_cache.ts";
import { type Preparation, prepareLoaded, unprepared } from "./plan/prepare.ts";
import { readTemplates } from "./plan/template_deps.ts";
import { inputsOf, lastResult, noteResult } from "./plan/up_to_date.ts";
import { removedSince } from "./removed_urls.ts";
import { startIndexes, updateSite } from "./update_site.ts";
import type { CacheMissAnswer } from "./workers/messages.ts";
import { WorkerPool } from "./workers/worker_pool.ts";
import { readManifest } from "./write/build_manifest.ts";
import { type BuildResult, hasErrors, type Progress, succeeded } from "./write/build_result.ts";
import { withLock } from "./write/lock.ts";
import { recover } from "./write/publish.ts";

/**
 * Builds and publishes. With any error the published site stays as it was.
 *
 * @throws UsageError while another build publishes into the same folder
 */
export function build(options: BuildOptions, progress: Progress): Promise<BuildResult> {
  return withLock(options.output, async () => {
    const elapsed = stopwatch();
    const cache = openCacheFor(options);
    const inputs = inputsOf(options);
    // Nothing here tells whether what readers see now is still the same.
    const last = options.against === undefined ? lastResult(options, inputs, cache) : undefined;
    if (last) return { ...last, ms: elapsed(), phases: { read: elapsed(), render: 0 } };
    // All that can render is loaded only here: it takes longer than to find that nothing has changed.
    const { make } = await import("./build.ts");
    const result = { ...(await make(options, progress)), ms: elapsed() };
    if (succeeded(result)) noteResult(options, inputs, result, cache);
    return result;
  });
}

/**
 * From files to a published site.
 */

/** What comes of a build, but for the time that it took. */
type Made = Omit<BuildResult, "ms">;

const UNPUBLISHED = { pages: 0, rendered: 0, written: 0, removed: 0 };

/** Reads, checks, renders and publishes. With any error the published site stays as it was. */
export async function make(options: BuildOptions, progress: Progress): Promise<Made> {
  const made = await makeWith(new WorkerPool(options), options, progress);
  if (!("kind" in made)) return made;
  // The cache was damaged: everything is made anew, in one process, which does not depend on what can be kept.
  openCacheFor(options).clear();
  const madeAnew = await makeWith(new WorkerPool(options, 0), options, progress);
  if ("kind" in madeAnew) throw new Error("What was kept a moment ago is damaged.");
  return madeAnew;
}

async function makeWith(crew: WorkerPool, options: BuildOptions, progress: Progress): Promise<Made | CacheMissAnswer> {
  try {
    return await unlessCacheMiss(() => attempt(crew, options, progress));
  } finally {
    crew.dismiss();
  }
}

async function attempt(crew: WorkerPool, options: BuildOptions, progress: Progress): Promise<Made | CacheMissAnswer> {
  const elapsed = stopwatch();
  recover(options.output);
  progress("read", contentLabel(options));
  const gathering = await loadBlog(options, crew);
  if (!isLoaded(gathering)) {
    return { ...told(unprepared(gathering)), ...UNPUBLISHED, phases: { read: elapsed(), render: 0 } };
  }
  const { cache } = gathering;
  const manifest = readManifest(cache, options.output);
  const indexes = startIndexes(gathering, manifest);
  const preparation = await prepareLoaded(gathering, () => setImmediate());
  const { prepared } = preparation;
  const vanished = options.against === undefined ? [] : await removedSince(options.against, prepared);
  const problems = [...preparation.problems, ...vanished];
  const read = elapsed();
  const found = told({ ...preparation, problems });
  if (hasErrors(problems) && !options.development) {
    indexes.begun?.abort();
    return { ...found, ...UNPUBLISHED, phases: { read, render: 0 } };
  }
  progress("render", `what has changed of ${prepared.plan.length} pages`);
  const renewed = await updateSite(prepared, readTemplates(options, cache), manifest, crew, indexes);
  const phases = { read, render: elapsed() - read };
  if (!("kind" in renewed)) return { ...found, ...renewed, phases };
  return renewed.kind === "lost"
    ? renewed
    : { ...found, ...UNPUBLISHED, problems: [...problems, renewed.problem], phases };
}

function told({ problems, repairs, nextChange }: Preparation): Pick<Made, "problems" | "repairs" | "nextChange"> {
  return {
    problems,
    repairs: repairs.length,
    nextChange: nextChange === undefined ? null : new Date(nextChange).toISOString(),
  };
}
