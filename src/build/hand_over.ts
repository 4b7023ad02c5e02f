import type { EleventyConfig } from "../eleventy.ts";
import type { Prepared } from "./prepare.ts";

/** A blog that was prepared before, with the pages that are to be rendered as its plan. */
export interface HandedOver {
  prepared: Prepared;
  /** Ordinary templates, by their path from the pages folder, that need not be rendered. */
  skipped: readonly string[];
}

const ready = new WeakMap<EleventyConfig, HandedOver>();

/** Gives a run of Eleventy what was prepared before, so that it is not prepared twice. */
export function handOver(config: EleventyConfig, handed: HandedOver): void {
  ready.set(config, handed);
}

/** What was prepared for this run of Eleventy, if anything was. */
export function handedOver(config: EleventyConfig): HandedOver | undefined {
  return ready.get(config);
}
