/**
 * A source text, and positions in it.
 */

import type { Edit, Problem } from "./diagnostic.ts";
import type { Severity } from "./rules/rule.ts";
import { type RuleName, ruleOf } from "./rules/rules.ts";

export interface Place {
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
}

export interface Source {
  /** Path to show, as in `content/posts/x.md`. */
  readonly file: string;
  readonly text: string;
  /** Offset of the first character of every line. LF, CRLF and CR end lines, as in Markdown. */
  readonly lines: readonly number[];
}

export interface Finding {
  rule: RuleName;
  message: string;
  hint: string;
  severity?: Severity;
  edit?: Edit[];
}

export function source(file: string, text: string): Source {
  const lines = [0];
  for (const end of text.matchAll(/\r\n?|\n/g)) lines.push(end.index + end[0].length);
  return { file, text, lines };
}

/** The line and column of an offset. An offset past the end counts as the end. */
export function placeAt(from: Source, offset: number): Place {
  const at = Math.min(Math.max(offset, 0), from.text.length);
  let low = 0;
  let high = from.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((from.lines[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (from.lines[low] ?? 0) + 1 };
}

/** The offset of a line and column. */
export function offsetAt(from: Source, place: Place): number {
  return (from.lines[place.line - 1] ?? from.text.length) + place.column - 1;
}

/** A line without its line end. `line` is 1-based. */
export function lineText(from: Source, line: number): string {
  const start = from.lines[line - 1];
  if (start === undefined) return "";
  let end = from.lines[line] ?? from.text.length;
  while (end > start && (from.text[end - 1] === "\n" || from.text[end - 1] === "\r")) end -= 1;
  return from.text.slice(start, end);
}

export function problemAt(from: Pick<Source, "file">, place: Place, finding: Finding): Problem {
  return {
    file: from.file,
    line: place.line,
    column: place.column,
    severity: finding.severity ?? ruleOf(finding.rule).severity,
    rule: finding.rule,
    message: finding.message,
    hint: finding.hint,
    ...(finding.edit ? { edit: finding.edit } : {}),
  };
}

/** Applies edits to `text`. Of two that overlap, the later one is skipped. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
