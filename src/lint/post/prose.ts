/**
 * The text of a post as its rules read it: code, formulas and comments are blanked out, and offsets stay the same.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { type Finding, placeAt, problemAt } from "../../base/source.ts";
import type { TextContext } from "../rule_context.ts";

/** Memoized, since many rules read the same text. */
const known = new WeakMap<TextContext, string>();

/** The beginning of a comment, or of an element whose content is not prose. */
const NOT_PROSE = /<!--|<(pre|code|script|style|svg|math)\b[^<>]{0,2000}>/gi;

/**
 * The whole file, with front matter and blocks of code replaced by spaces, and code within a line by a character that is
 * neither a letter nor a space. Line ends are kept.
 */
export function proseOf(on: TextContext): string {
  const before = known.get(on);
  if (before !== undefined) return before;
  const { from, bodyStart, rendered } = on;
  const ranges = [[0, bodyStart] as const, ...[...rendered.verbatim].sort((a, b) => a[0] - b[0])];
  const withoutCode = masked(from.text, ranges);
  const prose = masked(withoutCode, notProse(withoutCode));
  known.set(on, prose);
  return prose;
}

/** The offsets of closed comments and elements whose content is not prose. */
function notProse(text: string): [number, number][] {
  const lower = text.toLowerCase();
  const unclosed = new Set<string>();
  const ranges: [number, number][] = [];
  for (const { index, 1: name } of text.matchAll(NOT_PROSE)) {
    const closing = name === undefined ? "-->" : `</${name.toLowerCase()}>`;
    if (unclosed.has(closing) || index < (ranges.at(-1)?.[1] ?? 0)) continue;
    const end = lower.indexOf(closing, index);
    if (end === -1) unclosed.add(closing);
    else ranges.push([index, end + closing.length]);
  }
  return ranges;
}

function masked(text: string, ranges: readonly (readonly [number, number])[]): string {
  let result = "";
  for (const [start, end] of ranges) {
    if (end <= result.length) continue;
    result += text.slice(result.length, start);
    result += blank(text.slice(result.length, end));
  }
  return result + text.slice(result.length);
}

const IN_A_LINE = "\uFFFC";

function blank(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[^\r\n]/g, " ") : IN_A_LINE.repeat(text.length);
}

/** A match of a pattern in prose, and its offset in the file. */
export interface Match {
  index: number;
  text: string;
  groups: readonly string[];
}

/** Every match of a pattern (with the flag `g`) in the prose of a post. Escaped characters begin no match. */
export function matches(on: TextContext, pattern: RegExp): Match[] {
  const prose = proseOf(on);
  return [...prose.matchAll(pattern)]
    .filter(({ index }) => prose[index - 1] !== "\\")
    .map(({ index, 0: text, ...match }) => ({ index, text, groups: Object.values(match).map(String) }));
}

/** A problem at an offset of the file. */
export function problemIn({ from }: TextContext, offset: number, finding: Finding): Problem {
  return problemAt(from, placeAt(from, offset), finding);
}

/** A part of the text between blank lines, headings and list markers. */
export interface Block {
  /** The offset in the file. */
  start: number;
  text: string;
}

/** Where a line begins a block of its own: after a list marker, or as a heading or row of a table. */
const BEGINS = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]|^[ \t>]*#{1,6}[ \t]|^[ \t>]*\||^[ \t>]*$/;

/** The blocks of the prose of a post, within which emphasis must be closed. */
export function blocksOf(on: TextContext): Block[] {
  const prose = proseOf(on);
  const blocks: Block[] = [];
  let isOpen = false;
  for (const { index, 0: line } of prose.matchAll(/[^\r\n]+(?:\r\n?|\n)?|\r\n?|\n/g)) {
    const isEmpty = line.trim() === "";
    const last = blocks.at(-1);
    if (!isEmpty && (!isOpen || last === undefined || BEGINS.test(line))) blocks.push({ start: index, text: line });
    else if (!isEmpty && last !== undefined) last.text += line;
    isOpen = !isEmpty && !/^[ \t>]*(?:#{1,6}[ \t]|\|)/.test(line);
  }
  return blocks;
}
