/**
 * The render step: from a plan to a complete new site in the staging folder.
 */

import { relative } from "node:path";
import { settleAll } from "../../base/concurrency.ts";
import { pagesFolder } from "../../config/options.ts";
import type { Blog } from "../../views/context.ts";
import type { Planned } from "../../views/types.ts";
import type { OrdinaryPage } from "../load/template_pages.ts";
import type { Invalidation } from "../plan/invalidate.ts";
import { missingPages } from "../plan/missing_pages.ts";
import type { SitePlan } from "../plan/plan_site.ts";
import { computedProblem } from "../plan/reserve_paths.ts";
import { RenderError } from "../workers/messages.ts";
import type { WorkerPool } from "../workers/worker_pool.ts";
import type { Progress } from "../write/build_result.ts";
import { createStaging } from "../write/publish.ts";
import { keepFiles, placeFiles, Staging, type WrittenFile } from "../write/staging.ts";
import { collectionItems } from "./collection_items.ts";
import type { EleventyInput } from "./eleventy_input.ts";
import type { PendingIndex } from "./index_job.ts";
import { eleventyInputFor } from "./render_job.ts";
import { type RenderContext, renderAll } from "./scheduler.ts";

/** A new site that is complete, but for compressed copies. */
export interface RenderedSite {
  staging: Staging;
  files: WrittenFile[];
  /** How many of the files are pages, and how many of those were rendered. */
  pages: number;
  rendered: number;
}

/**
 * Renders what is stale and keeps what is up to date.
 *
 * @throws CacheMiss
 * @throws RenderError when a template fails, or a page of the plan has no template
 */
export async function renderSite(
  plan: SitePlan,
  work: Invalidation,
  pending: readonly PendingIndex[],
  pool: WorkerPool,
  progress: Progress,
): Promise<RenderedSite> {
  const { stale, current } = work;
  const { options, cache } = plan.loaded;
  const { ofPage, readsPlan } = work.templates;
  const staging = new Staging(options.output);
  const held = createStaging(options.output, cache);
  const planned = new Set([...work.own.pages.map(({ output }) => output), ...work.own.files.map(({ path }) => path)]);
  for (const path of held.keys()) if (!current.files.has(path) && !planned.has(path)) staging.remove(path);
  const readsLists = (page: Planned): boolean => readsPlan || ofPage(page).readsCollections;
  const reading = stale.pages.filter(readsLists);
  const renderWork = {
    pages: [...reading, ...stale.pages.filter((page) => !readsLists(page))],
    together: reading.length,
    rendersTemplates: stale.templates.length > 0,
    indexes: stale.indexes,
    pending,
  };
  // Rendering comes first: it starts the workers.
  const [rendered, files, kept] = await settleAll([
    renderAll(renderWork, { ...renderContext(plan, work, staging), progress }, pool),
    placeFiles(stale.files, staging, (done) => progress("files", done, stale.files.length)),
    keepFiles(current.files, held, staging),
  ]);
  const made = new Set([...rendered.pages, ...kept].map(({ path }) => path));
  const pagesBy = pagesByTemplate([...rendered.pages, ...kept], work);
  const problem = missingPages(work.own, made, options) ?? computedProblem(work.own.templates, pagesBy, plan.paths);
  if (problem !== undefined) throw new RenderError(problem);
  return {
    staging,
    files: [
      ...rendered.pages,
      ...rendered.indexes,
      ...files,
      ...kept,
      ...(await placeFiles(work.lateFiles(), staging)),
    ],
    pages: rendered.pages.length + current.pages,
    rendered: rendered.pages.length,
  };
}

/** The paths of the pages that each ordinary template has made, now or before. */
function pagesByTemplate(
  files: readonly WrittenFile[],
  { templateKeys }: Invalidation,
): (template: OrdinaryPage) => readonly string[] {
  return ({ path }) => {
    const key = templateKeys.get(path);
    return files.filter(({ written }) => written.key === key).map((file) => file.path);
  };
}

function renderContext(plan: SitePlan, work: Invalidation, staging: Staging): Omit<RenderContext, "progress"> {
  const { options, additions, blog, cache, pages } = plan.loaded;
  const folder = pagesFolder(options);
  const stale = new Set(work.stale.templates);
  const kept = pages.ordinary.filter((page) => !stale.has(page));
  const { readsPlan, ofPage, ofTemplate } = work.templates;
  const readsLists =
    readsPlan ||
    work.stale.pages.some((page) => ofPage(page).readsCollections) ||
    work.stale.templates.some(({ path }) => ofTemplate(path).readsCollections);
  const nameOf = ({ path }: { path: string }): string => relative(folder, path);
  return {
    cache,
    staging,
    keys: work.keys,
    templateKeys: work.templateKeys,
    kept: new Set(kept.map(({ path }) => path)),
    input: {
      ...eleventyInputFor(options, additions, blog.site, plan.siteView, blog.htmlOf),
      // A collection has all pages, so none is skipped where one is read.
      ...(readsLists ? { lists: listsOf(blog), skipped: [] } : { skipped: kept.map(nameOf) }),
    },
    templates: pages.ordinary.map(nameOf),
  };
}

/** What templates read as `collections`. */
export function listsOf(blog: Blog): NonNullable<EleventyInput["lists"]> {
  return { posts: () => collectionItems(blog), tags: () => blog.collections.tags };
}
