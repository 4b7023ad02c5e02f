/**
 * From a prepared blog to a site in its place. What stands as it should stays; the rest is made.
 */

import { relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { SiteFile } from "../base/files.ts";
import { pagesFolder } from "../config/options.ts";
import { keepIndexes } from "../search/search_index.ts";
import type { Blog } from "../views/context.ts";
import { hasFatalErrors, type LoadedBlog } from "./load/load_blog.ts";
import { unlessCacheMiss } from "./load/post_cache.ts";
import type { OrdinaryPage } from "./load/template_pages.ts";
import {
  type Current,
  type InvalidatedIndexes,
  type Invalidation,
  invalidate,
  invalidateIndexes,
  isPage,
  keepIfCurrent,
} from "./plan/invalidate.ts";
import { missingPages } from "./plan/missing_pages.ts";
import type { SitePlan } from "./plan/prepare.ts";
import { computedProblem } from "./plan/reserve_paths.ts";
import type { Templates } from "./plan/template_deps.ts";
import { collectionItems } from "./render/collection_items.ts";
import type { EleventyInput } from "./render/eleventy_input.ts";
import { beginIndex, type PendingIndex } from "./render/index_job.ts";
import { eleventyInputFor } from "./render/render_job.ts";
import { type RenderContext, renderAll } from "./render/scheduler.ts";
import type { Failure } from "./workers/messages.ts";
import type { WorkerPool } from "./workers/worker_pool.ts";
import { foldersOf, type Manifest } from "./write/build_manifest.ts";
import { currentCompressed, missingCompressed } from "./write/precompress.ts";
import { isHeld, stage, swap } from "./write/publish.ts";
import { belongsTo } from "./write/shard.ts";
import { placeFiles, type Staging, type WrittenFile } from "./write/staging.ts";

/** What was done to the site. */
export interface SiteUpdate {
  pages: number;
  rendered: number;
  written: number;
  removed: number;
}

/** The indexes of the search, of which one may be in the making. */
export interface StartedIndexes extends InvalidatedIndexes {
  begun: PendingIndex | undefined;
}

/** Begins with an index: while another program makes it, the rest is planned. Where errors were found, nothing is begun. */
export function startIndexes(gathered: LoadedBlog, manifest: Manifest): StartedIndexes {
  const judged = invalidateIndexes(gathered, manifest);
  return { ...judged, begun: hasFatalErrors(gathered) ? undefined : beginIndex(judged.staleIndexes, gathered.cache) };
}

/** Renews the site that is served, in one step. Where nothing changed, nothing is touched. */
export async function updateSite(
  prepared: SitePlan,
  templates: Templates,
  manifest: Manifest,
  crew: WorkerPool,
  indexes: StartedIndexes,
): Promise<SiteUpdate | Failure> {
  const { output } = prepared.options;
  const judged = await invalidate(prepared, templates, manifest, indexes);
  if (!judged.isAnyStale && isAllCurrent(judged)) {
    judged.names.save();
    const pages = [...judged.current].filter(([path, written]) => isPage(path, written, judged)).length;
    return { pages, rendered: 0, written: 0, removed: 0 };
  }
  const { staging, held } = stage(output, prepared.cache);
  noteCompressed(judged);
  const planned = new Set([...judged.planned, ...judged.current.keys()]);
  const removeUnplanned = (isDecided: (path: string) => boolean): void => {
    for (const path of Object.keys(held.files)) if (!planned.has(path) && isDecided(path)) staging.remove(path);
  };
  removeUnplanned((path) => !judged.isLate(path));
  const kept = new KeptFiles(judged, held, staging);
  // Helpers begin first.
  const [made, files] = await Promise.all([
    renderAll(
      judged,
      workshop(judged, crew, staging, indexes.begun, () => kept.take()),
    ),
    unlessCacheMiss(() => placeFiles(judged.staleFiles, staging)),
  ]);
  if ("kind" in made) return made;
  if ("kind" in files) return files;
  const problem =
    missingPages(judged.own, new Set([...made.pages.map(({ path }) => path), ...judged.current.keys()])) ??
    computedProblem(judged.own.ordinary, (template) => madeBy(template, made.pages, judged), prepared.paths);
  if (problem !== undefined) return { kind: "failed", problem };
  judged.names.save();
  keepIndexes(judged.indexes, prepared.cache);
  const late = await placeFiles(staleLateFiles(judged), staging);
  noteCompressed(judged);
  await kept.take();
  const placed = [...made.pages, ...made.indexes, ...files, ...late, ...kept.placed.values()];
  for (const { path } of placed) planned.add(path);
  removeUnplanned(judged.isLate);
  placed.push(...(await compress(placed, staging, prepared)));
  const next = manifestOf(placed, judged, staging);
  swap(output, next, manifest, prepared.cache);
  const gone = Object.keys(manifest.files).filter((path) => next.files[path] === undefined);
  return {
    pages: placed.filter(({ path, written }) => isPage(path, written, judged)).length,
    rendered: made.pages.length,
    written: placed.filter(({ isNew }) => isNew).length,
    removed: gone.length + judged.strangers.length,
  };
}

/** The paths of the pages that an ordinary template made, now or the last time. */
function madeBy({ path }: OrdinaryPage, made: readonly WrittenFile[], { keys, current }: Invalidation): string[] {
  const key = keys.get(path);
  const kept = [...current].filter(([, written]) => written.key === key).map(([output]) => output);
  return [...made.filter(({ written }) => written.key === key).map((page) => page.path), ...kept];
}

/** What templates read as `collections`. */
export function listsFor(blog: Blog): Pick<EleventyInput, "posts" | "tags"> {
  return { posts: () => collectionItems(blog), tags: () => blog.collections.tags };
}

/** Whether the site that is served has all that it should have, and nothing else. */
function isAllCurrent(judged: Invalidation): boolean {
  if (staleLateFiles(judged).length > 0) return false;
  noteCompressed(judged);
  return Object.keys(judged.manifest.files).every((path) => judged.current.has(path));
}

/** The files that are made from all pages, as far as they are this machine's share and are not as they should be. */
function staleLateFiles({ prepared, manifest, current }: Invalidation): SiteFile[] {
  const { options, lateFiles } = prepared;
  const own = lateFiles().filter(({ path }) => belongsTo(options.shard, path));
  return own.filter((file) => !keepIfCurrent(file, options.output, manifest, current));
}

/** Of the files that stay as they are, the compressed ones stay too. */
function noteCompressed({ prepared, manifest, current, planned }: Invalidation): void {
  if (!prepared.blog.site.precompress) return;
  for (const [path, written] of currentCompressed(current, prepared.options.output, manifest)) {
    if (!planned.has(path)) current.set(path, written);
  }
}

function workshop(
  judged: Invalidation,
  crew: WorkerPool,
  staging: Staging,
  begun: PendingIndex | undefined,
  meanwhile: () => Promise<void>,
): RenderContext {
  const { prepared, staleTemplates, readsCollections, keys } = judged;
  const { options, blog, siteView, cache } = prepared;
  const folder = pagesFolder(options);
  const inFolder = ({ path }: { path: string }): string => relative(folder, path);
  const fresh = new Set(staleTemplates);
  return {
    crew,
    cache,
    staging,
    handed: {
      ...eleventyInputFor(options, blog.site, siteView, cache),
      ...(readsCollections ? listsFor(blog) : {}),
      skipped: prepared.ordinary.filter((page) => !fresh.has(page)).map(inFolder),
    },
    ordinary: prepared.ordinary.map(inFolder),
    keyOf: (template) => keys.get(template) ?? "",
    begun,
    meanwhile,
  };
}

/** So many files are taken over before other work of this process has its turn. */
const FILES_AT_ONCE = 200;

/** The files that stay as they are, as far as the new site has them. */
class KeptFiles {
  readonly placed = new Map<string, WrittenFile>();
  readonly #current: Current;
  readonly #held: Manifest;
  readonly #staging: Staging;

  constructor({ current }: Invalidation, held: Manifest, staging: Staging) {
    this.#current = current;
    this.#held = held;
    this.#staging = staging;
  }

  /** Takes over those that are known by now and that the new site does not have yet. */
  async take(): Promise<void> {
    for (const [path, written] of this.#current) {
      if (this.placed.has(path)) continue;
      const isThere = isHeld(written, this.#held.files[path]);
      this.placed.set(path, isThere ? { path, written, isNew: false } : this.#staging.keep(path, written.key));
      if (this.placed.size % FILES_AT_ONCE === 0) await setImmediate();
    }
  }
}

/** The compressed files that others should have beside them and do not have yet. */
async function compress(
  placed: readonly WrittenFile[],
  staging: Staging,
  { blog, cache }: SitePlan,
): Promise<WrittenFile[]> {
  if (!blog.site.precompress) {
    cache.compressed.clear();
    return [];
  }
  const paths = placed.map(({ path }) => path);
  const made = await placeFiles(missingCompressed(staging.folder, paths, cache.compressed), staging);
  cache.compressed.prune(new Set([...placed, ...made].map(({ written }) => written.key)));
  return made;
}

function manifestOf(placed: readonly WrittenFile[], { keys }: Invalidation, staging: Staging): Manifest {
  const files: Manifest["files"] = Object.fromEntries(placed.map(({ path, written }) => [path, written]));
  const madeFrom = new Set(placed.map(({ written }) => written.key));
  return {
    files,
    folders: foldersOf(staging.folder, Object.keys(files)),
    templatesWithoutOutput: [...keys.values()].filter((key) => !madeFrom.has(key)),
  };
}
