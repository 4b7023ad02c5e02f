/**
 * The blog as Eleventy needs it when Eleventy runs by itself or as the server of `npm start`: prepared before each of
 * its runs, with what is no page written after it.
 */

import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type BuildOptions, deletionNotice, pathOfFile } from "../config/options.ts";
import { missingPages } from "../engine/plan/missing_pages.ts";
import { prepare, type SitePlan } from "../engine/plan/plan_site.ts";
import type { EleventyConfig, RenderedPage } from "../engine/render/eleventy_api.ts";
import type { EleventyInput } from "../engine/render/eleventy_input.ts";
import { byKind } from "../engine/render/eleventy_input.ts";
import { eleventyInputFor } from "../engine/render/render_job.ts";
import { collectionsOf } from "../engine/render/render_site.ts";
import { lineReader, report } from "../engine/reporter.ts";
import { WorkerPool } from "../engine/workers/worker_pool.ts";
import { hasErrors } from "../engine/write/build_result.ts";
import { missingCompressed } from "../engine/write/precompress.ts";
import { writeFiles } from "../engine/write/publish.ts";
import { forOwnMachine } from "../hosting/loopback_only.ts";
import { indexFiles } from "../search/search_index.ts";
import type { ArticleView } from "../views/types.ts";
import { fastPreview } from "./fast_preview.ts";
import { noteRun, type PreviewRun, previewRun } from "./preview.ts";
import { AbortError, SaveWatcher } from "./save_watcher.ts";

/** @param use is given what a run of Eleventy is about */
export function prepareForEleventy(
  config: EleventyConfig,
  options: BuildOptions,
  use: (handed: EleventyInput) => void,
): void {
  const runs = new Runs(options, use);
  // To find them, Eleventy reads all of the generator's code at each save; `npm start` watches that code itself.
  config.setWatchJavaScriptDependencies(false);
  config.setServerOptions({ middleware: [forOwnMachine] });
  config.addWatchTarget(options.content);
  config.addWatchTarget(options.assets);
  config.addWatchTarget(deletionNotice(options));
  config.setChokidarConfig({
    awaitWriteFinish: { stabilityThreshold: SAVED_AFTER_MS, pollInterval: SAVED_AFTER_MS / 2 },
  });
  let changed: readonly string[] = [];
  config.on("eleventy.beforeWatch", (files) => {
    changed = files;
  });
  config.on("eleventy.before", async () => {
    const files = changed;
    changed = [];
    await runs.before(files);
  });
  config.on("eleventy.after", ({ results }) => runs.after(results));
}

/** What the last whole run was about. */
interface Done {
  prepared: SitePlan;
  /** In development. */
  preview: PreviewRun | undefined;
}

/** The runs of one Eleventy, one after the other. */
class Runs {
  readonly #options: BuildOptions;
  readonly #use: (handed: EleventyInput) => void;
  readonly #saves: SaveWatcher | undefined;
  #done: Done | undefined;
  /** Whether this run shows a saved post, or nothing, and leaves all else to a later one. */
  #isGlance = false;
  #rest: NodeJS.Timeout | undefined;

  constructor(options: BuildOptions, use: (handed: EleventyInput) => void) {
    this.#options = options;
    this.#use = use;
    this.#saves = options.development ? new SaveWatcher(join(options.content, "posts")) : undefined;
  }

  /** @param changed the files because of which there is a run */
  async before(changed: readonly string[]): Promise<void> {
    clearTimeout(this.#rest);
    this.#isGlance = false;
    this.#saves?.forget();
    const { preview } = this.#done ?? {};
    if (preview === undefined || preview.readsCollections) return this.#lookAtAll();
    const saved = await fastPreview(changed, preview.prepared);
    if (saved) return this.#glanceAt(saved, preview.prepared);
    try {
      await this.#lookAtAll(this.#saves?.signal);
    } catch (error) {
      if (!(error instanceof AbortError)) throw error;
      this.#glanceAt([], preview.prepared);
    }
  }

  async after(results: readonly RenderedPage[]): Promise<void> {
    if (this.#done === undefined) return;
    try {
      if (!this.#isGlance) return await this.#writeBeside(results, this.#done);
    } catch (error) {
      if (!(error instanceof AbortError)) throw error;
    }
    // What else a change means comes when the author pauses.
    this.#rest = setTimeout(() => writeFileSync(deletionNotice(this.#options), ""), PAUSE_MS);
  }

  /** Shows pages of the blog as it was. */
  #glanceAt(views: readonly ArticleView[], { loaded: { blog }, siteView }: SitePlan): void {
    this.#isGlance = true;
    this.#use({
      ...eleventyInputFor(this.#options, blog.site, siteView, blog.htmlOf),
      views: byKind(views),
      skipped: [],
    });
  }

  async #lookAtAll(signal?: AbortSignal): Promise<void> {
    const options = this.#options;
    const previous = this.#done?.prepared.loaded.posts.cached;
    const pool = new WorkerPool(options, 0);
    const { plan: prepared, problems, repairs } = await prepare(options, pool, { previous, signal });
    process.stderr.write(
      report(
        problems,
        repairs,
        lineReader((file) => pathOfFile(options, file)),
      ),
    );
    if (prepared === undefined || (hasErrors(problems) && !options.development)) {
      throw new Error("The site was not built: see the problems above.");
    }
    const { blog } = prepared.loaded;
    const preview = options.development ? await previewRun(prepared, signal) : undefined;
    this.#done = { prepared, preview };
    this.#use({
      ...eleventyInputFor(options, blog.site, prepared.siteView, blog.htmlOf),
      ...(preview?.readsCollections === false ? {} : collectionsOf(blog)),
      views: byKind(preview?.views ?? prepared.pages.map((page) => page.view())),
      skipped: [],
    });
  }

  /** Writes what is no page. */
  async #writeBeside(results: readonly RenderedPage[], { prepared, preview }: Done): Promise<void> {
    const { output } = this.#options;
    const { cache, blog, search } = prepared.loaded;
    const pages = results.flatMap(({ outputPath }) => outputPath || []).map((path) => relative(output, path));
    const unmade =
      preview === undefined
        ? missingPages(
            { pages: prepared.pages, templates: prepared.loaded.pages.ordinary },
            new Set(pages),
            this.#options,
          )
        : undefined;
    if (unmade !== undefined) throw new Error(`${unmade.file}: ${unmade.message} ${unmade.hint}`);
    const making = indexFiles(search.indexes, cache, blog.htmlOf);
    const indexes = await (this.#saves?.unlessAny(making) ?? making);
    const files = [...prepared.files, ...indexes, ...prepared.lateFiles()];
    await writeFiles(output, files, preview?.manifest);
    if (blog.site.precompress && preview === undefined) {
      const paths = [...pages, ...files.map(({ path }) => path)];
      await writeFiles(output, missingCompressed(output, paths, cache.compressed));
    }
    if (preview) noteRun(preview, results, files);
  }
}

/** A file of which nothing more was written for so long has been saved. */
const SAVED_AFTER_MS = 20;
/** Of the author, before the whole site follows a post that was saved. */
const PAUSE_MS = 1_000;
