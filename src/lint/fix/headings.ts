/**
 * Heading problems: the title repeated, further first-level headings, skipped levels.
 */

import type { Edit, Problem } from "../../base/diagnostic.ts";
import { problemAt, type Source } from "../../base/source.ts";
import type { SourceHeading } from "../../markdown/structure.ts";

/** The highest level that a heading in a text may have. The title is level 1. */
const TOP = 2;
const DEEPEST = 6;

/** Finds the heading problems of a post, each with its edit. */
export function headingProblems(from: Source, title: string, headings: readonly SourceHeading[]): Problem[] {
  const repeated = headings.find((heading) => heading.level === 1 && isSameText(heading.text, title));
  const kept = headings.filter((heading) => heading !== repeated);
  return [...(repeated ? [repeatedTitle(from, repeated)] : []), ...levelProblems(from, kept)];
}

function repeatedTitle(from: Source, heading: SourceHeading): Problem {
  return problemAt(from, heading.place, {
    rule: "repeated-title",
    message: "This heading repeats the post's title.",
    hint: "Remove it: the page shows the title anyway.",
    edit: [{ start: heading.start, end: heading.end + emptyLinesAfter(from.text, heading), text: "" }],
  });
}

/** How many characters of empty lines go with a heading, so that one empty line is left where it stood. */
function emptyLinesAfter(text: string, { start, end }: SourceHeading): number {
  const [, lineAbove] = /(?:^|\n)([^\r\n]*)\r?\n$/.exec(text.slice(Math.max(0, start - 200), start)) ?? [];
  const isBelowFields = lineAbove?.trimEnd() === "---";
  if (!isBelowFields && lineAbove?.trim() !== "") return 0;
  const [empty = ""] = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end)) ?? [];
  return (isBelowFields ? empty.replace(/[ \t]*\r?\n$/, "") : empty).length;
}

/** Whether readers would call two texts the same: ignores case, punctuation and spaces. */
export function isSameText(one: string, other: string): boolean {
  return plain(one) !== "" && plain(one) === plain(other);
}

/** Normalizes a text for comparison: lower case, single spaces. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}+#&%]+/gu, " ")
    .trim();
}

interface Levelled {
  heading: SourceHeading;
  level: number;
}

function levelProblems(from: Source, headings: readonly SourceHeading[]): Problem[] {
  const wanted = wantedLevels(headings);
  const problems: Problem[] = [];
  wanted.forEach(({ heading, level }, index) => {
    if (heading.level === level) return;
    const edit = relevelled(from, heading, level);
    const cause = causeOf(wanted, index);
    const last = problems.at(-1);
    if (cause === undefined && last) last.edit = [...(last.edit ?? []), ...edit];
    else problems.push(levelProblem(from, heading, level, cause ?? "jump", edit));
  });
  return problems;
}

/**
 * The level each heading should have: one below the nearest earlier heading that stood above it. Headings below an `h1`
 * move down with it, and no level is skipped.
 */
function wantedLevels(headings: readonly SourceHeading[]): Levelled[] {
  let underFirstLevel = false;
  const parents: { written: number; level: number }[] = [];
  return headings.map((heading) => {
    if (heading.level === 1) underFirstLevel = true;
    const written = heading.level + (underFirstLevel ? 1 : 0);
    while ((parents.at(-1)?.written ?? 0) >= written) parents.pop();
    const level = Math.min((parents.at(-1)?.level ?? TOP - 1) + 1, DEEPEST);
    parents.push({ written, level });
    return { heading, level };
  });
}

type Cause = "first-level" | "jump";

/** Why the level is wrong. Undefined if the heading only moves along with one before it. */
function causeOf(wanted: readonly Levelled[], index: number): Cause | undefined {
  const heading = wanted[index]?.heading;
  if (heading?.level === 1) return "first-level";
  const before = wanted[index - 1];
  const isJump = (heading?.level ?? 0) > (before?.heading.level ?? 1) + 1;
  return before === undefined || isJump ? "jump" : undefined;
}

function levelProblem(from: Source, heading: SourceHeading, level: number, cause: Cause, edit: Edit[]): Problem {
  return problemAt(from, heading.place, {
    rule: "heading-level",
    message:
      cause === "first-level"
        ? "Only the post's title is a first-level heading."
        : `This heading is of level ${heading.level}, where level ${level} comes next.`,
    hint: `Begin the line with \`${"#".repeat(level)}\`; the headings below it move along.`,
    edit,
  });
}

/** The edit that changes a heading's level, whatever its syntax. */
function relevelled(from: Source, heading: SourceHeading, level: number): Edit[] {
  const { start, end } = heading;
  const written = from.text.slice(start, end);
  if (heading.form === "html") {
    return [...written.matchAll(/<\/?h([1-6])/gi)].map((tag) => {
      const digit = start + tag.index + tag[0].length - 1;
      return { start: digit, end: digit + 1, text: String(level) };
    });
  }
  if (heading.form === "atx") return [{ start, end: start + heading.level, text: "#".repeat(level) }];
  return relevelledSetext(start, written, level);
}

/** A heading with an underline. Of the two underlines, only `---` makes a valid level. */
function relevelledSetext(start: number, written: string, level: number): Edit[] {
  const underline = start + written.search(/(?<![^\r\n])[^\r\n]*$/);
  const end = start + written.length;
  if (level === TOP) return [{ start: underline, end, text: written.slice(underline - start).replaceAll("=", "-") }];
  const text = written.slice(0, underline - start).trimEnd();
  const marks = `${"#".repeat(level)} `;
  const closing = /(?<!#)#+$/.exec(text);
  return [
    { start, end: start, text: marks },
    ...[...text.matchAll(/(?<!\s)\s*(?:\r\n?|\n)\s*/g)].map((gap) => ({
      start: start + gap.index,
      end: start + gap.index + gap[0].length,
      text: " ",
    })),
    // A `#` at the end would be read as the closing sequence of a heading.
    ...(closing ? [{ start: start + closing.index, end: start + closing.index, text: "\\" }] : []),
    { start: start + text.length, end, text: "" },
  ];
}
