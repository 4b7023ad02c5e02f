/**
 * From a prepared blog to a site in its place: every page gets a key, a name for all that it is made from. A page whose
 * key and file are those of the last build stays as it is; the others are rendered.
 */

import { relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { digest } from "../cache.ts";
import { indexFiles } from "../outputs/search_index.ts";
import { SITE_MANIFEST } from "../outputs/site_manifest.ts";
import { inTurns } from "../pool.ts";
import { type SiteFile, textFile } from "../site_file.ts";
import type { Blog } from "../view/blog.ts";
import { collectionItems } from "../view/items.ts";
import { writtenView } from "../view/planned.ts";
import type { Planned } from "../view/views.ts";
import { currentCompressed, isCompressed, missingCompressed, sourceOf } from "./compressed.ts";
import type { Crew } from "./crew.ts";
import type { HandedOver } from "./hand_over.ts";
import { foldersOf, isCurrent, type Manifest, NOTHING, stands, strangersIn, type Written } from "./manifest.ts";
import { pagesFolder } from "./options.ts";
import type { OrdinaryPage } from "./ordinary_pages.ts";
import type { Prepared } from "./prepare.ts";
import { begin, isHeld, swap } from "./publish.ts";
import { handedFor, type Stale, unlessLost } from "./render_task.ts";
import { belongsTo, LABEL, labelText } from "./shard.ts";
import type { Placed, Staging } from "./staging.ts";
import type { Failure } from "./tasks.ts";
import type { Templates } from "./templates.ts";
import { unmadePages } from "./unmade.ts";
import { batchesOf, renderAll, type Workshop } from "./work.ts";

/** What was done to the site. */
export interface Renewed {
  pages: number;
  rendered: number;
  written: number;
  removed: number;
}

/** Files that stay as they are, by their path. */
export type Current = Map<string, Written>;

/** Renews the site that is served, in one step. Where nothing changed, nothing is touched. */
export async function renew(
  prepared: Prepared,
  templates: Templates,
  manifest: Manifest,
  crew: Crew,
): Promise<Renewed | Failure> {
  const { options, cache } = prepared;
  const { output, shard } = options;
  const isOwn = (path: string): boolean => belongsTo(shard, path);
  const plan = templates.readsCollections ? prepared.plan : prepared.plan.filter((page) => isOwn(page.output));
  const ordinary = prepared.ordinary.filter((page) => page.output === undefined || isOwn(page.output));
  const common = commonKey(prepared, templates);
  const judged = (known: Manifest) => {
    const current: Current = new Map();
    const batches = batchesOf(staleViews(plan, output, common, known, current), templates.readsCollections);
    const first = batches.next().value ?? [];
    return { current, batches, first, ...staleTemplates(ordinary, common, output, known, current) };
  };
  const needed = judged(manifest);
  // A template that reads more than its view reads the plan of the run it is in, so that has to be the whole plan.
  const isWhole = templates.readsCollections && needed.first.length + needed.stale.length > 0;
  const { current, batches, first, stale, keys } = isWhole ? judged(NOTHING) : needed;
  const files = filesOf(prepared, common);
  const isStale = ({ path, key }: SiteFile): boolean => !keepIfCurrent(output, path, key, manifest, current);
  const staleFiles = files.filter(isStale);
  const { precompress } = prepared.blog.site;
  const keepCompressed = (): void => {
    if (!precompress) return;
    const own = new Set(files.map(({ path }) => path));
    for (const [path, written] of currentCompressed(current, output, manifest)) {
      if (!own.has(path)) current.set(path, written);
    }
  };
  const strangers = strangersIn(output, manifest);
  if (first.length + stale.length + staleFiles.length + strangers.length === 0) {
    const indexes = await indexesOf(prepared);
    if ("kind" in indexes) return indexes;
    const late = [...indexes, ...lateFilesOf(prepared)];
    const areLateSame = late.filter(isStale).length === 0;
    keepCompressed();
    if (areLateSame && Object.keys(manifest.files).every((path) => current.has(path))) {
      return { ...NOTHING_DONE, pages: countOf([...current.values()]) - files.length - late.length };
    }
  }

  const { staging, held } = begin(output, cache);
  keepCompressed();
  const planned = new Set([...plan.map((page) => page.output), ...files.map(({ path }) => path), ...current.keys()]);
  const isLate = (path: string): boolean =>
    sourceOf(path) === SITE_MANIFEST || prepared.searchIndexes.some((set) => path.startsWith(`${set.folder}/`));
  for (const path of Object.keys(held.files)) if (!planned.has(path) && !isLate(path)) staging.remove(path);
  const folder = pagesFolder(options);
  const fresh = new Set(stale);
  const shop: Workshop = {
    crew,
    cache,
    staging,
    handed: {
      ...handedFor(options, prepared.blog.site, prepared.siteView, cache),
      ...(templates.readsCollections ? listsFor(prepared.blog) : {}),
      skipped: prepared.ordinary.filter((page) => !fresh.has(page)).map(({ path }) => relative(folder, path)),
    },
    ordinary: prepared.ordinary.map(({ path }) => relative(folder, path)),
    keyOf: (template) => keys.get(template) ?? "",
  };
  // Helpers begin first; another program makes the indexes.
  const [rendered, placedFiles, indexes] = await Promise.all([
    first.length + stale.length === 0 ? [] : renderAll(first, batches, shop),
    unlessLost(() => placeAll(staleFiles, staging)),
    indexesOf(prepared),
  ]);
  if ("kind" in rendered) return rendered;
  if ("kind" in placedFiles) return placedFiles;
  if ("kind" in indexes) return indexes;
  const own = { ...prepared, plan: plan.filter((page) => isOwn(page.output)), ordinary };
  const problem = unmadePages(own, new Set([...rendered.map(({ path }) => path), ...current.keys()]));
  if (problem !== undefined) return { kind: "failed", problem };
  const late = [...indexes, ...lateFilesOf(prepared)];
  const staleLate = late.filter(isStale);
  keepCompressed();
  for (const path of [...late.map((file) => file.path), ...current.keys()]) planned.add(path);
  for (const path of Object.keys(held.files)) if (!planned.has(path) && isLate(path)) staging.remove(path);
  const placed = [
    ...rendered,
    ...placedFiles,
    ...(await placeAll(staleLate, staging)),
    ...kept(current, held, staging),
  ];
  if (precompress) {
    const paths = placed.map(({ path }) => path);
    placed.push(...(await placeAll(missingCompressed(staging.folder, paths, cache.compressed), staging)));
    cache.compressed.keepOnly(new Set(placed.map(({ written }) => written.key)));
  } else cache.compressed.clear();
  const made: Manifest["files"] = Object.fromEntries(placed.map(({ path, written }) => [path, written]));
  const gone = Object.keys(manifest.files).filter((path) => made[path] === undefined);
  const madeFrom = new Set(Object.values(made).map(({ key }) => key));
  const next: Manifest = {
    files: made,
    folders: foldersOf(staging.folder, Object.keys(made)),
    barren: [...keys.values()].filter((key) => !madeFrom.has(key)),
  };
  swap(output, next, manifest, cache);
  return {
    pages: countOf(Object.values(made)) - files.length - late.length,
    rendered: rendered.length,
    written: placed.filter(({ isNew }) => isNew).length,
    removed: gone.length + strangers.length,
  };
}

/**
 * A name for what all pages are made from, beside their views: the templates, and what every page shows of the site.
 * Where a template reads lists of posts itself, every page depends on every post.
 */
export function commonKey({ sharedKey, postsKey }: Prepared, templates: Templates): string {
  return digest(templates.key, sharedKey, templates.readsCollections ? postsKey : "");
}

/** What templates read as `collections`. */
export function listsFor(blog: Blog): Pick<HandedOver, "posts" | "tags"> {
  return { posts: () => collectionItems(blog), tags: () => blog.collections.tags };
}

/** How many files there are; a compressed one is no other file. */
function countOf(files: readonly Written[]): number {
  return files.filter((written) => !isCompressed(written)).length;
}

const NOTHING_DONE = { rendered: 0, written: 0, removed: 0 };

function keepIfCurrent(output: string, path: string, key: string, manifest: Manifest, current: Current): boolean {
  const written = manifest.files[path];
  if (written === undefined || !isCurrent(output, path, key, manifest)) return false;
  current.set(path, written);
  return true;
}

/** The planned pages that have to be rendered; of the others it is noted that they are current. */
export function* staleViews(
  plan: readonly Planned[],
  output: string,
  common: string,
  manifest: Manifest,
  current: Current,
): Generator<Stale> {
  for (const page of plan) {
    const { json: view, name } = writtenView(page);
    const key = digest(common, name.digest);
    if (!keepIfCurrent(output, page.output, key, manifest, current)) yield { view, key };
  }
}

/** The ordinary templates that have to be rendered, and the key of each, by its path. */
function staleTemplates(
  ordinary: readonly OrdinaryPage[],
  common: string,
  output: string,
  manifest: Manifest,
  current: Current,
): { stale: OrdinaryPage[]; keys: Map<string, string> } {
  const keys = new Map(ordinary.map(({ path, text }) => [path, digest(common, path, text)]));
  const stale = ordinary.filter(({ path }) => {
    const key = keys.get(path) ?? "";
    if (manifest.barren.includes(key)) return false;
    // Which pages a template makes only it knows, so those that it made last time count.
    const made = Object.entries(manifest.files).filter(([, written]) => written.key === key);
    if (made.length === 0 || !made.every(([file, written]) => stands(output, file, written))) return true;
    for (const [file, written] of made) current.set(file, written);
    return false;
  });
  return { stale, keys };
}

/** The files of the site that are no pages, or this machine's share of them with a label that says whose share it is. */
function filesOf(prepared: Prepared, common: string): readonly SiteFile[] {
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

/** The files of the search, or this machine's share of them. */
function indexesOf({ options, searchIndexes, cache }: Prepared): Promise<readonly SiteFile[] | Failure> {
  const own = searchIndexes.filter(({ folder }) => belongsTo(options.shard, folder));
  return unlessLost(() => indexFiles(own, cache));
}

/** The files that are made from all pages, as far as they are this machine's share. */
function lateFilesOf({ options, lateFiles }: Prepared): SiteFile[] {
  return lateFiles().filter(({ path }) => belongsTo(options.shard, path));
}

/** So many files are put in their places before other work of this process has its turn. */
const FILES_AT_ONCE = 20;

function placeAll(files: readonly SiteFile[], staging: Staging): Promise<Placed[]> {
  let count = 0;
  return inTurns(files, async ({ path, key, bytes }) => {
    count += 1;
    if (count % FILES_AT_ONCE === 0) await setImmediate();
    return staging.place(path, await bytes(), key);
  });
}

/** Takes over the files that stay as they are, as far as the new site does not have them. */
function kept(current: Current, held: Manifest, staging: Staging): Placed[] {
  return [...current].map(([path, written]) =>
    isHeld(written, held.files[path]) ? { path, written, isNew: false } : staging.keep(path, written.key),
  );
}
