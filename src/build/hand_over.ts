import type { EleventyConfig } from "../eleventy.ts";
import type { Prepared } from "./prepare.ts";

const ready = new WeakMap<EleventyConfig, Prepared>();

/** Gives a run of Eleventy a blog that was prepared before, so that it is not prepared twice. */
export function handOver(config: EleventyConfig, prepared: Prepared): void {
  ready.set(config, prepared);
}

/** What was prepared for this run of Eleventy, if anything was. */
export function handedOver(config: EleventyConfig): Prepared | undefined {
  return ready.get(config);
}
