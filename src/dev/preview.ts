/**
 * The folder that `npm start` serves, updated in place: renders invalidated pages and keeps the others.
 */

import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { mapConcurrent, yieldToEventLoop } from "../base/concurrency.ts";
import { hasBytes, replaceFile, type SiteFile } from "../base/files.ts";
import type { Cache } from "../cache/cache.ts";
import { pagesFolder } from "../config/options.ts";
import { checkPages, commonKeys } from "../engine/plan/invalidate.ts";
import { PageKeys } from "../engine/plan/page_keys.ts";
import type { SitePlan } from "../engine/plan/plan_site.ts";
import type { Templates } from "../engine/plan/template_deps.ts";
import { type Page, renderPages } from "../engine/render/eleventy.ts";
import { byKind } from "../engine/render/eleventy_input.ts";
import { eleventyInputFor } from "../engine/render/render_job.ts";
import { listsOf } from "../engine/render/render_site.ts";
import {
  EMPTY_MANIFEST,
  type Manifest,
  readManifest,
  upToDate,
  type Written,
  writeManifest,
  writtenAt,
} from "../engine/write/build_manifest.ts";
import { LOOK_FOLDERS } from "../media/bundle.ts";
import { indexFiles } from "../search/search_index.ts";
import type { ArticleView, Planned, View } from "../views/types.ts";
import { addressOf, href } from "../views/urls.ts";
import { EVERY_PAGE } from "./live_reload.ts";
import { unlessAborted } from "./save_watcher.ts";

/** What a preview is rendered from. */
export interface Rendering {
  plan: SitePlan;
  templates: Templates;
  /** False once a template has changed: Eleventy must not reuse those that it read before. */
  reusesTemplates: boolean;
  /** Called with the URLs of pages that changed, or with {@link EVERY_PAGE}. */
  notify(urls: readonly string[]): void;
}

/** Rendered between two turns of the event loop. */
const PAGES_PER_BATCH = 200;

/**
 * Updates the whole preview: pages first, because an author is looking at one, and the search index last, because it
 * takes longest.
 *
 * @throws the signal's reason when it aborts
 */
export async function updatePreview(rendering: Rendering, signal: AbortSignal): Promise<void> {
  const { plan, templates } = rendering;
  const { options, cache, search } = plan.loaded;
  const folder = new PreviewFolder(rendering);
  await folder.writeFiles(plan.files.filter(isUsedByPages));
  const commonOf = commonKeys(plan, templates);
  const keys = new PageKeys((page) => commonOf(templates.ofPage(page)), cache);
  // Templates that read the plan need all of it in one run.
  const manifest = templates.readsPlan ? EMPTY_MANIFEST : folder.before;
  const { stale, current } = await checkPages(plan.pages, keys, { folder: options.output, manifest }, signal);
  folder.keep(current);
  const readsLists = (page: Planned): boolean => templates.readsPlan || templates.ofPage(page).readsCollections;
  const reading = stale.filter(readsLists);
  const others = stale.filter((page) => !readsLists(page));
  // The first batch, which may be empty, renders the pages that are templates of their own.
  const first = others.splice(0, PAGES_PER_BATCH);
  for (let batch = [...reading, ...first], at = 0; at === 0 || batch.length > 0; at += 1) {
    const pages = batch.map((page) => keys.viewOf(page));
    const rendered = await renderViews(
      rendering,
      pages.map(({ view }) => view),
      at > 0,
    );
    folder.writePages(rendered, new Map(pages.map(({ key, view }) => [view.output, key])));
    batch = others.splice(0, PAGES_PER_BATCH);
    await yieldToEventLoop(signal);
  }
  await folder.writeFiles(plan.files.filter((file) => !isUsedByPages(file)));
  folder.finish((path) => search.indexes.some((index) => path.startsWith(`${index.folder}/`)));
  await folder.writeFiles(await unlessAborted(indexFiles(search.indexes, cache, plan.loaded.blog.htmlOf), signal));
  folder.finish(() => false);
}

/** Renders a few pages at once. The next update renders them again, because the manifest does not list them as written. */
export async function showPages(rendering: Rendering, views: readonly ArticleView[]): Promise<void> {
  const folder = new PreviewFolder(rendering);
  folder.writePages(await renderViews(rendering, views, true));
}

/** @param skipsTemplatePages whether to leave out pages that are templates of their own, such as `about.md` */
function renderViews(
  { plan, reusesTemplates }: Rendering,
  views: readonly View[],
  skipsTemplatePages: boolean,
): Promise<Page[]> {
  const { options, additions, blog, pages } = plan.loaded;
  const input = {
    ...eleventyInputFor(options, additions, blog.site, plan.siteView, blog.htmlOf),
    views: byKind(views, additions.pages),
    ...(skipsTemplatePages
      ? { skipped: pages.ordinary.map(({ path }) => relative(pagesFolder(options), path)) }
      : { lists: listsOf(blog), skipped: [] }),
  };
  return renderPages(input, reusesTemplates);
}

/** Style sheets, scripts, fonts and images are written before the pages that use them. */
function isUsedByPages({ path }: SiteFile): boolean {
  return path.startsWith("assets/");
}

/** The folder during one update. */
class PreviewFolder {
  /** What the last update wrote. */
  readonly before: Manifest;
  /** The output that is up to date. */
  readonly #files = new Map<string, Written>();
  readonly #removed = new Set<string>();
  readonly #rendering: Rendering;
  readonly #output: string;
  readonly #cache: Cache;

  constructor(rendering: Rendering) {
    const { cache, options } = rendering.plan.loaded;
    this.#rendering = rendering;
    this.#output = options.output;
    this.#cache = cache;
    this.before = readManifest(cache, options.output);
  }

  /** Leaves files as they are. */
  keep(files: ReadonlyMap<string, Written>): void {
    for (const [path, written] of files) this.#files.set(path, written);
  }

  /** @param keys by path; a page without a key is stale at the next update */
  writePages(pages: readonly Page[], keys: ReadonlyMap<string, string> = new Map()): void {
    const changed = pages.filter(({ path, text }) => this.#put(path, Buffer.from(text), keys.get(path) ?? ""));
    this.#notify(changed.map(({ path }) => path));
  }

  async writeFiles(files: readonly SiteFile[]): Promise<void> {
    const stale = files.filter(({ path, key }) => {
      const written = upToDate({ folder: this.#output, manifest: this.before }, path, key);
      if (written !== undefined) this.#files.set(path, written);
      return written === undefined;
    });
    const changed = await mapConcurrent(stale, async ({ path, key, bytes }) =>
      this.#put(path, await bytes(), key) ? [path] : [],
    );
    this.#notify(changed.flat());
  }

  /**
   * Removes files that are no longer part of the site, and writes the manifest.
   *
   * @param isPending whether a file of the last update has yet to be updated or removed
   */
  finish(isPending: (path: string) => boolean): void {
    const left = [...this.before.files].filter(([path]) => !this.#files.has(path) && !this.#removed.has(path));
    const pending = left.filter(([path]) => isPending(path));
    const gone = left.flatMap(([path]) => (isPending(path) ? [] : path));
    for (const path of gone) {
      rmSync(join(this.#output, path), { force: true });
      this.#removed.add(path);
    }
    const files = new Map([...pending, ...this.#files]);
    writeManifest(this.#cache, this.#output, { files, folders: new Map(), templatesWithoutOutput: [] });
    this.#notify(gone);
  }

  /** Writes a file unless it has these bytes already; returns whether it changed. */
  #put(path: string, bytes: Uint8Array, key: string): boolean {
    const target = resolve(this.#output, path);
    if (!target.startsWith(this.#output + sep)) throw new Error(`“${path}” leads out of the site.`);
    const isChanged = !hasBytes(target, bytes);
    if (isChanged) {
      mkdirSync(dirname(target), { recursive: true });
      replaceFile(target, bytes);
    }
    this.#files.set(path, writtenAt(target, key));
    return isChanged;
  }

  #notify(paths: readonly string[]): void {
    const { plan, notify } = this.#rendering;
    const { site } = plan.loaded.blog;
    const pages = paths.filter((path) => path.endsWith(".html")).map((output) => href(site, addressOf({ output })));
    const urls = paths.some(keepsItsUrl) ? [...pages, EVERY_PAGE] : pages;
    if (urls.length > 0) notify(urls);
  }
}

/** Images keep their URL when they change. Style sheets, scripts and fonts get a new one, so the pages change with them. */
function keepsItsUrl(path: string): boolean {
  return path.startsWith("assets/") && !LOOK_FOLDERS.some((folder) => path.startsWith(`assets/${folder}/`));
}
