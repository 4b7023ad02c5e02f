/**
 * Rules about Markdown that lacks a space, or has one too many.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { shortened } from "../../base/text.ts";
import type { TextContext } from "../rule_context.ts";
import { type Line, proseLines } from "../syntax_rules.ts";
import { matches, problemIn } from "./prose.ts";

interface Mistyped {
  pattern: RegExp;
  message: (text: string, groups: readonly string[]) => string;
  hint: (text: string, groups: readonly string[]) => string;
}

const MISTYPED: readonly Mistyped[] = [
  {
    pattern: /^ {0,3}(#{2,6})([^\s#][^\r\n]*)$/gm,
    message: () => "This heading is shown as text, since there is no space after the `#`.",
    hint: (_, [marks = "", words = ""]) => `Write \`${marks} ${shortened(words, 60)}\`.`,
  },
  {
    pattern: /^(#)(\p{Lu}[^\s#]{0,100}[ \t][^\r\n#]{0,200}[\p{L}\p{N}?!])[ \t]{0,9}$/gmu,
    message: () => "This heading is shown as text, since there is no space after the `#`.",
    hint: (_, [, words = ""]) => `Write \`## ${shortened(words, 60)}\`.`,
  },
  {
    pattern: /(?<!\w)\[([^[\]\r\n]{2,300})\][ \t]+\(((?:https?:\/\/|www\.|\/|#|mailto:)[^()\s]*)\)/g,
    message: () => "A space between the brackets keeps this from being a link.",
    hint: (_, [text = "", address = ""]) => `Write \`[${text}](${address})\`.`,
  },
  {
    pattern: /\(([^()[\]\r\n]{2,300})\)\[((?:https?:\/\/|www\.|\/|mailto:)[^[\]\s]*)\]/g,
    message: () => "The brackets of this link are the wrong way round.",
    hint: (_, [text = "", address = ""]) => `Write \`[${text}](${address})\`.`,
  },
  {
    pattern:
      /(?<![\w/.?=&%-])(?!https?:\/\/)(?:h{1,2}t{0,3}p{1,2}s{0,2}|t{1,2}ps?)(?:[:;]\/\/|:?\/\/|:\\\\|:\/)(?=[\w[])/gi,
    message: (text) => `\`${text}\` does not begin an address.`,
    hint: () => "Write `https://`.",
  },
  {
    pattern: /(?<![\w/.?=&%-])https?:\/\/(?=https?:?\/\/)/gi,
    message: () => "This address begins with `https://` twice.",
    hint: () => "Remove the first one.",
  },
  {
    pattern: /^ {0,3}(\d{1,2}[.)])(\p{L}{2}[^\r\n]*)$/gmu,
    message: () => "This is not an item of a list, since there is no space after the number.",
    hint: (_, [number = "", words = ""]) => `Write \`${number} ${shortened(words, 60)}\`.`,
  },
  {
    pattern: /<(?:!-(?!-)|--|!—|! --)[^\r\n<>]{1,200}-{1,2}>/g,
    message: () => "This is no comment, so readers see it.",
    hint: (text) => `Write \`<!-- ${shortened(text.replace(/^<[!\s—-]*|[\s-]*>$/g, ""), 40)} -->\`.`,
  },
  {
    pattern: /<\/\s*(br|hr)\s*>/gi,
    message: (text) => `\`${text}\` is left out: this element has no end.`,
    hint: (_, [name = "br"]) => `Write \`<${name}>\`.`,
  },
];

export function mistypedMarkup(on: TextContext): Problem[] {
  return MISTYPED.flatMap(({ pattern, message, hint }) =>
    matches(on, pattern).map(({ index, text, groups }) =>
      problemIn(on, index + text.search(/\S/), {
        rule: "mistyped-markup",
        message: message(text, groups),
        hint: hint(text, groups),
      }),
    ),
  );
}

const GLUED_ITEM = /^ {0,3}[-+](?=[\p{L}[])/u;
const ITEM = /^ {0,3}[-+](?=\s|[\p{L}[])/u;

/** Items of a list without a space after the dash. A single line may be a signature. */
export function gluedItems(on: TextContext): Problem[] {
  const lines = proseLines(on.from, on.bodyStart);
  const isItem = (line: Line | undefined): boolean => line !== undefined && ITEM.test(line.text);
  return lines.flatMap((line, at) => {
    if (!GLUED_ITEM.test(line.text) || !(isItem(lines[at - 1]) || isItem(lines[at + 1]))) return [];
    const mark = line.text.search(/\S/);
    return problemIn(on, (on.from.lines[line.line - 1] ?? 0) + mark, {
      rule: "mistyped-markup",
      message: "This is not an item of a list, since there is no space after the dash.",
      hint: `Write \`- ${shortened(line.text.slice(mark + 1), 60)}\`.`,
    });
  });
}

const ROW =
  /^(?![-*+\s]|\d+[.)])[^\t|]*\S\t+[^\t|]*\S(?:\t+[^\t|]*\S)+[ \t]*$|^(?![-*+\s]|\d+[.)])\S[^\t|]*\t+\S[^\t|]*$/;

/** Rows of a spreadsheet, pasted with tabs between the cells. */
export function pastedRows(on: TextContext): Problem[] {
  const lines = proseLines(on.from, on.bodyStart);
  const isRow = (line: Line | undefined): line is Line => line !== undefined && ROW.test(line.text);
  return lines.flatMap((line, at) => {
    if (!isRow(line) || isRow(lines[at - 1]) || !isRow(lines[at + 1])) return [];
    return problemIn(on, on.from.lines[line.line - 1] ?? 0, {
      rule: "mistyped-markup",
      message: "These lines look like a table, but tabs do not make one.",
      hint: "Write `|` between the cells, and a row `| --- | --- |` below the first line.",
    });
  });
}
