/**
 * Turns planned pages into HTML through Eleventy.
 */

import { relative } from "node:path";
import type { EleventyConfig } from "../eleventy.ts";
import { handOver } from "./hand_over.ts";
import { pagesFolder } from "./options.ts";
import type { Prepared } from "./prepare.ts";

export interface Page {
  /** Relative to the output folder. */
  path: string;
  text: string;
}

/**
 * Renders every page of a prepared blog, in this process.
 *
 * @throws what a template throws; see {@link templateError} for its words
 */
export async function renderPages(prepared: Prepared): Promise<Page[]> {
  const { options } = prepared;
  const { default: Eleventy } = await import("@11ty/eleventy");
  const input = relative(process.cwd(), pagesFolder(options));
  const output = relative(process.cwd(), options.output);
  const run = new Eleventy(input, output, {
    configPath: "eleventy.config.ts",
    quietMode: true,
    config: (config: EleventyConfig) => handOver(config, prepared),
  });
  const pages = await run.toJSON();
  return pages.flatMap((page) =>
    page.outputPath === false ? [] : [{ path: relative(options.output, page.outputPath), text: page.content }],
  );
}

/** What went wrong in a template: Eleventy wraps the engine's words, which name the file and the line, several times. */
export function templateError(error: unknown): string {
  const messages: string[] = [];
  for (let at = error; at instanceof Error; at = "originalError" in at ? at.originalError : at.cause) {
    messages.push(at.message.trim());
  }
  return messages.length === 0 ? String(error) : [...new Set(messages)].join("\n  ");
}
