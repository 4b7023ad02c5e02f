/**
 * Runs of plain Eleventy, without `npm run build` or `npm start`: prepares the blog before each run, and writes feeds,
 * assets and other files that are not pages after it.
 */

import { relative } from "node:path";
import { type BuildOptions, pathOfFile, publicFolder } from "../config/options.ts";
import { missingPages } from "../engine/plan/missing_pages.ts";
import { prepare, type SitePlan } from "../engine/plan/plan_site.ts";
import type { EleventyConfig, RenderedPage } from "../engine/render/eleventy_api.ts";
import { byKind, type EleventyInput } from "../engine/render/eleventy_input.ts";
import { eleventyInputFor } from "../engine/render/render_job.ts";
import { listsOf } from "../engine/render/render_site.ts";
import { lineReader, report } from "../engine/reporter.ts";
import { WorkerPool } from "../engine/workers/worker_pool.ts";
import { hasErrors } from "../engine/write/build_result.ts";
import { missingCompressed } from "../engine/write/precompress.ts";
import { writeFiles } from "../engine/write/publish.ts";
import { admit, isRefused, refuse } from "../hosting/loopback_only.ts";
import { indexFiles } from "../search/search_index.ts";

/** @param use called with the input of each run, before it */
export function prepareForEleventy(
  config: EleventyConfig,
  options: BuildOptions,
  use: (input: EleventyInput) => void,
): void {
  let plan: SitePlan | undefined;
  // Eleventy would parse all of the generator's code after each save to find its dependencies.
  config.setWatchJavaScriptDependencies(false);
  // With `--serve`, Eleventy would show drafts to anyone.
  config.setServerOptions({
    middleware: [
      (request, response, next) => {
        const asked = admit(request);
        if (isRefused(asked)) refuse(response, asked);
        else next();
      },
    ],
  });
  config.addWatchTarget(options.content);
  config.addWatchTarget(options.assets);
  config.addWatchTarget(publicFolder(options));
  config.on("eleventy.before", async () => {
    plan = await planned(options, plan);
    use(inputOf(plan));
  });
  config.on("eleventy.after", async ({ results }) => {
    if (plan !== undefined) await writeOtherFiles(results, plan);
  });
}

/**
 * Plans the site and prints its problems.
 *
 * @throws Error when one of them is an error
 */
async function planned(options: BuildOptions, before: SitePlan | undefined): Promise<SitePlan> {
  const previous = before?.loaded.posts.cached;
  const { plan, problems } = await prepare(options, new WorkerPool(options, 0), { previous });
  process.stderr.write(report(problems, { lineOf: lineReader((file) => pathOfFile(options, file)) }));
  if (plan === undefined || (hasErrors(problems) && !options.development)) {
    throw new Error("The site was not built: see the problems above.");
  }
  return plan;
}

function inputOf({ loaded: { options, additions, blog }, siteView, pages }: SitePlan): EleventyInput {
  return {
    ...eleventyInputFor(options, additions, blog.site, siteView, blog.htmlOf),
    lists: listsOf(blog),
    views: byKind(
      pages.map((page) => page.view()),
      additions.pages,
    ),
    skipped: [],
  };
}

/** Writes the files that are not pages. */
async function writeOtherFiles(results: readonly RenderedPage[], plan: SitePlan): Promise<void> {
  const { options, cache, blog, search, pages } = plan.loaded;
  const { output } = options;
  const made = results.flatMap(({ outputPath }) => outputPath || []).map((path) => relative(output, path));
  const missing = missingPages({ pages: plan.pages, templates: pages.ordinary }, new Set(made), options);
  if (missing !== undefined) throw new Error(`${missing.file}: ${missing.message} ${missing.hint}`);
  const indexes = await indexFiles(search.indexes, cache, blog.htmlOf);
  const files = [...plan.files, ...indexes, ...plan.lateFiles()];
  await writeFiles(output, files);
  if (!blog.site.precompress || options.development) return;
  const paths = [...made, ...files.map(({ path }) => path)];
  await writeFiles(output, missingCompressed(output, paths, cache.compressed));
}
