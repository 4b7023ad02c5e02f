/**
 * Rules about Markdown syntax that does not do what its author meant.
 */

import type { Problem } from "../base/diagnostic.ts";
import { lineText, placeAt, problemAt, type Source } from "../base/source.ts";
import type { TextContext } from "./rule_context.ts";

/** Empty headings are dropped from the page. */
export function emptyHeadings({ from, bodyStart }: TextContext): Problem[] {
  return proseLines(from, bodyStart)
    .filter(({ text }) => /^#{1,6}[ \t]*#*$|^<h([1-6])\b[^>]*>\s*<\/h\1>$/i.test(text.trim()))
    .map((line) =>
      problemAt(from, at(line, 0), {
        rule: "empty-heading",
        message: "This heading has no text.",
        hint: "Remove it, or write what the section is about.",
      }),
    );
}

/** A link without text, which cannot be clicked. */
export function emptyLinks({ from, bodyStart }: TextContext): Problem[] {
  if (!/\[\s*\]\(/.test(from.text)) return [];
  return proseLines(from, bodyStart).flatMap((line) =>
    [...withoutCode(line.text).matchAll(/(?<![!\\])\[\s*\]\((?!\s*\))[^)]{1,2000}\)/g)].map((match) =>
      problemAt(from, at(line, match.index), {
        rule: "empty-link",
        message: "This link has no text, so readers do not see it.",
        hint: "Write the link text between the square brackets, or remove the link.",
      }),
    ),
  );
}

/** Emphasis of fewer letters is deliberate: **S**tructured **Q**uery **L**anguage. */
const PART_OF_A_WORD = 3;

/** Bold text that runs into other words, or fails for a stray space or character. */
export function gluedEmphasis({ from, bodyStart }: TextContext): Problem[] {
  return proseLines(from, bodyStart).flatMap((line) =>
    !line.text.includes("**")
      ? []
      : boldRuns(withoutCode(line.text)).flatMap(({ start, content, before, after }) => {
          const words = line.text.slice(start + 2, start + 2 + content.length).trim();
          if (/^\s|\s$/.test(content) && /\p{L}/u.test(words)) {
            return problemAt(from, at(line, start), {
              rule: "glued-emphasis",
              message: `A space inside the asterisks keeps “${words}” from being bold.`,
              hint: `Move the space outside: \`**${words}**\`.`,
            });
          }
          if (content.trim().length < PART_OF_A_WORD || (!isLetter(before) && !isLetter(after))) return [];
          return problemAt(from, at(line, start), {
            rule: "glued-emphasis",
            message: `“${isLetter(before) ? before : ""}${words}${isLetter(after) ? after : ""}…” runs into the next word.`,
            hint: `Put a space ${isLetter(after) ? "after" : "before"} \`**${words}**\`.`,
          });
        }),
  );
}

interface BoldRun {
  start: number;
  content: string;
  /** The characters around it; empty at the ends of the line. */
  before: string;
  after: string;
}

/** The text between pairs of `**`. Empty if they are not paired. */
function boldRuns(text: string): BoldRun[] {
  const marks = [...text.matchAll(/(?<!\*)\*\*(?!\*)/g)].map(({ index }) => index);
  if (marks.length % 2 === 1 || text.includes("***")) return [];
  const runs: BoldRun[] = [];
  for (let pair = 0; pair < marks.length; pair += 2) {
    const [start = 0, end = 0] = marks.slice(pair, pair + 2);
    const [before = "", after = ""] = [text.charAt(start - 1), text.charAt(end + 2)];
    runs.push({ start, content: text.slice(start + 2, end), before, after });
  }
  return runs;
}

function isLetter(char: string): boolean {
  return /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u.test(char);
}

/** Needs at least one character that no plain words contain, since a formula of words is no formula. */
const PROSE = /^\s*[\p{L}’'-][\p{L}’'\s,.;:!?-]*$/u;
const LONG_WORD = /\p{L}{4,}/u;

/** Backslashes before brackets: `\(as here\)`, `\[a link\](https://…)`. */
export function strayEscapes({ from, bodyStart }: TextContext): Problem[] {
  if (!from.text.includes("\\")) return [];
  return proseLines(from, bodyStart).flatMap((line) => {
    if (!line.text.includes("\\")) return [];
    const text = withoutCode(line.text);
    const links = [...text.matchAll(/\\\[(?!\[)[^\]\n]{1,200}\]\\?\((?:https?:|\/)[^)\s]*\)/g)].map((match) =>
      problemAt(from, at(line, match.index), {
        rule: "stray-escape",
        message: "A backslash turns this link into text.",
        hint: `Remove the backslashes: \`${match[0].replaceAll("\\", "")}\`.`,
      }),
    );
    const formulas = [...text.matchAll(/\\([([])([^\\\n]{1,200}?)\\[)\]]/g)]
      .filter(([, , content = ""]) => PROSE.test(content) && LONG_WORD.test(content))
      .map((match) =>
        problemAt(from, at(line, match.index), {
          rule: "stray-escape",
          message: `Backslashes turn this into a formula: “${(match[2] ?? "").trim()}”.`,
          hint: `Remove them: \`${match[0].replaceAll("\\", "")}\`.`,
        }),
      );
    return [...links, ...formulas];
  });
}

/** The line with code, formulas and escaped asterisks blanked out, so that columns stay the same. */
function withoutCode(text: string): string {
  const blank = (found: string): string => "\ufffc".repeat(found.length);
  return text.replace(/(`+)(?!`).*?[^`]\1(?!`)|\$\$?(?!\s)[^$]+(?<!\s)\$\$?(?!\d)|\\\*/g, blank);
}

function at({ line }: Line, index: number): { line: number; column: number } {
  return { line, column: index + 1 };
}

/** A line of text or code. */
export interface Line {
  /** 1-based, in the file. */
  line: number;
  text: string;
}

/** A fenced code block. */
export interface Fence {
  /** The first word after the opening fence; empty if there is none. */
  language: string;
  lines: Line[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)/;

interface Parts {
  prose: Line[];
  fences: Fence[];
}

/** The lines of a text outside fenced code. */
export function proseLines(from: Source, bodyStart: number): Line[] {
  return partsOf(from, bodyStart).prose;
}

/** The fenced code blocks of a text. */
export function fences(from: Source, bodyStart: number): Fence[] {
  return partsOf(from, bodyStart).fences;
}

/** Memoized, since many rules ask for the lines of the same text. */
const known = new WeakMap<Source, { bodyStart: number; parts: Parts }>();

function partsOf(from: Source, bodyStart: number): Parts {
  const before = known.get(from);
  if (before?.bodyStart === bodyStart) return before.parts;
  const parts = read(from, bodyStart);
  known.set(from, { bodyStart, parts });
  return parts;
}

function read(from: Source, bodyStart: number): Parts {
  const parts: Parts = { prose: [], fences: [] };
  let open: { mark: string; fence: Fence } | undefined;
  for (let line = placeAt(from, bodyStart).line; line <= from.lines.length; line++) {
    const text = lineText(from, line);
    const [, mark = "", language = ""] = FENCE.exec(text) ?? [];
    if (open === undefined && mark !== "") {
      open = { mark, fence: { language, lines: [] } };
      parts.fences.push(open.fence);
    } else if (open && mark.startsWith(open.mark) && language === "") {
      open = undefined;
    } else if (open) open.fence.lines.push({ line, text });
    else parts.prose.push({ line, text });
  }
  return parts;
}
