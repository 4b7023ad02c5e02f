/**
 * The front door: tells Eleventy what a blog is.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { missingCompressed } from "./build/compressed.ts";
import { Crew } from "./build/crew.ts";
import { type HandedOver, handedOver } from "./build/hand_over.ts";
import {
  type BuildOptions,
  deletionNotice,
  includesFolder,
  missingPages,
  pagesFolder,
  pathOfFile,
} from "./build/options.ts";
import { byKind } from "./build/plan.ts";
import type { KnownPost } from "./build/posts.ts";
import { type Prepared, prepare } from "./build/prepare.ts";
import { noteRun, type PreviewRun, previewRun } from "./build/preview.ts";
import { writeFiles } from "./build/publish.ts";
import { handedFor, textsOf } from "./build/render_task.ts";
import { listsFor } from "./build/renew.ts";
import { lineReader, report } from "./build/report.ts";
import { hasErrors } from "./build/result.ts";
import { savedPosts } from "./build/saved_posts.ts";
import { layoutsIn } from "./build/settings.ts";
import { unmadePages } from "./build/unmade.ts";
import type { EleventyConfig, EleventySettings } from "./eleventy.ts";
import { markdownLibrary } from "./markdown/library.ts";
import { coverOf } from "./media/cover.ts";
import { onceFor } from "./once.ts";
import { indexFiles } from "./outputs/search_index.ts";
import { absoluteUrl } from "./view/addresses.ts";
import { shownArticle } from "./view/article.ts";
import { markdownSettings } from "./view/blog.ts";
import { fill, trimmed } from "./view/filters.ts";
import type { Views } from "./view/views.ts";

/**
 * Registers everything with Eleventy.
 *
 * @param usual the options of an Eleventy that runs by itself; a build brings its own with what it prepared
 */
export function blog(config: EleventyConfig, usual: BuildOptions): EleventySettings {
  const handed = handedOver(config);
  const options = handed?.options ?? usual;
  const input = relative(options.root, pagesFolder(options));
  let current = handed;
  const given = (): HandedOver => {
    if (current === undefined) throw new Error("Eleventy asked for data before `eleventy.before`.");
    return current;
  };

  // Pages are plain templates with YAML on top: no file in the content folder may bring code of its own.
  config.setDataFileSuffixes([]);
  config.setFrontMatterParsingOptions({ engines: Object.fromEntries(CODE_ENGINES.map((name) => [name, refuse])) });
  config.setLibrary(
    "md",
    markdownLibrary(() => markdownSettings(given())),
  );

  for (const template of handed?.skipped ?? []) config.ignores.add(`${input}/${template}`);
  // By itself Eleventy dates a page by its file, and orders `collections.all` by what differs from machine to machine.
  config.addGlobalData("date", () => NO_DATE);
  config.addGlobalData("plan", () => given().views);
  config.addGlobalData("site", () => given().siteView);
  config.addGlobalData("words", () => given().words);
  config.addFilter("fill", fill);
  config.addFilter("trimmed", trimmed);
  // Drawn where it is shown: in the views it would be most of what a card is.
  config.addFilter("coverOf", drawnOnce);
  config.addFilter("absoluteUrl", (url: string) => absoluteUrl(given().site, url));
  config.addCollection("posts", () => given().posts());
  config.addCollection("tags", () => given().tags());

  for (const path of missingPages(options)) config.addTemplate(basename(path), readFileSync(path, "utf8"), {});

  // Eleventy takes one layout for all pages of a pagination, so there is a pagination for each layout a post may name.
  for (const layout of layoutsIn(includesFolder(options))) {
    config.addTemplate(`post/${layout}`, "", {
      layout,
      pagination: {
        data: "plan.post",
        size: 1,
        alias: "view",
        before: (views: Views["post"]) =>
          views.filter((view) => view.layout === layout).map((view) => shownArticle(view, given().htmlOf)),
      },
      permalink: "{{ view.output | safe }}",
    });
  }

  if (handed === undefined)
    prepareWithin(config, options, (done) => {
      current = done;
    });

  return {
    dir: {
      input,
      includes: relative(pagesFolder(options), includesFolder(options)),
      // In the folder of pages an editor could put code there.
      data: relative(pagesFolder(options), join(includesFolder(options), "no_data_files")),
      output: relative(options.root, options.output),
    },
    templateFormats: ["njk", "md"],
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}

const drawnOnce = onceFor(coverOf);

const NO_DATE = new Date(0);

const CODE_ENGINES = ["js", "javascript", "jsLegacy", "json", "coffee", "cson", "toml"];

const refuse = {
  parse: () => {
    throw new Error("Only YAML is read between the two `---` of a page.");
  },
};

/** For Eleventy run by itself or as a server: prepares the blog before each of its runs. */
function prepareWithin(config: EleventyConfig, options: BuildOptions, use: (handed: HandedOver) => void): void {
  const memory = new Map<string, KnownPost>();
  let done: Prepared | undefined;
  let preview: PreviewRun | undefined;
  let changed: readonly string[] = [];
  let isGlance = false;
  let rest: NodeJS.Timeout | undefined;
  // To find them, Eleventy reads all of the generator's code at each save; `npm start` watches that code itself.
  config.setWatchJavaScriptDependencies(false);
  config.addWatchTarget(options.content);
  config.addWatchTarget(options.assets);
  config.addWatchTarget(deletionNotice(options));
  config.setChokidarConfig({
    awaitWriteFinish: { stabilityThreshold: SAVED_AFTER_MS, pollInterval: SAVED_AFTER_MS / 2 },
  });
  config.on("eleventy.beforeWatch", (files) => {
    changed = files;
  });
  config.on("eleventy.before", async () => {
    clearTimeout(rest);
    const saved = preview && !preview.readsCollections ? await savedPosts(changed, preview.prepared) : undefined;
    changed = [];
    isGlance = saved !== undefined;
    if (preview && saved) {
      const { blog, siteView, cache } = preview.prepared;
      use({ ...handedFor(options, blog.site, siteView, cache), views: byKind(saved), skipped: [] });
      return;
    }
    const { prepared, problems, repairs } = await prepare(options, new Crew(options, 0), memory);
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
    done = prepared;
    preview = options.development ? previewRun(prepared) : undefined;
    use({
      ...handedFor(options, prepared.blog.site, prepared.siteView, prepared.cache),
      ...(preview?.readsCollections === false ? {} : listsFor(prepared.blog)),
      views: byKind(preview?.views ?? prepared.plan.map((page) => page.view())),
      skipped: [],
    });
  });
  config.on("eleventy.after", async ({ results }) => {
    if (isGlance) {
      // What else the change means comes when the author pauses.
      rest = setTimeout(() => writeFileSync(deletionNotice(options), ""), PAUSE_MS);
      return;
    }
    if (done === undefined) return;
    const pages = results.flatMap(({ outputPath }) => outputPath || []).map((path) => relative(options.output, path));
    const unmade = preview === undefined ? unmadePages(done, new Set(pages)) : undefined;
    if (unmade !== undefined) throw new Error(`${unmade.file}: ${unmade.message} ${unmade.hint}`);
    const files = [
      ...done.siteFiles,
      ...(await indexFiles(done.searchIndexes, done.cache, textsOf(done.cache))),
      ...done.lateFiles(),
    ];
    await writeFiles(options.output, files, preview?.manifest);
    if (done.blog.site.precompress && preview === undefined) {
      const paths = [...pages, ...files.map(({ path }) => path)];
      await writeFiles(options.output, missingCompressed(options.output, paths, done.cache.compressed));
    }
    if (preview) noteRun(preview, results, files);
  });
}

/** A file of which nothing more was written for so long has been saved. */
const SAVED_AFTER_MS = 20;
/** Of the author, before the whole site follows a post that was saved. */
const PAUSE_MS = 1_000;
