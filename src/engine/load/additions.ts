/**
 * Finds what an owner adds in `eleventy.config.ts`, before anything is loaded.
 */

import { readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { inspect } from "node:util";
import { filesIn } from "../../base/files.ts";
import { UsageError } from "../../base/usage_error.ts";
import { digest } from "../../cache/cache.ts";
import { type BuildOptions, pagesFolder } from "../../config/options.ts";
import { type Additions, type Extensions, NO_ADDITIONS } from "../extensions.ts";
import { CONFIG_FILE, refuseUnsupported } from "../refused_config.ts";
import { eleventyConfig, loadEleventy } from "../render/eleventy.ts";
import type { EleventyConfig } from "../render/eleventy_api.ts";
import { causes } from "../render/template_error.ts";

/** The extensions found in configurations that are only looked at; undefined until `blog()` is called. */
const looked = new WeakMap<EleventyConfig, Partial<Extensions> | undefined>();

/** Notes the extensions of a configuration. Returns whether it is only looked at, so that nothing else is done with it. */
export function noteExtensions(config: EleventyConfig, extensions: Partial<Extensions>): boolean {
  if (!looked.has(config)) return false;
  looked.set(config, extensions);
  return true;
}

/**
 * Finds what `eleventy.config.ts` adds. Loads Eleventy, which takes long, only where it adds more than extensions.
 *
 * @throws UsageError when the file cannot be run, or adds what cannot be supported
 */
export async function loadAdditions(options: BuildOptions): Promise<Additions> {
  try {
    const { default: configure } = await import("../../../eleventy.config.ts");
    return (await glanceAt(configure)) ?? (await lookAt(options));
  } catch (error) {
    const refusal = causes(error).find((cause) => cause instanceof UsageError);
    if (refusal !== undefined) throw refusal;
    const words = causes(error).map(({ message }) => message.trim());
    throw new UsageError(`${CONFIG_FILE} could not be run: ${words.join(" ") || String(error)}`);
  }
}

/** Runs a configuration without Eleventy. Returns undefined if it tells Eleventy anything but through `blog()`. */
async function glanceAt(configure: (config: EleventyConfig) => unknown): Promise<Additions | undefined> {
  let isTold = false;
  const config: EleventyConfig = new Proxy(Object.create(null), {
    get: () => {
      isTold = true;
      return () => {};
    },
  });
  looked.set(config, undefined);
  try {
    await configure(config);
  } catch (error) {
    if (!isTold) throw error;
  }
  const found = looked.get(config);
  return isTold || found === undefined ? undefined : { ...NO_ADDITIONS, ...found };
}

async function lookAt(options: BuildOptions): Promise<Additions> {
  const { default: Eleventy } = await loadEleventy();
  const found: EleventyConfig[] = [];
  const run = new Eleventy(relative(process.cwd(), pagesFolder(options)), relative(process.cwd(), options.output), {
    configPath: eleventyConfig(options),
    quietMode: true,
    config: (config) => {
      looked.set(config, undefined);
      found.push(config);
    },
  });
  await run.initializeConfig();
  const [config] = found;
  const extensions = config && looked.get(config);
  if (config === undefined || extensions === undefined)
    throw new UsageError(`${CONFIG_FILE} does not call \`blog()\`.`);
  refuseUnsupported(config);
  const { libraryAmendments, virtualTemplates, passthroughCopies, universal, nunjucks } = config;
  const all = { ...NO_ADDITIONS, ...extensions };
  return {
    ...all,
    markdown: [...all.markdown, ...(libraryAmendments.md ?? [])],
    templates: virtualTemplates,
    copies: passthroughCopies,
    data: await hashesOf(config.globalData),
    shortcodes: {
      single: [universal.shortcodes, nunjucks.shortcodes, nunjucks.asyncShortcodes].flatMap(Object.keys),
      paired: [universal.pairedShortcodes, nunjucks.pairedShortcodes, nunjucks.asyncPairedShortcodes].flatMap(
        Object.keys,
      ),
    },
    key: digest(...config.additionalWatchTargets.flatMap((target) => textsAt(resolve(options.root, target)))),
  };
}

async function hashesOf(data: EleventyConfig["globalData"]): Promise<Record<string, string>> {
  const hashes = Object.entries(data).map(async ([name, value]) => {
    const given: unknown = typeof value === "function" ? await value() : value;
    return [name, digest(inspect(given, { depth: null, maxArrayLength: null, maxStringLength: null, sorted: true }))];
  });
  return Object.fromEntries(await Promise.all(hashes));
}

function textsAt(path: string): (string | Uint8Array)[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return [path, readFileSync(path)];
  return found?.isDirectory()
    ? filesIn(path)
        .sort()
        .flatMap((name) => textsAt(join(path, name)))
    : [];
}
