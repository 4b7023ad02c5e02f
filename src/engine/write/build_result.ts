/**
 * What a build says of itself.
 */

import { isError, type Problem } from "../../base/diagnostic.ts";

/** What `npm run build -- --json` prints. */
export interface BuildResult {
  /** Pages that the site has. */
  pages: number;
  /** Pages that had to be rendered; the others stand as they were. */
  rendered: number;
  /** Files whose bytes are new. */
  written: number;
  /** Files of the site before that are gone. */
  removed: number;
  problems: Problem[];
  /** How many of the problems were put right in memory. */
  repairs: number;
  /** ISO 8601; when a post next appears or disappears by itself. */
  nextChange: string | null;
  ms: number;
  /** Where the time went, in milliseconds: reading and checking; rendering and publishing. */
  phases: Record<Phase, number>;
}

export type Phase = "read" | "render";

/** Told when a phase begins, with what there is to do in it. */
export type Progress = (phase: Phase, detail: string) => void;

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(isError);
}

export function succeeded(result: BuildResult): boolean {
  return !hasErrors(result.problems);
}
