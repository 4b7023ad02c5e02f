/**
 * Types for the part of Eleventy that this project calls. Eleventy 3.1 ships none.
 *
 * @see https://www.11ty.dev/docs/config/
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { MarkdownIt } from "markdown-it";

export interface EleventyConfig {
  /** Globs of files that are not templates, relative to the working directory. */
  ignores: Set<string>;
  /** What was added by the methods below. */
  collections: Record<string, (api: CollectionApi) => unknown>;
  globalData: Record<string, unknown>;
  libraryAmendments: { md?: ((md: MarkdownIt) => void)[] };
  virtualTemplates: Record<string, VirtualTemplate>;
  passthroughCopies: Record<string, CopyTarget>;
  universal: Record<"filters" | "shortcodes" | "pairedShortcodes", object>;
  nunjucks: Record<"shortcodes" | "asyncShortcodes" | "pairedShortcodes" | "asyncPairedShortcodes", object>;
  additionalWatchTargets: readonly string[];
  /** What was added by methods that are refused. */
  extensionMap: ReadonlySet<unknown>;
  templateFormatsAdded: readonly unknown[];
  templateFormats: unknown;
  libraryOverrides: object;
  markdownHighlighter: unknown;
  dataExtensions: ReadonlyMap<string, unknown>;
  preprocessors: object;
  urlTransforms: readonly unknown[];
  customDateParsingCallbacks: ReadonlySet<unknown>;
  directoryAssignments: object;
  passthroughCopiesHtmlRelative: ReadonlySet<unknown>;
  addPlugin(plugin: (config: EleventyConfig) => void): void;
  addGlobalData(name: string, value: unknown): void;
  addCollection(name: string, items: (api: CollectionApi) => unknown): void;
  addFilter(name: string, filter: (...values: never[]) => unknown): void;
  addTransform(name: string, transform: (content: string) => string): void;
  addTemplate(path: string, text: string, data: Readonly<Record<string, unknown>>): void;
  addWatchTarget(path: string): void;
  setServerOptions(options: {
    middleware: readonly ((request: IncomingMessage, response: ServerResponse, next: () => void) => void)[];
  }): void;
  setWatchJavaScriptDependencies(isWatched: boolean): void;
  setLibrary(name: "md", library: unknown): void;
  setDataFileSuffixes(suffixes: readonly string[]): void;
  setFrontMatterParsingOptions(options: { engines: Readonly<Record<string, unknown>> }): void;
  addLayoutAlias(name: string, path: string): void;
  on(event: "eleventy.engine.njk", listener: (made: NunjucksEngine) => void): void;
  on(event: "eleventy.before", listener: () => Promise<void> | void): void;
  on(event: "eleventy.after", listener: (done: { results: readonly RenderedPage[] }) => Promise<void> | void): void;
}

/** Nunjucks, and the environment in which Eleventy renders templates. */
interface NunjucksEngine {
  nunjucks: { FileSystemLoader: new (folder: string) => TemplateLoader };
  environment: { loaders: TemplateLoader[] };
}

interface TemplateLoader {
  /** Compiled templates by name. */
  cache?: Record<string, unknown>;
}

export interface VirtualTemplate {
  content: unknown;
  data?: Readonly<Record<string, unknown>>;
}

/** Where `addPassthroughCopy` copies a path; `true` is the same path. */
export interface CopyTarget {
  outputPath: string | true;
  copyOptions: Readonly<Record<string, unknown>>;
}

/** An item of a collection that a template made. */
export interface PageItem {
  inputPath: string;
  data: { pagination?: { data?: unknown } };
}

/** @see https://www.11ty.dev/docs/collections-api/ */
export interface CollectionApi {
  getAll(): PageItem[];
  getAllSorted(): PageItem[];
  getFilteredByTag(tag: string): unknown[];
}

/** What a configuration function returns. */
export interface EleventySettings {
  dir: { input: string; includes: string; data: string; output: string };
  templateFormats: readonly string[];
  markdownTemplateEngine: false;
  htmlTemplateEngine: false;
}

export interface RenderedPage {
  inputPath: string;
  outputPath: string | false;
  content: string;
}
