/**
 * A build: load, plan, render, write.
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
import { refuseWithoutPosts, removedSince } from "./removed_urls.ts";
import { startIndexes, updateSite } from "./update_site.ts";
import type { CacheMissAnswer } from "./workers/messages.ts";
import { WorkerPool } from "./workers/worker_pool.ts";
import { readManifest } from "./write/build_manifest.ts";
import { type BuildResult, hasErrors, type Progress } from "./write/build_result.ts";
import { recover } from "./write/publish.ts";

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
  if (!options.development) refuseWithoutPosts(options);
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
