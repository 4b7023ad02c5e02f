/**
 * Finds what has to be made. Every output has a cache key, a hash of all that it is made from; it is up to date when the
 * last build made it with the same key and the file is unchanged on disk.
 */

import { yieldToEventLoop } from "../../base/concurrency.ts";
import { type SiteFile, textFile } from "../../base/files.ts";
import { digest } from "../../cache/cache.ts";
import type { Shard } from "../../config/options.ts";
import { keptIndex, type SearchIndex } from "../../search/search_index.ts";
import type { Planned } from "../../views/types.ts";
import type { LoadedBlog } from "../load/load_blog.ts";
import type { OrdinaryPage } from "../load/template_pages.ts";
import { type BuiltSite, isUnchangedOnDisk, unexpectedFiles, upToDate, type Written } from "../write/build_manifest.ts";
import { currentCompressed } from "../write/precompress.ts";
import { belongsTo, LABEL, labelText } from "../write/shard.ts";
import { PageKeys } from "./page_keys.ts";
import type { SitePlan } from "./plan_site.ts";
import type { Dependence, Templates } from "./template_deps.ts";

/** Files that are up to date, by path. */
type Current = Map<string, Written>;

/** Items that have to be made, and the files of the others. */
interface Checked<Item> {
  stale: Item[];
  current: Current;
}

/** What has to be made of a site, or of this machine's shard of it. */
export interface Invalidation {
  /** Everything that this machine publishes. */
  own: Outputs;
  stale: Outputs;
  /** Stale files that can be made only when every stale page is rendered. */
  lateFiles(): SiteFile[];
  /** All files that are up to date, and how many of them are pages. */
  current: { files: Current; pages: number };
  /** Files of the served site that no build put there. */
  unexpected: readonly string[];
  keys: PageKeys;
  /** The keys of ordinary templates, by their path. */
  templateKeys: ReadonlyMap<string, string>;
  templates: Templates;
}

export interface Outputs {
  /** Pages of the plan. */
  pages: readonly Planned[];
  templates: readonly OrdinaryPage[];
  files: readonly SiteFile[];
  indexes: readonly SearchIndex[];
}

/** Checks the search indexes, which do not depend on the plan. */
export function invalidateIndexes({ options, cache, blog, search }: LoadedBlog, site: BuiltSite): Checked<SearchIndex> {
  const own = search.indexes.filter(({ folder }) => belongsTo(options.shard, folder));
  const stale: SearchIndex[] = [];
  const current: Current = new Map();
  for (const index of own) {
    const files = indexFiles(keptIndex(index, cache, blog.htmlOf), site);
    if (files === undefined) stale.push(index);
    else for (const [path, written] of files) current.set(path, written);
  }
  return { stale, current };
}

/** The files of an index, if all of them are up to date. */
function indexFiles(files: readonly SiteFile[] = [], site: BuiltSite): Current | undefined {
  const { stale, current } = check(files, site);
  return stale.length > 0 || current.size === 0 ? undefined : current;
}

/** Compares everything that the site consists of with what the last build recorded. */
export async function invalidate(
  plan: SitePlan,
  templates: Templates,
  indexes: Checked<SearchIndex>,
  site: BuiltSite,
): Promise<Invalidation> {
  const commonOf = commonKeys(plan, templates);
  const keys = new PageKeys((page) => commonOf(templates.ofPage(page)), plan.loaded.cache);
  const own = ownOutputs(plan, templates);
  const templateKeys = new Map(
    own.templates.map(({ path }) => [path, digest(commonOf(templates.ofTemplate(path)), path)]),
  );
  const pages = await checkPages(own.pages, keys, site);
  const ordinary = checkTemplates(own.templates, templateKeys, site);
  const rendersAny = pages.stale.length + ordinary.stale.length > 0;
  // A template that reads the plan needs all of it, so all pages are rendered in one run.
  const rendersAll = rendersAny && templates.readsPlan;
  const currentPages: Current = rendersAll ? new Map() : new Map([...pages.current, ...ordinary.current]);
  const lateFiles = (): SiteFile[] => plan.lateFiles().filter(({ path }) => belongsTo(plan.loaded.options.shard, path));
  const files = check(rendersAny ? own.files : [...own.files, ...lateFiles()], site);
  const current: Current = new Map([...currentPages, ...files.current, ...indexes.current]);
  const copies = plan.loaded.blog.site.precompress ? currentCompressed([...current.keys()], site) : [];
  for (const [path, written] of copies) current.set(path, written);
  return {
    own,
    stale: {
      pages: rendersAll ? plan.pages : pages.stale,
      templates: rendersAll ? own.templates : ordinary.stale,
      files: files.stale,
      indexes: indexes.stale,
    },
    lateFiles: rendersAny ? lateFiles : () => [],
    current: { files: current, pages: currentPages.size },
    unexpected: unexpectedFiles(site),
    keys,
    templateKeys,
    templates,
  };
}

/** Whether the served site is up to date as a whole, with no file too many. */
export function isUpToDate({ stale, current, unexpected }: Invalidation, { manifest }: BuiltSite): boolean {
  const outdated = [stale.pages, stale.templates, stale.files, stale.indexes, unexpected];
  return (
    outdated.every((list) => list.length === 0) && [...manifest.files.keys()].every((path) => current.files.has(path))
  );
}

/**
 * A hash of what pages are made from beside their views: their templates, and what every page shows of the site. Where
 * these read lists of posts or the plan, the pages depend on every post and every template.
 */
export function commonKeys({ sharedKey, postsKey }: SitePlan, templates: Templates): (on: Dependence) => string {
  return ({ key, readsCollections }) =>
    digest(key, sharedKey, readsCollections || templates.readsPlan ? digest(templates.key, postsKey) : "");
}

/** How many pages are checked between two turns of the event loop. */
const PAGES_PER_TURN = 200;

/** Checks planned pages. A missing page is stale whatever its view, so its view is not built. */
export async function checkPages(
  pages: readonly Planned[],
  keys: PageKeys,
  site: BuiltSite,
  signal?: AbortSignal,
): Promise<Checked<Planned>> {
  const stale: Planned[] = [];
  const current: Current = new Map();
  for (const [index, page] of pages.entries()) {
    if (index % PAGES_PER_TURN === 0) await yieldToEventLoop(signal);
    const written = site.manifest.files.has(page.output) ? upToDate(site, page.output, keys.keyOf(page)) : undefined;
    if (written) current.set(page.output, written);
    else stale.push(page);
  }
  return { stale, current };
}

/** Checks ordinary templates. Which pages a template makes is known from the last build. */
function checkTemplates(
  templates: readonly OrdinaryPage[],
  keys: ReadonlyMap<string, string>,
  { folder, manifest }: BuiltSite,
): Checked<OrdinaryPage> {
  const outputs = new Map<string, [string, Written][]>();
  for (const key of keys.values()) outputs.set(key, []);
  for (const file of manifest.files) outputs.get(file[1].key)?.push(file);
  const withoutOutput = new Set(manifest.templatesWithoutOutput);
  const current: Current = new Map();
  const stale = templates.filter(({ path }) => {
    const key = keys.get(path) ?? "";
    const files = outputs.get(key) ?? [];
    if (files.length === 0) return !withoutOutput.has(key);
    if (!files.every(([file, written]) => isUnchangedOnDisk(folder, file, written))) return true;
    for (const [file, written] of files) current.set(file, written);
    return false;
  });
  return { stale, current };
}

function check<File extends { path: string; key: string }>(files: readonly File[], site: BuiltSite): Checked<File> {
  const stale: File[] = [];
  const current: Current = new Map();
  for (const file of files) {
    const written = upToDate(site, file.path, file.key);
    if (written) current.set(file.path, written);
    else stale.push(file);
  }
  return { stale, current };
}

/** What this machine publishes: the whole site, or its shard with a label. */
function ownOutputs(plan: SitePlan, { key }: Templates): Outputs {
  const { options, pages, search } = plan.loaded;
  const { shard } = options;
  const isOwn = (path: string): boolean => belongsTo(shard, path);
  const files = plan.files.filter(({ path }) => isOwn(path));
  return {
    pages: plan.pages.filter(({ output }) => isOwn(output)),
    templates: pages.ordinary.filter(({ output }) => output === undefined || isOwn(output)),
    files: shard === undefined ? files : [...files, labelFile(shard, plan, key)],
    indexes: search.indexes.filter(({ folder }) => isOwn(folder)),
  };
}

function labelFile(shard: Shard, plan: SitePlan, templatesKey: string): SiteFile {
  const { loaded, sharedKey, postsKey, pages, files } = plan;
  const paths = pages.map(({ output }) => output);
  const site = digest(
    templatesKey,
    sharedKey,
    postsKey,
    ...paths,
    ...[...files, ...loaded.search.indexes].map(({ key }) => key),
  );
  return textFile(LABEL, site, labelText(shard, site));
}
