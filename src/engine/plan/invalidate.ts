/**
 * What of the served site stays as it is, and what has to be made: every page gets a key, a name for all that it is made
 * from, and a file whose key and looks are those that the last build noted need not be made again.
 */

import { setImmediate } from "node:timers/promises";
import { type SiteFile, sourceOf, textFile } from "../../base/files.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { SITE_MANIFEST } from "../../hosting/url_manifest.ts";
import { keptIndex, type SearchIndex } from "../../search/search_index.ts";
import { writtenView } from "../../views/planned_page.ts";
import type { Planned } from "../../views/types.ts";
import type { LoadedBlog } from "../load/load_blog.ts";
import { textsOf } from "../load/post_cache.ts";
import type { OrdinaryPage } from "../load/template_pages.ts";
import type { StalePage } from "../render/render_job.ts";
import { batchesOf, type RenderQueue } from "../render/scheduler.ts";
import {
  isCurrent,
  isUnchangedOnDisk,
  type Manifest,
  NOTHING,
  unexpectedFiles,
  type Written,
} from "../write/build_manifest.ts";
import { isCompressed } from "../write/precompress.ts";
import { belongsTo, LABEL, labelText } from "../write/shard.ts";
import type { SitePlan } from "./prepare.ts";
import type { Templates } from "./template_deps.ts";
import { type NamedView, openViewNames, type ViewNames } from "./view_hashes.ts";

/** Files that stay as they are, by their path. */
export type Current = Map<string, Written>;

/** What is to be made of a site, as far as it is this machine's share. */
export interface Invalidation extends RenderQueue {
  prepared: SitePlan;
  /** Of the plan and of the ordinary pages, this machine's share. */
  own: Pick<SitePlan, "options" | "plan" | "ordinary">;
  manifest: Manifest;
  /** It has all pages when their last batch was asked for. */
  current: Current;
  /** Whether anything has to be made, as far as it does not depend on all pages. */
  isAnyStale: boolean;
  readsCollections: boolean;
  staleTemplates: readonly OrdinaryPage[];
  /** The keys of the ordinary templates, by their path. */
  keys: ReadonlyMap<string, string>;
  staleFiles: readonly SiteFile[];
  /** It has the names of all pages when their last batch was asked for. */
  names: ViewNames;
  /** All of them, stale or not. */
  indexes: readonly SearchIndex[];
  /** Files of the served site that no build put there. */
  strangers: readonly string[];
  /** The paths of what is known before it is made. */
  planned: ReadonlySet<string>;
  /** The paths among them of files that are no pages. */
  sitePaths: ReadonlySet<string>;
  /** Whether a path is that of a file that is known only when it is made. */
  isLate(path: string): boolean;
}

/** Which of the indexes of the search have to be made or put into the site, and the files of those that stay. */
export interface InvalidatedIndexes {
  /** All of them that are this machine's share. */
  indexes: readonly SearchIndex[];
  staleIndexes: readonly SearchIndex[];
  current: Current;
}

/** Judges the indexes of the search by what the last build noted. */
export function invalidateIndexes(gathered: LoadedBlog, manifest: Manifest): InvalidatedIndexes {
  const { options, cache, search } = gathered;
  const current: Current = new Map();
  const indexes = search.indexes.filter(({ folder }) => belongsTo(options.shard, folder));
  const staleIndexes = indexes.filter((index) => !keepIfWhole(index, cache, options.output, manifest, current));
  return { indexes, staleIndexes, current };
}

/**
 * Judges the served site by what the last build noted of it. To judge a big one takes seconds, in which other work of
 * this process has its turns.
 */
export async function invalidate(
  prepared: SitePlan,
  templates: Templates,
  manifest: Manifest,
  { indexes, staleIndexes, current: currentIndexes }: InvalidatedIndexes,
): Promise<Invalidation> {
  const { options } = prepared;
  const { output, shard } = options;
  const { readsCollections } = templates;
  const isOwn = (path: string): boolean => belongsTo(shard, path);
  const ownPlan = prepared.plan.filter((page) => isOwn(page.output));
  const plan = readsCollections ? prepared.plan : ownPlan;
  const ordinary = prepared.ordinary.filter((page) => page.output === undefined || isOwn(page.output));
  const common = commonKey(prepared, templates);
  const names = openViewNames(prepared.cache);
  const judged = async (known: Manifest) => {
    const current: Current = new Map(currentIndexes);
    const stale = staleViews(plan, names.nameOf, output, common, known, current, () => setImmediate());
    const others = batchesOf(stale, readsCollections);
    const first = (await others.next()).value ?? [];
    return { current, others, first, ...judgedTemplates(ordinary, common, output, known, current) };
  };
  const needed = await judged(manifest);
  const rendersAny = needed.first.length + needed.staleTemplates.length > 0;
  // A template that reads more than its view reads the plan of the run it is in, so that has to be the whole plan.
  const pages = readsCollections && rendersAny ? await judged(NOTHING) : needed;
  const files = filesOf(prepared, common);
  const staleFiles = files.filter((file) => !keepIfCurrent(file, output, manifest, pages.current));
  const strangers = unexpectedFiles(output, manifest);
  const sitePaths = new Set(files.map(({ path }) => path));
  return {
    ...pages,
    names,
    prepared,
    own: { options, plan: ownPlan, ordinary },
    manifest,
    rendersAny,
    isAnyStale: rendersAny || staleFiles.length + staleIndexes.length + strangers.length > 0,
    readsCollections,
    staleFiles,
    indexes,
    staleIndexes,
    strangers,
    planned: new Set([...plan.map((page) => page.output), ...sitePaths]),
    sitePaths,
    isLate: (path) =>
      sourceOf(path) === SITE_MANIFEST || prepared.searchIndexes.some(({ folder }) => path.startsWith(`${folder}/`)),
  };
}

/**
 * A name for what all pages are made from, beside their views: the templates, and what every page shows of the site.
 * Where a template reads lists of posts itself, every page depends on every post.
 */
export function commonKey({ sharedKey, postsKey }: SitePlan, templates: Templates): string {
  return digest(templates.key, sharedKey, templates.readsCollections ? postsKey : "");
}

/** So many pages are judged between two breaths. */
const PAGES_AT_ONCE = 200;

/**
 * The planned pages that have to be rendered; of the others it is noted that they are current.
 *
 * @param nameOf gives the name of a page's view
 * @param breathe called between two pieces of work; what it throws ends this one
 */
export async function* staleViews(
  plan: readonly Planned[],
  nameOf: (page: Planned) => NamedView,
  output: string,
  common: string,
  manifest: Manifest,
  current: Current,
  breathe: () => Promise<void>,
): AsyncGenerator<StalePage, void> {
  for (const [index, page] of plan.entries()) {
    if (index % PAGES_AT_ONCE === PAGES_AT_ONCE - 1) await breathe();
    const { name, json } = nameOf(page);
    const key = digest(common, name.digest);
    if (keepIfCurrent({ path: page.output, key }, output, manifest, current)) continue;
    yield { view: json ?? writtenView(page).json, key };
  }
}

/** Whether a file stays as it is; if it does, that is noted. */
export function keepIfCurrent(
  { path, key }: { path: string; key: string },
  output: string,
  manifest: Manifest,
  current: Current,
): boolean {
  const written = manifest.files[path];
  if (written === undefined || !isCurrent(output, path, key, manifest)) return false;
  current.set(path, written);
  return true;
}

/** Whether a file is a page; a compressed one is no other file. */
export function isPage(path: string, written: Written, { sitePaths, isLate }: Invalidation): boolean {
  return !isCompressed(written) && !sitePaths.has(path) && !isLate(path);
}

/** Whether an index stays as it is, with all its files; if it does, that is noted. */
function keepIfWhole(index: SearchIndex, cache: Cache, output: string, manifest: Manifest, current: Current): boolean {
  const files = keptIndex(index, cache, textsOf(cache));
  const standing: Current = new Map();
  if (files?.every((file) => keepIfCurrent(file, output, manifest, standing)) !== true) return false;
  for (const [path, written] of standing) current.set(path, written);
  return true;
}

/** The ordinary templates that have to be rendered, and the key of each, by its path. */
function judgedTemplates(
  ordinary: readonly OrdinaryPage[],
  common: string,
  output: string,
  manifest: Manifest,
  current: Current,
): Pick<Invalidation, "staleTemplates" | "keys"> {
  const keys = new Map(ordinary.map(({ path, text }) => [path, digest(common, path, text)]));
  const staleTemplates = ordinary.filter(({ path }) => {
    const key = keys.get(path) ?? "";
    if (manifest.templatesWithoutOutput.includes(key)) return false;
    // Which pages a template makes only it knows, so those that it made last time count.
    const made = Object.entries(manifest.files).filter(([, written]) => written.key === key);
    if (made.length === 0 || !made.every(([file, written]) => isUnchangedOnDisk(output, file, written))) return true;
    for (const [file, written] of made) current.set(file, written);
    return false;
  });
  return { staleTemplates, keys };
}

/** The files of the site that are no pages, or this machine's share of them with a label that says whose share it is. */
function filesOf(prepared: SitePlan, common: string): readonly SiteFile[] {
  const { options, siteFiles, searchIndexes } = prepared;
  const { shard } = options;
  if (shard === undefined) return siteFiles;
  const site = digest(
    common,
    prepared.postsKey,
    ...prepared.plan.map(({ output }) => output),
    ...[...siteFiles, ...searchIndexes].map(({ key }) => key),
  );
  return [...siteFiles.filter(({ path }) => belongsTo(shard, path)), textFile(LABEL, site, labelText(shard, site))];
}
