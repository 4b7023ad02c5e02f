/**
 * What the build puts right by itself, because it is certain: the edits that `fix` would write, made in memory.
 */

import { structure } from "../markdown/structure.ts";
import { split } from "../post/read.ts";
import type { Edit, Problem } from "../problem.ts";
import { applyEdits, offsetAt, type Place, placeAt, problemAt, type Source, source } from "../source.ts";
import { headingProblems } from "./headings.ts";
import { inPageLinkProblems } from "./in_page_links.ts";
import { wayBack } from "./mapping.ts";
import { mojibake } from "./mojibake.ts";

export interface Repaired {
  /** The text with every certain edit made. */
  source: Source;
  /** What was found, in places and edits of the text as written. */
  problems: Problem[];
  /** From a place in the repaired text to the one in the text as written. */
  placeBefore(place: Place): Place;
}

/** Constructs that deserve a closer look wherever they stand: other forms of headings, and links within the page. */
const SUSPECT = /^ {0,3}=+[ \t]*\r?$|\S[^\n]*\n {0,3}-+[ \t]*\r?$|<h[1-6]|\]\(\s*(?:<\s*>|#|\))/im;

const HASH_HEADING = /^ {0,3}(#{1,6})(?=[ \t])/gm;

/**
 * Whether a text may need a repair. Most texts need none, and looking at their lines tells; what looks like a heading
 * and is a comment in code costs a closer look, no more.
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

/** Finds and makes the repairs that are certain in a post's text. */
export function repair(written: Source): Repaired {
  const text = textRepairs(written);
  const readable = text.edits.length === 0 ? written : source(written.file, applyEdits(written.text, text.edits));
  const toWritten = wayBack(text.edits);
  const found = structuralProblems(readable);
  const edits = found.flatMap((problem) => problem.edit ?? []);
  const repaired = edits.length === 0 ? readable : source(written.file, applyEdits(readable.text, edits));
  const toReadable = wayBack(edits);
  return {
    source: repaired,
    problems: [...text.problems, ...found.map((problem) => inWritten(problem, readable, written, toWritten))],
    placeBefore: (place) => placeAt(written, toWritten(toReadable(offsetAt(repaired, place)))),
  };
}

/** How many of the problems are put right in memory. */
export function repairs(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => problem.edit !== undefined);
}

function inWritten(problem: Problem, readable: Source, written: Source, back: (offset: number) => number): Problem {
  const place = placeAt(written, back(offsetAt(readable, problem)));
  const edit = problem.edit?.map(({ start, end, text }) => ({ start: back(start), end: back(end), text }));
  return { ...problem, ...place, ...(edit ? { edit } : {}) };
}

/** Mojibake outside code, one problem a line. */
function textRepairs(from: Source): { edits: Edit[]; problems: Problem[] } {
  const found = mojibake(from.text);
  if (found.length === 0) return { edits: [], problems: [] };
  const { code } = structure(from, split(from).bodyStart);
  const edits = found.filter((edit) => !code.some(([start, end]) => edit.start < end && edit.end > start));
  const lines = new Map<number, Edit[]>();
  for (const edit of edits) {
    const { line } = placeAt(from, edit.start);
    lines.set(line, [...(lines.get(line) ?? []), edit]);
  }
  const problems = [...lines.values()].flatMap((inLine) =>
    inLine[0] ? [mojibakeProblem(from, inLine[0], inLine)] : [],
  );
  return { edits, problems };
}

function mojibakeProblem(from: Source, first: Edit, edits: Edit[]): Problem {
  const written = from.text.slice(first.start, first.end);
  const more = edits.length > 1 ? ` (and ${edits.length - 1} more on this line)` : "";
  return problemAt(from, placeAt(from, first.start), {
    rule: "mojibake",
    message: `“${written}” stands for “${first.text}”${more}.`,
    hint: "The text went through the wrong encoding. Write the character itself.",
    edit: edits,
  });
}

function structuralProblems(from: Source): Problem[] {
  if (!deservesALook(from.text)) return [];
  const { yaml, bodyStart } = split(from);
  const { headings, links } = structure(from, bodyStart);
  const title = typeof yaml.value.title === "string" ? yaml.value.title : "";
  return [...headingProblems(from, title, headings), ...inPageLinkProblems(from, headings, links)];
}
