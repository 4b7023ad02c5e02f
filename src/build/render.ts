/**
 * Turns planned pages into HTML through Eleventy.
 */

import { relative } from "node:path";
import type { EleventyConfig } from "../eleventy.ts";
import { type HandedOver, handOver } from "./hand_over.ts";
import { pagesFolder } from "./options.ts";

export interface Page {
  /** Relative to the output folder. */
  path: string;
  text: string;
}

/**
 * Renders the planned pages of a prepared blog, in this process.
 *
 * @throws what a template throws; see {@link templateError} for its words
 */
export async function renderPages(handed: HandedOver): Promise<Page[]> {
  const { options } = handed.prepared;
  const { default: Eleventy } = await import("@11ty/eleventy");
  const input = relative(process.cwd(), pagesFolder(options));
  const output = relative(process.cwd(), options.output);
  const run = new Eleventy(input, output, {
    configPath: "eleventy.config.ts",
    quietMode: true,
    config: (config: EleventyConfig) => handOver(config, handed),
  });
  const pages = await run.toJSON();
  return pages.flatMap((page) =>
    page.outputPath === false ? [] : [{ path: relative(options.output, page.outputPath), text: page.content }],
  );
}

/** An error and what lies behind it: Eleventy wraps what a template throws several times. */
export function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let at = error; at instanceof Error; at = "originalError" in at ? at.originalError : at.cause) found.push(at);
  return found;
}

/** What went wrong in a template, in the engine's words, which name the file and the line. */
export function templateError(error: unknown): string {
  const messages = causes(error).map(({ message }) => message.trim());
  return messages.length === 0 ? String(error) : [...new Set(messages)].join("\n  ");
}
