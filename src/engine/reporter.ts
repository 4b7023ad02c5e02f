/**
 * Formats problems for a terminal or a log.
 */

import { lstatSync, readFileSync } from "node:fs";
import { isError, type Problem } from "../base/diagnostic.ts";
import { RULES, type RuleName } from "../base/rules/rules.ts";
import { plural } from "../base/text.ts";

const LONGEST_LINE = 110;

/** Returns the source line of a problem, if the file can be read. */
export type LineReader = (problem: Problem) => string | undefined;

/** A problem: its place and message, the source line, the hint, and optionally the reason for the rule. */
function problemText(problem: Problem, line: string | undefined, withReason: boolean): string {
  const { file, column, severity, rule, message, hint } = problem;
  const head = `${file}:${problem.line}:${column}  ${severity}  ${rule}  ${message}`;
  const excerpt = line === undefined || line.trim() === "" ? [] : sourceExcerpt(problem, line);
  const reason = withReason ? [`    ${RULES[rule].why}`] : [];
  return [head, ...excerpt, `    ${hint}`, ...reason].join("\n");
}

/** The source line with a caret under the place. Long lines are cut. */
function sourceExcerpt(problem: Problem, line: string): string[] {
  const flat = line.replace(/\t/g, " ");
  const start = problem.column > LONGEST_LINE - 20 ? problem.column - 40 : 0;
  const shown = flat.slice(start, start + LONGEST_LINE);
  const number = String(problem.line).padStart(6);
  const caret = " ".repeat(Math.max(0, problem.column - 1 - start));
  return [`${number} | ${shown}`, `${" ".repeat(6)} | ${caret}^`];
}

/** All open problems, with the reason for each rule once, then a summary of the repairs. */
export function report(problems: readonly Problem[], repaired: readonly Problem[], lineOf: LineReader): string {
  const done = new Set(repaired);
  const open = problems.filter((problem) => !done.has(problem));
  const told = new Set<RuleName>();
  const parts = open.map((problem) => {
    const isFirst = !told.has(problem.rule);
    told.add(problem.rule);
    return problemText(problem, lineOf(problem), isFirst);
  });
  if (repaired.length > 0) parts.push(repairText(repaired));
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n\n`;
}

/** Counts the repairs by rule and by file. */
function repairText(repaired: readonly Problem[]): string {
  const files = countsBy(repaired, ({ file }) => file).map(([file, count]) => `    ${file} (${count})`);
  return [`Put right in the published pages, not in the files: ${ruleCounts(repaired)}.`, ...files].join("\n");
}

/** `3 dead-link, 1 orphan` */
export function ruleCounts(problems: readonly Problem[]): string {
  const counts = countsBy(problems, ({ rule }) => rule).sort((a, b) => b[1] - a[1]);
  return counts.map(([rule, count]) => `${count} ${rule}`).join(", ");
}

function countsBy(problems: readonly Problem[], key: (problem: Problem) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(key(problem), (counts.get(key(problem)) ?? 0) + 1);
  return [...counts];
}

/** `3 errors, 1 warning` */
export function problemCounts(problems: readonly Problem[]): string {
  const errors = problems.filter(isError).length;
  return `${plural(errors, "error")}, ${plural(problems.length - errors, "warning")}`;
}

/** Reads source lines; each file once. */
export function lineReader(pathOf: (file: string) => string): LineReader {
  const files = new Map<string, string[]>();
  return ({ file, line }) => {
    const known = files.get(file) ?? linesOf(pathOf(file));
    files.set(file, known);
    return known[line - 1];
  };
}

/** Other files, such as images, have no lines to show. */
const TEXTS = /\.(?:md|ya?ml|njk|html)$/i;

function linesOf(path: string): string[] {
  if (!TEXTS.test(path)) return [];
  try {
    // A symbolic link may lead to a private file.
    if (!lstatSync(path).isFile()) return [];
    return readFileSync(path, "utf8").split(/\r\n?|\n/);
  } catch {
    return [];
  }
}
