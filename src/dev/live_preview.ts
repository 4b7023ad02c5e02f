/**
 * Keeps the preview of `npm start` up to date while an author writes. A saved post is shown at once. The rest of the
 * site follows when the author pauses, and that work is aborted when another post is saved meanwhile.
 */

import { join, sep } from "node:path";
import { yieldToEventLoop } from "../base/concurrency.ts";
import { isError } from "../base/diagnostic.ts";
import { openCacheFor } from "../config/open_cache.ts";
import {
  type BuildOptions,
  includesFolder,
  pagesFolder,
  pathOfFile,
  publicFolder,
  themeFolder,
} from "../config/options.ts";
import { build } from "../engine/build.ts";
import { CacheMiss } from "../engine/load/post_cache.ts";
import { paintFor } from "../engine/paint.ts";
import { prepare } from "../engine/plan/plan_site.ts";
import { readTemplates } from "../engine/plan/template_deps.ts";
import { causes, templateProblem } from "../engine/render/template_error.ts";
import { lineReader, report } from "../engine/reporter.ts";
import { WorkerPool } from "../engine/workers/worker_pool.ts";
import { fastPreview } from "./fast_preview.ts";
import { type Rendering, showPages, updatePreview } from "./preview.ts";
import { ChangeQueue, FolderWatcher } from "./save_watcher.ts";

/** How long to wait for another save before the whole site follows a saved post, in milliseconds. */
const PAUSE_MS = 250;

/** Where a preview shows what happened. */
export interface OpenPages {
  /** Called with the URLs of pages that changed. */
  notify: Rendering["notify"];
  /** Called with what keeps the preview from being updated; empty when it is gone. */
  warn(trouble: string): void;
}

export class LivePreview {
  readonly #options: BuildOptions;
  readonly #pages: OpenPages;
  readonly #changes: ChangeQueue;
  #initialTemplates: string | undefined;
  #templatesChanged = false;
  #rendering: Rendering | undefined;
  #printed = "";

  /**
   * Starts watching the sources.
   */
  constructor(options: BuildOptions, pages: OpenPages) {
    this.#options = options;
    this.#pages = pages;
    const posts = join(options.content, "posts") + sep;
    this.#changes = new ChangeQueue((path) => path.startsWith(posts));
    new FolderWatcher(sourceFolders(options), (path) => this.#changes.add(path));
  }

  /** The path below which the site is served; `/` until the settings were read. */
  get base(): string {
    return this.#rendering?.plan.loaded.blog.site.base ?? "/";
  }

  /** Renders everything that changed since the last `npm start`, on all cores. */
  async build(): Promise<void> {
    await build(this.#options, () => {});
  }

  /** Follows every change until the process ends. */
  async follow(): Promise<never> {
    let isBehind = await this.#catchUp(new Set());
    for (;;) isBehind = await this.#catchUp(await this.#changes.next(isBehind ? PAUSE_MS : undefined));
  }

  /** @returns whether the rest of the site has yet to follow */
  async #catchUp(changed: ReadonlySet<string>): Promise<boolean> {
    try {
      if (await this.#showSavedPosts(changed)) return true;
      await this.#update();
      return false;
    } catch (error) {
      // Let the watcher report pending changes first, which may have caused the error.
      await yieldToEventLoop();
      if (!this.#changes.isEmpty) return true;
      const { file, line, message, hint } = templateProblem(error, this.#options);
      const words = `${file}:${line}  ${message}\n    ${hint}\n`;
      this.#print(`The preview was not updated.\n${words}`);
      this.#pages.warn(words);
      return false;
    }
  }

  /** @returns false when something else than known posts changed, so that only a whole update will do */
  async #showSavedPosts(changed: ReadonlySet<string>): Promise<boolean> {
    const rendering = this.#rendering;
    if (rendering === undefined) return false;
    const { templates } = rendering;
    try {
      const views = await fastPreview([...changed], rendering.plan);
      if (views === undefined || views.some((view) => templates.readsPlan || templates.ofPage(view).readsCollections))
        return false;
      await showPages(rendering, views);
      return true;
    } catch {
      // The whole update fails in the same way and reports why, or repairs it.
      return false;
    }
  }

  async #update(): Promise<void> {
    try {
      await this.#updateAll();
    } catch (error) {
      if (!causes(error).some((cause) => cause instanceof CacheMiss)) throw error;
      // The cache is damaged, so start again without it.
      openCacheFor(this.#options).clear();
      this.#rendering = undefined;
      await this.#updateAll();
    }
  }

  async #updateAll(): Promise<void> {
    const options = this.#options;
    const signal = this.#changes.urgent;
    const previous = this.#rendering?.plan.loaded.posts.cached;
    const { plan, problems } = await prepare(options, new WorkerPool(options, 0), { previous, signal });
    const lineOf = lineReader((file) => pathOfFile(options, file));
    this.#print(report(problems, { lineOf, paint: paintFor(process.stderr) }));
    if (plan === undefined) {
      this.#pages.warn(report(problems.filter(isError), { lineOf }));
      return;
    }
    const templates = readTemplates(options, plan.loaded.cache, plan.loaded.additions);
    this.#initialTemplates ??= templates.key;
    this.#templatesChanged ||= templates.key !== this.#initialTemplates;
    this.#rendering = {
      plan,
      templates,
      reusesTemplates: !this.#templatesChanged,
      notify: this.#pages.notify,
    };
    await updatePreview(this.#rendering, signal);
    this.#pages.warn("");
  }

  /** Prints a report, unless the last one said the same. */
  #print(text: string): void {
    if (text !== this.#printed) process.stderr.write(text);
    this.#printed = text;
  }
}

/** The folders that a preview is made from. */
function sourceFolders(options: BuildOptions): string[] {
  const { root, content, assets } = options;
  const own = [includesFolder(options), pagesFolder(options), publicFolder(options), themeFolder(options)];
  return [...new Set([content, assets, join(root, "assets"), ...own])];
}
