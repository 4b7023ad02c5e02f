/** How many of its long or random cases a test runs: `npm test` a sample, `npm run test:whole` all of them. */

export const isWhole = process.env.BLOG_TESTS === "whole";

/** The number of cases to run. */
export function cases({ sample, whole }: { sample: number; whole: number }): number {
  return isWhole ? whole : sample;
}

/** The cases to run: the first ones, or all. */
export function some<Case>(all: readonly Case[], sample: number): Case[] {
  return all.slice(0, isWhole ? all.length : sample);
}
