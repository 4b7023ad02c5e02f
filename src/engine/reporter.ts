/**
 * Formats problems for a terminal or a log: errors in full, warnings by file, suggestions as counts.
 */

import { lstatSync, readFileSync } from "node:fs";
import { isRepaired, type Problem } from "../base/diagnostic.ts";
import type { Severity } from "../base/rules/rule.ts";
import { type RuleName, ruleOf } from "../base/rules/rules.ts";
import { plural, printable } from "../base/text.ts";
import { type Paint, plain } from "./paint.ts";

const LONGEST_LINE = 110;

/** Returns the source line of a problem, if the file can be read. */
export type LineReader = (problem: Problem) => string | undefined;

export interface ReportOptions {
  lineOf: LineReader;
  /** How many posts there are: a rule that hits more than a third of them is one line. Absent: no such lines. */
  posts?: number;
  /** Whether to show every finding, suggestions and repairs too. */
  isWhole?: boolean;
  paint?: Paint;
}

/** Warnings beyond these are counted, so that errors and the summary stay in view. */
const MOST_WARNINGS = 30;
/** A rule is one line about the blog from this many posts on. */
const FEWEST_OF_A_BLOG = 5;

/**
 * The report on a blog, ending with an empty line. Each rule's reason is printed once. Problems that the build repairs
 * are left out, unless the whole report is asked for.
 */
export function report(problems: readonly Problem[], options: ReportOptions): string {
  const { posts = Number.POSITIVE_INFINITY, isWhole = false } = options;
  const open = isWhole ? problems : problems.filter((problem) => !isRepaired(problem));
  const common = isWhole ? [] : rulesOfTheBlog(open, posts);
  const single = open.filter(
    ({ rule, severity }) => !common.some((one) => one.rule === rule && one.severity === severity),
  );
  const of = (severity: Severity): Problem[] => single.filter((problem) => problem.severity === severity);
  const warnings = isWhole ? [...of("warn"), ...of("suggestion")].sort(byFile) : of("warn");
  const shown = isWhole ? warnings : warnings.slice(0, MOST_WARNINGS);
  const text = textOf(options);
  const parts = [
    ...of("error").map((problem) => text(problem, true)),
    ...common.map((problem) => text(problem, true)),
    ...groupedByFile(shown).map((inFile) =>
      inFile.map((problem) => text(problem, isWhole || shown.length <= FEW)).join("\n"),
    ),
    ...hidden(warnings.slice(shown.length)),
    ...(isWhole ? [] : suggestions(of("suggestion"))),
  ];
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n\n`;
}

/** So few warnings are shown with their source lines. */
const FEW = 8;

/** Prints a problem: its place and message, the source line if asked, the hint, and at the first of a rule its reason. */
function textOf({ lineOf, paint = plain }: ReportOptions): (problem: Problem, withLine: boolean) => string {
  const told = new Set<RuleName>();
  return (problem, withLine) => {
    const { line, column, severity, rule } = problem;
    const [file, message, hint] = [problem.file, problem.message, problem.hint].map(printable);
    const source = withLine ? lineOf(problem) : undefined;
    const excerpt = source === undefined || source.trim() === "" ? [] : sourceExcerpt(problem, source);
    const reason = told.has(rule) ? [] : [paint("dim", `    ${ruleOf(rule).why}`)];
    told.add(rule);
    const place = paint("bold", `${file}:${line}:${column}`);
    return [`${place}  ${paint(severity, severity)}  ${rule}  ${message}`, ...excerpt, `    ${hint}`, ...reason].join(
      "\n",
    );
  };
}

/** The source line with a caret under the place. Long lines are cut. */
function sourceExcerpt(problem: Problem, line: string): string[] {
  const flat = printable(line);
  const start = problem.column > LONGEST_LINE - 20 ? problem.column - 40 : 0;
  const shown = flat.slice(start, start + LONGEST_LINE);
  const number = String(problem.line).padStart(6);
  const caret = " ".repeat(Math.max(0, problem.column - 1 - start));
  return [`${number} | ${shown}`, `${" ".repeat(6)} | ${caret}^`];
}

/** The first finding of each rule that hits more than a third of the posts, worded for all of them. */
function rulesOfTheBlog(problems: readonly Problem[], posts: number): Problem[] {
  return grouped(problems, ({ rule, severity }) => `${severity} ${rule}`).flatMap((found) => {
    const files = new Set(found.map(({ file }) => file)).size;
    const [first] = found;
    if (first === undefined || first.severity === "suggestion") return [];
    if (files < FEWEST_OF_A_BLOG || files <= posts / 3) return [];
    return {
      ...first,
      message: `${first.message} (${files} of ${plural(posts, "post")} have this; here is the first.)`,
    };
  });
}

function groupedByFile(problems: readonly Problem[]): Problem[][] {
  return grouped(problems, ({ file }) => file);
}

function hidden(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const files = groupedByFile(problems).length;
  return [
    `${plural(problems.length, "more warning")} in ${plural(files, "file")}: ${ruleCounts(problems)}.\n    \`npm run check -- --all\` shows them.`,
  ];
}

function suggestions(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const rules = grouped(problems, ({ rule }) => rule).sort((a, b) => b.length - a.length);
  const width = Math.max(...rules.map(([first]) => first?.rule.length ?? 0));
  const lines = rules.map((found) => {
    const rule = found[0]?.rule;
    return rule === undefined ? "" : `${String(found.length).padStart(6)}  ${rule.padEnd(width)}  ${ruleOf(rule).why}`;
  });
  return [
    [
      "Suggestions (`npm run check -- --all` shows them, `npm run check -- content/posts/NAME.md` those of a post):",
      ...lines,
    ].join("\n"),
  ];
}

/** `3 dead-link, 1 orphan` */
export function ruleCounts(problems: readonly Problem[]): string {
  const rules = grouped(problems, ({ rule }) => rule).sort((a, b) => b.length - a.length);
  return rules.map((found) => `${found.length} ${found[0]?.rule}`).join(", ");
}

function grouped(problems: readonly Problem[], key: (problem: Problem) => string): Problem[][] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(key(problem));
    if (group) group.push(problem);
    else groups.set(key(problem), [problem]);
  }
  return [...groups.values()];
}

function byFile(a: Problem, b: Problem): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
}

/** `3 errors, 1 warning, 12 suggestions`; suggestions are left out if there are none */
export function problemCounts(problems: readonly Problem[]): string {
  const count = (severity: Severity): number => problems.filter((problem) => problem.severity === severity).length;
  const suggested = count("suggestion") === 0 ? [] : [plural(count("suggestion"), "suggestion")];
  return [plural(count("error"), "error"), plural(count("warn"), "warning"), ...suggested].join(", ");
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
