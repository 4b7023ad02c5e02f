/**
 * Autofix: applies every safe edit in memory, so that the published page is right. `npm run fix` writes the same edits
 * to the file.
 */

import type { Edit, Problem } from "../../base/diagnostic.ts";
import type { RuleName } from "../../base/rules/rules.ts";
import { applyEdits, offsetAt, type Place, placeAt, problemAt, type Source, source } from "../../base/source.ts";
import { characterName } from "../../base/text.ts";
import type { Site } from "../../config/site.ts";
import { split } from "../../content/parse_post.ts";
import { structure } from "../../markdown/structure.ts";
import { headingProblems } from "./headings.ts";
import { inPageLinkProblems } from "./in_page_links.ts";
import { mojibake } from "./mojibake.ts";
import { offsetMap } from "./offset_map.ts";
import { type PastedEdit, pastedEdits } from "./pasted_text.ts";
import { type Range, within } from "./ranges.ts";

export interface Autofixed {
  /** The text with every safe edit applied. */
  source: Source;
  /** The problems found, with positions and edits in the original text. */
  problems: Problem[];
  /** Maps a position in the fixed text to the original text. */
  placeBefore(place: Place): Place;
}

/** Forms of headings that need the full check wherever they occur. */
const SUSPECT = /^ {0,3}(?:=+|(?<=\S[ \t]*\r?\n {0,3})-+)[ \t]*\r?$|<[hH][1-6]/m;

/** Links within the page, or to nowhere. */
const IN_PAGE_LINK = /\]\([ \t]*(?:<[ \t]*>|#|\))/;

const HASH_HEADING = /^ {0,3}(#{1,6})(?=[ \t])/gm;

/**
 * Whether a text may need a fix. A quick look at its lines rules out most texts; a false alarm, such as a comment in
 * code, only costs the full check.
 */
function deservesALook(text: string): boolean {
  const body = text.slice(text.indexOf("\n---", "---".length) + "\n---".length);
  if (SUSPECT.test(body)) return true;
  let level = 1;
  for (const [, marks = ""] of body.matchAll(HASH_HEADING)) {
    if (marks.length === 1 || marks.length > level + 1) return true;
    level = marks.length;
  }
  return false;
}

/** The settings that autofix depends on. */
export type RepairSettings = Pick<Site, "checks" | "roots">;

/** Finds problems in a text, with edits of that text. */
type Stage = (from: Source, settings: RepairSettings) => Problem[];

/** Each stage sees the result of the stages before: words first, then the outline, then the links into it. */
const STAGES: readonly Stage[] = [textProblems, outlineProblems, linkProblems];

/** One fix may reveal another: text below an HTML heading becomes Markdown once the heading is removed. */
const MOST_ROUNDS = 4;

/**
 * Finds and applies the safe fixes in a post's text. A rule that the site has switched off changes nothing.
 */
export function autofix(written: Source, settings: RepairSettings): Autofixed {
  let current = written;
  let back = (offset: number): number => offset;
  const made: Problem[] = [];
  let left: Problem[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = made.length;
    left = [];
    for (const stage of STAGES) {
      const found = stage(current, settings).filter(({ rule }) => settings.checks[rule] !== "off");
      const certain = found.filter(isCertain);
      const inFile = (problem: Problem): Problem => inWritten(problem, current, written, back);
      made.push(...certain.map(inFile));
      left.push(...found.filter((problem) => !isCertain(problem)).map(inFile));
      if (certain.length === 0) continue;
      const edits = certain.flatMap(({ edit }) => edit ?? []);
      back = composed(back, offsetMap(edits));
      current = source(written.file, applyEdits(current.text, edits));
    }
    if (made.length === before) break;
  }
  return {
    source: current,
    problems: [...made, ...left],
    placeBefore: (place) => placeAt(written, back(offsetAt(current, place))),
  };
}

function isCertain({ edit }: Problem): boolean {
  return edit !== undefined && edit.length > 0;
}

function composed(outer: (offset: number) => number, inner: (offset: number) => number): (offset: number) => number {
  return (offset) => outer(inner(offset));
}

function inWritten(problem: Problem, current: Source, written: Source, back: (offset: number) => number): Problem {
  const place = placeAt(written, back(offsetAt(current, problem)));
  const edit = problem.edit?.map(({ start, end, text }) => ({ start: back(start), end: back(end), text }));
  return { ...problem, ...place, ...(edit ? { edit } : {}) };
}

/** Excluded from prose: addresses, and fields with paths. */
const NO_PROSE =
  /\]\([^)\n]{0,2000}\)|\b(?:src|href)\s*=\s*(?:"[^"]*"|'[^']*')|^(?:thumbnail|aliases|slug|canonical|layout):.*(?:\n[ \t]+.*)*|<(pre|code)\b[\s\S]{0,5000}?<\/\1>|\$\$[\s\S]{0,2000}?\$\$/gim;

/** Rules about addresses, which search where the others do not. */
const OF_ADDRESSES: ReadonlySet<RuleName> = new Set(["tracking-link", "own-address", "mistyped-markup"]);

/** Damage in prose, reported once per line and kind. */
function textProblems(from: Source, { roots }: RepairSettings): Problem[] {
  const wrong = mojibake(from.text).map((edit): PastedEdit => ({ ...edit, rule: "mojibake" }));
  // Comes first, since byte order marks and the like are parts of mojibake too.
  const found: PastedEdit[] = wrong.length > 0 ? wrong : pastedEdits(from.text, roots);
  if (found.length === 0) return [];
  const { code } = structure(from, split(from).bodyStart);
  const noProse = [...from.text.matchAll(NO_PROSE)].map((match): Range => [match.index, match.index + match[0].length]);
  const [inCode, inNoProse] = [within(code), within([...code, ...noProse])];
  const isSpared = ({ start, end, rule }: PastedEdit): boolean =>
    (OF_ADDRESSES.has(rule) ? inCode : inNoProse)(start, end);
  const edits = found.filter((edit) => !isSpared(edit));
  const lines = new Map<string, PastedEdit[]>();
  for (const edit of edits) {
    const { line } = placeAt(from, edit.start);
    const inLine = lines.get(`${line} ${edit.rule}`);
    if (inLine) inLine.push(edit);
    else lines.set(`${line} ${edit.rule}`, [edit]);
  }
  return [...lines.values()].flatMap((inLine) => (inLine[0] ? [textProblem(from, inLine[0], inLine)] : []));
}

function textProblem(from: Source, first: PastedEdit, found: readonly PastedEdit[]): Problem {
  const edits = found.map(({ start, end, text }): Edit => ({ start, end, text }));
  if (first.rule === "mojibake") return mojibakeProblem(from, first, edits);
  return problemAt(from, placeAt(from, first.start), {
    rule: first.rule,
    ...wordsFor(from.text.slice(first.start, first.end), first, edits.length),
    edit: edits,
  });
}

function wordsFor(written: string, { rule, text }: PastedEdit, count: number): { message: string; hint: string } {
  if (rule === "tracking-link") {
    return { message: "This address ends in marks by which its visitors are followed.", hint: `Write \`${text}\`.` };
  }
  if (rule === "own-address") {
    return { message: "This leads to a page of this blog by the blog's full address.", hint: `Write \`${text}\`.` };
  }
  if (rule === "stray-escape") {
    return { message: "A backslash keeps this from being a callout or a task.", hint: `Write \`${text}\`.` };
  }
  if (rule === "mistyped-markup") {
    const what = text.startsWith('"') ? "Curly quotation marks keep" : "A space in the address keeps";
    return { message: `${what} this from being a link or a picture.`, hint: `Write \`${text}\`.` };
  }
  const more = count === 1 ? "" : ` (and ${count - 1} more on this line)`;
  const names = [...new Set(written.replaceAll(" ", ""))].map(characterName).join(", ");
  return {
    message: `There is an invisible character here${more}: ${names}.`,
    hint: text === "" ? "Remove it." : "Type a normal space instead.",
  };
}

function mojibakeProblem(from: Source, first: Edit, edits: Edit[]): Problem {
  const written = from.text.slice(first.start, first.end);
  const more = edits.length > 1 ? ` (and ${edits.length - 1} more on this line)` : "";
  return problemAt(from, placeAt(from, first.start), {
    rule: "mojibake",
    message: `“${written}” should be “${first.text}”${more}.`,
    hint: "The text went through the wrong encoding. Write the character itself.",
    edit: edits,
  });
}

function outlineProblems(from: Source): Problem[] {
  if (!deservesALook(from.text)) return [];
  const { yaml, bodyStart } = split(from);
  return headingProblems(from, String(yaml.value.title ?? ""), structure(from, bodyStart).headings);
}

function linkProblems(from: Source): Problem[] {
  if (!IN_PAGE_LINK.test(from.text)) return [];
  const { headings, links, ids } = structure(from, split(from).bodyStart);
  return inPageLinkProblems(from, headings, links, ids);
}
