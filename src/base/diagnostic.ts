/**
 * Problems: what can be wrong with what an author wrote, in one shape for the build, lint, the dev server and CI.
 */

import type { Severity } from "./rules/rule.ts";
import type { RuleName } from "./rules/rules.ts";

/** Replaces the characters from `start` up to `end` by `text` (UTF-16 offsets). */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Problem {
  /** Path to show, relative to the folder that contains `content`. */
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 code units, as editors count. */
  column: number;
  severity: Severity;
  rule: RuleName;
  message: string;
  /** What to do about it, in one sentence. */
  hint: string;
  /** A safe edit, certain to be right. The build applies it in memory. */
  edit?: Edit[];
}

/** Severities that a site sets per rule. A rule that is `off` is not reported. */
export type Checks = Partial<Record<RuleName, Severity | "off">>;

/**
 * Applies a site's severities, drops rules that are `off`, and sorts by file, line and column.
 */
export function withSeverities(problems: readonly Problem[], checks: Checks): Problem[] {
  return problems
    .filter((problem) => checks[problem.rule] !== "off")
    .map((problem) => {
      const chosen = checks[problem.rule];
      return chosen === undefined || chosen === "off" ? problem : { ...problem, severity: chosen };
    })
    .sort(byPlace);
}

/**
 * Whether the published page is fixed automatically. A site that calls the problem an error leaves it to the author.
 */
export function isRepaired(problem: Problem): boolean {
  return problem.edit !== undefined && problem.edit.length > 0 && !isError(problem);
}

function byPlace(a: Problem, b: Problem): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

export function isError(problem: Problem): boolean {
  return problem.severity === "error";
}

/** Compares by code unit: the same order on every machine and in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
