/**
 * Types for the part of Eleventy that this project calls. Eleventy 3.1 ships none.
 *
 * @see https://www.11ty.dev/docs/config/
 */

import type { IncomingMessage, ServerResponse } from "node:http";

export interface EleventyConfig {
  /** Globs of files that are not templates, relative to the working directory. */
  ignores: Set<string>;
  addGlobalData(name: string, value: unknown): void;
  addCollection(name: string, items: () => readonly unknown[]): void;
  addFilter(name: string, filter: (...values: never[]) => unknown): void;
  addTransform(name: string, transform: (content: string) => string): void;
  addTemplate(path: string, text: string, data: Readonly<Record<string, unknown>>): void;
  addWatchTarget(path: string): void;
  setServerOptions(options: {
    middleware: readonly ((request: IncomingMessage, response: ServerResponse, next: () => void) => void)[];
  }): void;
  setUseTemplateCache(isUsed: boolean): void;
  setWatchJavaScriptDependencies(isWatched: boolean): void;
  setLibrary(name: "md", library: unknown): void;
  setDataFileSuffixes(suffixes: readonly string[]): void;
  setFrontMatterParsingOptions(options: { engines: Readonly<Record<string, unknown>> }): void;
  on(event: "eleventy.before", listener: () => Promise<void> | void): void;
  on(event: "eleventy.after", listener: (done: { results: readonly RenderedPage[] }) => Promise<void> | void): void;
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
