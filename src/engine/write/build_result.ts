/**
 * The result of a build.
 */

import { isError, type Problem } from "../../base/diagnostic.ts";

/** What `npm run build -- --json` prints. */
export interface BuildResult {
  /** Pages of the site. */
  pages: number;
  /** Pages that were rendered; the others were up to date. */
  rendered: number;
  /** Files with new bytes. */
  written: number;
  /** Files that the site no longer has. */
  removed: number;
  problems: Problem[];
  /** Advice on single posts. */
  advice: Problem[];
  /** How many of the problems were repaired in memory. */
  repairs: number;
  /** ISO 8601 time at which a scheduled post appears or an expiring one disappears. */
  nextChange: string | null;
  ms: number;
  /** Milliseconds spent on loading and planning, and on rendering and writing. */
  phases: Record<"read" | "render", number>;
}

/** What a build counts while it works. `files` and `index` run beside `render`. */
export type Phase = "read" | "files" | "render" | "index";

/** Called as a phase proceeds, with how many of its items are done. */
export type Progress = (phase: Phase, done: number, total: number) => void;

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(isError);
}

export function succeeded(result: BuildResult): boolean {
  return !hasErrors(result.problems);
}
