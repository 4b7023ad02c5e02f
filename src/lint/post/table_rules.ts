/**
 * Rules about tables whose rows do not fit their head.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { problemAt } from "../../base/source.ts";
import type { TextContext } from "../rule_context.ts";
import { type Line, proseLines } from "../syntax_rules.ts";

const DELIMITER = /^\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export function tableColumns({ from, bodyStart }: TextContext): Problem[] {
  const lines = proseLines(from, bodyStart);
  const problems: Problem[] = [];
  for (let at = 1; at < lines.length; at++) {
    const [head, delimiter] = [lines[at - 1], lines[at]];
    if (head === undefined || delimiter === undefined || !isTable(head, delimiter, lines[at - 2])) continue;
    const columns = cellsOf(head.text).length;
    const marks = cellsOf(delimiter.text).length;
    if (columns !== marks) {
      problems.push(
        problemAt(from, startOf(delimiter), {
          rule: "table-columns",
          message: `The head of this table has ${count(columns)}, and the row of dashes has ${marks}, so no table is made.`,
          hint: `Write \`${`| ${"--- | ".repeat(columns)}`.trim()}\`.`,
        }),
      );
      continue;
    }
    for (let next = at + 1; next < lines.length; next++) {
      const row = lines[next];
      if (row === undefined || !row.text.includes("|") || row.line !== (lines[next - 1]?.line ?? 0) + 1) break;
      const lost = cellsOf(row.text).slice(columns);
      const [first, ...others] = lost.filter(({ text }) => text !== "");
      if (first === undefined) continue;
      problems.push(
        problemAt(
          from,
          { line: row.line, column: first.column },
          {
            rule: "table-columns",
            message: `This row has ${count(columns + lost.length)}, and the head has ${columns}: ${[first, ...others].map(({ text }) => `“${text}”`).join(", ")} ${others.length === 0 ? "is" : "are"} not published.`,
            hint: "Add a column to the head and the row of dashes, or write `\\|` for a bar within a cell.",
          },
        ),
      );
    }
  }
  return problems;
}

/** Whether two lines are meant as the head of a table. A row of dashes within a table is a row. */
function isTable(head: Line, delimiter: Line, before: Line | undefined): boolean {
  if (!delimiter.text.includes("|") || !head.text.includes("|") || head.line + 1 !== delimiter.line) return false;
  if (before?.text.includes("|") && before.line + 1 === head.line) return false;
  return DELIMITER.test(delimiter.text) && !DELIMITER.test(head.text);
}

function count(columns: number): string {
  return columns === 1 ? "1 column" : `${columns} columns`;
}

function startOf({ line, text }: Line): { line: number; column: number } {
  return { line, column: text.search(/\S/) + 1 };
}

interface Cell {
  text: string;
  /** 1-based. */
  column: number;
}

/** The cells of a row. As in GFM, a bar separates cells even within code, unless a backslash precedes it. */
function cellsOf(row: string): Cell[] {
  const bars = [...row.matchAll(/(?<!\\)\|/g)].map(({ index }) => index);
  const edges = [-1, ...bars, row.length];
  const cells = edges.slice(1).map((end, at) => {
    const start = (edges[at] ?? 0) + 1;
    const written = row.slice(start, end);
    return { text: written.trim(), column: start + Math.max(0, written.search(/\S/)) + 1 };
  });
  const trimmed = row.trim();
  const first = trimmed.startsWith("|") ? 1 : 0;
  const last = trimmed.endsWith("|") && !trimmed.endsWith("\\|") && bars.length > 1 ? -1 : undefined;
  return cells.slice(first, last);
}
