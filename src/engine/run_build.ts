/**
 * A build in four steps: load, plan, render, write.
 */

import { stopwatch } from "../base/clock.ts";
import { openCacheFor } from "../config/open_cache.ts";
import type { BuildOptions } from "../config/options.ts";
import { startPagefind } from "../search/pagefind.ts";
import { isLoaded, type LoadedBlog, loadBlog } from "./load/load_blog.ts";
import { CacheMiss } from "./load/post_cache.ts";
import { type Invalidation, invalidate, invalidateIndexes, isUpToDate } from "./plan/invalidate.ts";
import { planSite, type Report, reported, type SitePlan, unplanned } from "./plan/plan_site.ts";
import { readTemplates } from "./plan/template_deps.ts";
import { refuseWithoutPosts, removedSince } from "./removed_urls.ts";
import { type PendingIndex, startIndexes } from "./render/index_job.ts";
import { renderSite } from "./render/render_site.ts";
import { RenderError } from "./workers/messages.ts";
import { WorkerPool } from "./workers/worker_pool.ts";
import { type BuiltSite, readManifest } from "./write/build_manifest.ts";
import { type BuildResult, hasErrors, type Progress } from "./write/build_result.ts";
import { recover } from "./write/publish.ts";
import { type SiteUpdate, writeSite } from "./write/write_site.ts";

/** What a build returns, without the time that it took. */
type Outcome = Omit<BuildResult, "ms">;

const UNPUBLISHED: SiteUpdate = { pages: 0, rendered: 0, written: 0, removed: 0 };

/** Builds the site and publishes it. With any error, the published site stays as it was. */
export async function runBuild(options: BuildOptions, progress: Progress): Promise<Outcome> {
  try {
    return await attempt(options, new WorkerPool(options), progress);
  } catch (error) {
    if (!(error instanceof CacheMiss)) throw error;
    // Builds again from nothing, in one process: what that needs, it makes itself.
    openCacheFor(options).clear();
    return attempt(options, new WorkerPool(options, 0), progress);
  }
}

async function attempt(options: BuildOptions, pool: WorkerPool, progress: Progress): Promise<Outcome> {
  const elapsed = stopwatch();
  const indexing = new AbortController();
  try {
    recover(options.output);
    startPagefind();
    if (!options.development) refuseWithoutPosts(options);
    const loaded = await loadBlog(options, pool, { progress });
    if (!isLoaded(loaded)) return outcome(unplanned(loaded), UNPUBLISHED, elapsed());

    const { plan, report, served, work, pending } = await planBuild(loaded, indexing.signal);
    const read = elapsed();
    if (work === undefined) return outcome(report, UNPUBLISHED, read);
    if (isUpToDate(work, served)) {
      work.keys.save();
      return outcome(report, { ...UNPUBLISHED, pages: work.current.pages }, read, elapsed());
    }

    try {
      const rendered = await renderSite(plan, work, pending, pool, progress);
      const update = await writeSite(plan, work, rendered, served.manifest);
      return outcome(report, update, read, elapsed());
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      const problems = [...report.problems, error.problem];
      return outcome({ ...report, problems }, UNPUBLISHED, read, elapsed());
    }
  } finally {
    indexing.abort();
    pool.dismiss();
  }
}

/** The plan step's result: without `work` when errors keep the site from being published. */
interface BuildPlan {
  plan: SitePlan;
  report: Report;
  served: BuiltSite;
  work?: Invalidation;
  pending: readonly PendingIndex[];
}

/**
 * Plans the site, checks it, and finds what has to be made. A few stale indexes are made meanwhile.
 *
 * @param signal aborts making the indexes
 */
async function planBuild(loaded: LoadedBlog, signal: AbortSignal): Promise<BuildPlan> {
  const { options, cache } = loaded;
  const served = { folder: options.output, manifest: readManifest(cache, options.output) };
  const indexes = invalidateIndexes(loaded, served);
  const hasFatalErrors = hasErrors(reported(loaded.problems, loaded.settings, options).problems);
  const pending = hasFatalErrors ? [] : startIndexes(indexes.stale, cache, loaded.blog.htmlOf, signal);
  const { plan, ...found } = await planSite(loaded);
  const removed = options.against === undefined ? [] : await removedSince(options.against, plan);
  const report = { ...found, problems: [...found.problems, ...removed] };
  if (hasErrors(report.problems) && !options.development) return { plan, report, served, pending };
  const work = await invalidate(plan, readTemplates(options, cache, loaded.additions), indexes, served);
  return { plan, report, served, work, pending };
}

function outcome(
  { problems, advice, repairs, nextChange }: Report,
  update: SiteUpdate,
  read: number,
  total = read,
): Outcome {
  return {
    ...update,
    problems,
    advice,
    repairs: repairs.length,
    nextChange: nextChange === undefined ? null : new Date(nextChange).toISOString(),
    phases: { read, render: total - read },
  };
}
