/**
 * Marks in a line of text, such as `**`.
 */

import type { Change, Command, Range } from "./apply.ts";

/** What begins an item of a list. */
export const ITEM = /^(?:[-*+] \[[ xX]\] |[-*+] |\d+[.)] )/;

/** What begins a line, before an item or a heading in it. */
const INDENT = /^[ \t]*(?:> ?)*[ \t]*/;
const HEADING = /^#{1,6} /;

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/**
 * Puts a mark such as `**` around what is selected, or removes it: around each line, since a mark does not reach over
 * paragraphs. Without a selection, around the word that the caret is in.
 */
export function mark(sign: string, placeholder: string): Command {
  return (text, selected) => {
    const parts = partsOf(text, selected.from === selected.to ? wordAt(text, selected.from) : selected);
    const [first = { from: selected.to, to: selected.to }] = parts;
    if (parts.length === 0 || first.from === first.to) {
      const start = first.from + sign.length;
      const select = { from: start, to: start + placeholder.length };
      return { from: first.from, to: first.from, insert: sign + placeholder + sign, select };
    }
    const sizes = parts.map((part) => marksOf(text, part, sign));
    const isOff = sizes.every((size) => size !== undefined);
    const edits = parts.map(({ from, to }, at): Edit => {
      const words = text.slice(from, to);
      const size = sizes[at];
      if (!isOff)
        return size === undefined ? { from, to, ...marked(words, sign) } : { from, to, insert: words, lead: 0 };
      if (size === "around") {
        return { from: from - sign.length, to: to + sign.length, insert: words, lead: 0 };
      }
      return { from, to, insert: words.slice(sign.length, -sign.length), lead: 0 };
    });
    return joined(text, edits);
  };
}

/** A change of a part. `lead`: how much of it, at both ends, is not selected then. */
interface Edit extends Range {
  insert: string;
  lead: number;
}

function marked(words: string, sign: string): { insert: string; lead: number } {
  // A backtick in code needs a longer fence.
  const isTwice = sign === "`" && words.includes("`");
  const fence = isTwice ? "`` " : sign;
  return { insert: fence + words + (isTwice ? " ``" : sign), lead: fence.length };
}

function joined(text: string, edits: readonly Edit[]): Change {
  const [first, last] = [edits[0], edits.at(-1)];
  const [from, to] = [first?.from ?? 0, last?.to ?? 0];
  let at = from;
  const insert = edits.map((edit) => {
    const between = text.slice(at, edit.from);
    at = edit.to;
    return between + edit.insert;
  });
  const whole = insert.join("");
  const lead = edits.length === 1 ? (first?.lead ?? 0) : 0;
  return { from, to, insert: whole, select: { from: from + lead, to: from + whole.length - lead } };
}

/** The words of each selected line, without spaces around them and without what begins an item, a quotation or a heading. */
function partsOf(text: string, { from, to }: Range): Range[] {
  let start = from;
  return text
    .slice(from, to)
    .split("\n")
    .flatMap((line, at): Range[] => {
      const lineStart = start;
      start += line.length + 1;
      const isWhole = at > 0 || lineStart === 0 || text[lineStart - 1] === "\n";
      const before = isWhole ? beginningOf(line) : "";
      const rest = line.slice(before.length);
      const words = rest.trim();
      const begin = lineStart + before.length + rest.indexOf(words);
      return words === "" ? [] : [{ from: begin, to: begin + words.length }];
    });
}

function beginningOf(line: string): string {
  const indent = INDENT.exec(line)?.[0] ?? "";
  const rest = line.slice(indent.length);
  return indent + ((ITEM.exec(rest) ?? HEADING.exec(rest))?.[0] ?? "");
}

/** Whether a part has the mark around it, or begins and ends with it. */
function marksOf(text: string, { from, to }: Range, sign: string): "around" | "within" | undefined {
  const char = sign[0] ?? "";
  const has = (before: number, after: number): boolean => {
    const size = Math.min(before, after);
    // `*` in `**` is none of its own.
    return sign === "*" ? size % 2 === 1 : size >= sign.length;
  };
  if (has(run(text, from - 1, -1, char), run(text, to, 1, char))) return "around";
  const words = text.slice(from, to);
  const inner = words.slice(sign.length, -sign.length);
  const isOne = words.length > 2 * sign.length && !inner.replace(/^\*\*|\*\*$/g, "").includes(sign);
  return isOne && has(run(words, 0, 1, char), run(words, words.length - 1, -1, char)) ? "within" : undefined;
}

/** How many times a sign follows itself. */
function run(text: string, start: number, step: 1 | -1, char: string): number {
  let size = 0;
  while (text[start + size * step] === char) size++;
  return size;
}

/** The word around a place in it or at its end; the place alone if there is none. */
export function wordAt(text: string, at: number): Range {
  let [from, to] = [at, at];
  while (LETTER.test(text[from - 1] ?? "")) from--;
  while (LETTER.test(text[to] ?? "")) to++;
  return { from, to };
}
