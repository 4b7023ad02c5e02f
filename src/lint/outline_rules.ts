/**
 * Rules about the outline of a text.
 */

import type { Problem } from "../base/diagnostic.ts";
import { lineText, problemAt, type Source } from "../base/source.ts";
import type { Heading } from "../markdown/rendered.ts";
import { plain } from "./fix/headings.ts";
import type { TextContext } from "./rule_context.ts";
import { type Line, proseLines } from "./syntax_rules.ts";

/** Sections with the same name under the same parent: readers of the table of contents cannot tell them apart. */
export function repeatedHeadings({ from, rendered }: TextContext): Problem[] {
  const { headings } = rendered;
  const names = new Map(headings.map((heading) => [heading, plain(heading.text)]));
  return headings.flatMap((heading, index) => {
    const name = names.get(heading);
    const first = siblingsBefore(headings, index).find((other) => name !== "" && names.get(other) === name);
    if (first === undefined) return [];
    return problemAt(from, heading.place, {
      rule: "repeated-heading",
      message: `A section with the same name, “${heading.text}”, begins at line ${first.place.line}.`,
      hint: "Rename one of the two.",
    });
  });
}

/** The earlier headings with the same parent. */
function siblingsBefore(headings: readonly Heading[], index: number): Heading[] {
  const level = headings[index]?.level ?? 0;
  const siblings: Heading[] = [];
  for (const other of headings.slice(0, index).reverse()) {
    if (other.level < level) break;
    if (other.level === level) siblings.unshift(other);
  }
  return siblings;
}

/** A line that is wholly bold and short, neither a sentence nor a label such as “Solution:”. */
const BOLD_LINE = /^(?:\*\*|__)(?!\s)[^*_\n]{3,60}(?<![\s.!?,;:…])(?:\*\*|__)\s*$/;
/** One such line may be emphasis; several are an outline. */
const FEWEST_BOLD_HEADINGS = 2;

export function boldHeadings({ from, bodyStart }: TextContext): Problem[] {
  const lines = proseLines(from, bodyStart);
  const first = lines[0]?.line;
  const shown = exampleLines(lines);
  const isBlank = (line: number): boolean => lineText(from, line).trim() === "";
  const found = lines.filter(
    ({ line, text }) =>
      BOLD_LINE.test(text) &&
      !shown.has(line) &&
      (line === first || isBlank(line - 1)) &&
      isBlank(line + 1) &&
      /^[\p{L}\p{N}*_[]/u.test(lineText(from, line + 2)),
  );
  if (found.length < FEWEST_BOLD_HEADINGS) return [];
  return found.map(({ line, text }) =>
    problemAt(
      from,
      { line, column: 1 },
      {
        rule: "bold-heading",
        message: `“${text.replaceAll(/[*_]{2}/g, "").trim()}” looks like a heading but is not one.`,
        hint: "Begin the line with `## ` or `### ` instead of setting it in bold.",
      },
    ),
  );
}

/** Text between rules after “for example:” is not part of the outline. */
function exampleLines(lines: readonly Line[]): Set<number> {
  const shown = new Set<number>();
  let isExample = false;
  let before = "";
  for (const { line, text } of lines) {
    if (/^ {0,3}#/.test(text)) isExample = false;
    else if (/^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(text)) isExample = !isExample && before.trim().endsWith(":");
    else if (isExample) shown.add(line);
    if (text.trim() !== "") before = text;
  }
  return shown;
}

const CONTENTS = /^(?:table of )?contents$|^in this (?:article|post)$|^índice$|^sommaire$|^inhalt$/i;
const LISTED = /^\s*(?:[-*+]|\d+[.)])\s+\[([^\]]+)\]\(#([^)\s]*)\)/;
/** An entry of such a list without a link. */
const NAMED = /^\s*(?:[-*+]|\d+[.)])\s+([^[\]]+?)\s*$/;
const NUMBER = /^\d+[.)]\s*/;

/** A handmade table of contents that lacks sections. */
export function unlistedSections({ from, rendered }: TextContext): Problem[] {
  const { headings } = rendered;
  const own = headings.find(({ text }) => CONTENTS.test(text.trim().replace(/:$/, "")));
  if (own === undefined) return [];
  const after = headings.filter(({ place, level }) => place.line > own.place.line && level === 2);
  const end = headings.find(({ place }) => place.line > own.place.line)?.place.line ?? own.place.line;
  const listed = new Set<string>();
  const named: string[] = [];
  for (let line = own.place.line + 1; line < end; line++) {
    const target = LISTED.exec(lineText(from, line))?.[2];
    if (target !== undefined) listed.add(target);
    const name = NAMED.exec(lineText(from, line))?.[1];
    if (name !== undefined) named.push(name.replaceAll(/[*_`]/g, ""));
  }
  const isNamed = (text: string): boolean =>
    named.some((name) => plain(name.replace(NUMBER, "")) === plain(text.replace(NUMBER, "")));
  const isList = listed.size + named.length > 0;
  const missing = isList ? after.filter(({ id, text }) => !listed.has(id) && !isNamed(text)) : [];
  if (missing.length === 0) return [];
  return [
    problemAt(from, own.place, {
      rule: "contents-list",
      message: `This table of contents lacks ${missing.map(({ text }) => `“${text}”`).join(", ")}.`,
      hint: "Remove it: the page shows its own, which is always complete.",
    }),
  ];
}

/** A table whose header row is empty. */
export function emptyTableHeads({ from, bodyStart }: TextContext): Problem[] {
  return proseLines(from, bodyStart)
    .filter(({ line, text }) => /^\s*\|[\s|]*\|\s*$/.test(text) && isDelimiter(from, line + 1))
    .map(({ line }) =>
      problemAt(
        from,
        { line, column: 1 },
        {
          rule: "table-header",
          message: "The columns of this table have no names.",
          hint: "Write what each column contains into the first line; screen readers announce it with every cell.",
        },
      ),
    );
}

function isDelimiter(from: Source, line: number): boolean {
  return /^(?:\|\s*)?(?::?-+:?\s*\|\s*)+(?::?-*:?)?$/.test(lineText(from, line).trim());
}
