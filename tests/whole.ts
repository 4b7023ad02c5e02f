/**
 * How much a test run does of what is long or random: `npm test` a sample, `npm run test:whole` all of it.
 */

export const isWhole = process.env.BLOG_TESTS === "whole";

/** How many of its cases a test takes. */
export function cases({ sample, whole }: { sample: number; whole: number }): number {
  return isWhole ? whole : sample;
}

/** The cases that a test takes: the first ones, or all. */
export function some<Case>(all: readonly Case[], sample: number): Case[] {
  return all.slice(0, isWhole ? all.length : sample);
}
