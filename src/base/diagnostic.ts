/**
 * What can be wrong with what an author wrote, in one shape for the build, the doctor, the dev server and CI.
 */

import type { Severity } from "./rules/rule.ts";
import type { RuleName } from "./rules/rules.ts";

/** A change to a file's text: the characters from `start` up to `end` become `text` (UTF-16 offsets). */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Problem {
  /** Path as an author would name it, relative to the folder that holds `content`. */
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
  /** A change that is certain to be right. The build applies it in memory. */
  edit?: Edit[];
}

/** The severity by which each rule is reported on one site: `off` is not reported at all. */
export type Checks = Partial<Record<RuleName, Severity | "off">>;

/**
 * Applies a site's severities: rules that are `off` disappear, others change.
 * Problems come back in the order in which a person would go through them: by file, line and column.
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

/** Whether a problem is put right in the published page. One that a site calls an error waits for its author. */
export function isRepaired(problem: Problem): boolean {
  return problem.edit !== undefined && problem.edit.length > 0 && problem.severity === "warn";
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

/** Orders by code unit, which is the same on every machine and in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
