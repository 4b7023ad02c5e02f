/**
 * Turns planned pages into HTML through Eleventy.
 */

import { relative, resolve } from "node:path";
import { detachedCopy } from "../../base/text.ts";
import { openCacheFor } from "../../config/open_cache.ts";
import { type BuildOptions, type Program, pagesFolder } from "../../config/options.ts";
import { keepCompiled } from "./compiled_templates.ts";
import type { EleventyConfig } from "./eleventy_api.ts";
import { type EleventyInput, setEleventyInput } from "./eleventy_input.ts";

export interface Page {
  /** Relative to the output folder. */
  path: string;
  text: string;
  /** The path of the template on this machine. */
  template: string;
}

/**
 * Renders the views and ordinary templates that are handed over, in this process.
 *
 * @param reusesTemplates whether to reuse the templates that this process read for the same build options
 * @throws what a template throws; see `templateProblem` for its words
 */
export async function renderPages(handed: EleventyInput, reusesTemplates = true): Promise<Page[]> {
  const { options, additions } = handed;
  const { default: Eleventy } = await loadEleventy();
  if (!reusesTemplates || lastOptions !== options) await forgetTemplates();
  if (lastOptions !== options) keepCompiled(openCacheFor(options), additions.key);
  lastOptions = options;
  const input = relative(process.cwd(), pagesFolder(options));
  const output = relative(process.cwd(), options.output);
  const run = new Eleventy(input, output, {
    configPath: eleventyConfig(options),
    quietMode: true,
    runMode: options.development ? "serve" : "build",
    config: (config: EleventyConfig) => {
      setEleventyInput(config, handed);
    },
  });
  // It would print a stack; the build reports what went wrong.
  run.errorHandler.logger = { isVerbose: false, message: () => {} };
  const pages = await run.toJSON();
  return pages.flatMap(({ outputPath, inputPath, content }) =>
    outputPath === false
      ? []
      : [{ path: detachedCopy(relative(options.output, outputPath)), text: content, template: resolve(inputPath) }],
  );
}

let lastOptions: BuildOptions | undefined;

/** Eleventy keeps templates, compiled with the configuration that they were first rendered with, until its process ends. */
async function forgetTemplates(): Promise<void> {
  const [{ default: layouts }, { default: templates }] = await Promise.all([
    import("../../../node_modules/@11ty/eleventy/src/LayoutCache.js"),
    import("../../../node_modules/@11ty/eleventy/src/TemplateContent.js"),
  ]);
  layouts.removeAll();
  templates._inputCache.clear();
}

/** Not before there is something to render: it takes longer than to find that nothing has changed. */
export function loadEleventy() {
  return import("@11ty/eleventy");
}

/** The configuration that the launcher compiled, or the TypeScript itself where nothing was compiled. */
export function eleventyConfig({ eleventyConfig }: Program): string {
  return eleventyConfig ?? "eleventy.config.ts";
}
