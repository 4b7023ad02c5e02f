/**
 * Rules about lines that become another block than their author meant: lists, headings, code, callouts.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { didYouMean } from "../../base/nearest.ts";
import { problemAt } from "../../base/source.ts";
import { shortened } from "../../base/text.ts";
import { CALLOUT_KINDS } from "../../markdown/plugins/callouts.ts";
import type { TextContext } from "../rule_context.ts";
import { type Line, proseLines } from "../syntax_rules.ts";

interface Found {
  message: string;
  hint: string;
  /** 0-based; absent: the first character that is no space. */
  column?: number;
}

/** Looks at a line of prose, and at those around it. */
type LineRule = (line: string, at: number, lines: readonly Line[], on: TextContext) => Found | undefined;

const LINE_RULES: readonly LineRule[] = [
  wrongTask,
  pastedBullet,
  letteredItem,
  deepHeading,
  accidentalHeading,
  accidentalList,
  indentedParagraph,
  wrongCallout,
  wrongFence,
  fieldsAgain,
  conflict,
];

export function mistakenBlocks(on: TextContext): Problem[] {
  const lines = proseLines(on.from, on.bodyStart);
  return lines.flatMap((line, at) =>
    LINE_RULES.flatMap((rule) => {
      const found = rule(line.text, at, lines, on);
      if (found === undefined) return [];
      const { column = line.text.search(/\S/), message, hint } = found;
      return problemAt(on.from, { line: line.line, column: column + 1 }, { rule: "mistyped-markup", message, hint });
    }),
  );
}

const isBlank = (line: Line | undefined): boolean => line === undefined || line.text.trim() === "";

function wrongTask(line: string, at: number, lines: readonly Line[]): Found | undefined {
  const [, mark] = /^\s*(?:[-*+]|\d{1,3}[.)])[ \t]+\[( {2,}|| +[xX] *|[xX] +)\][ \t]+\S/.exec(line) ?? [];
  const isOne = (other: number): boolean => /^\s*[-*+][ \t]+\[[ xX]*\][ \t]/.test(lines[other]?.text ?? "");
  if (mark === undefined || (mark === "" && !/\][ \t]+[\p{Lu}\p{N}]/u.test(line) && !isOne(at - 1) && !isOne(at + 1)))
    return undefined;
  return {
    message: "This is not a task, and readers see the brackets.",
    hint: `Write \`- [${mark.trim() === "" ? " " : "x"}] …\`.`,
  };
}

const BULLET = /^\s*(?:>\s*)?([•●▪◦‣⁃➢·–])[\s\u00a0]*(?=\S)/;

/** Bullets of a word processor. A single one may separate words. */
function pastedBullet(line: string, at: number, lines: readonly Line[], on: TextContext): Found | undefined {
  const [, bullet] = BULLET.exec(line) ?? [];
  // In other languages, dashes begin what people say.
  if (bullet === undefined || (bullet === "–" && !/^(?:en|de)\b/i.test(on.language))) return undefined;
  const near = [at - 2, at - 1, at + 1, at + 2].map((other) => lines[other]?.text ?? "");
  if (!near.some((other) => BULLET.test(other))) return undefined;
  if ([at - 1, at - 2].some((other) => BULLET.test(lines[other]?.text ?? ""))) return undefined;
  return {
    message: `\`${bullet}\` makes no list${isBlank(lines[at + 1]) ? "." : ", and the lines run together."}`,
    hint: "Begin each line with `- ` instead.",
  };
}

const LETTERED = /^ {0,3}(?:\(([a-z\d]{1,2})\)|([a-z])[.)])[ \t]+\S/i;

/** Items that are lettered, or numbered in brackets, on lines that follow one another. */
function letteredItem(line: string, at: number, lines: readonly Line[]): Found | undefined {
  const markOf = (other: Line | undefined): string | undefined => {
    const [, bracketed, letter] = LETTERED.exec(other?.text ?? "") ?? [];
    return (bracketed ?? letter)?.toLowerCase();
  };
  const [mark, next] = [markOf(lines[at]), markOf(lines[at + 1])];
  if (!/^(?:a|1)$/.test(mark ?? "") || !/^(?:b|2)$/.test(next ?? "")) return undefined;
  return {
    message: `\`${line.trim().split(/\s/, 1)[0]}\` makes no list, and the lines run together.`,
    hint: "Begin each line with `1. ` or `- ` instead.",
  };
}

function deepHeading(line: string): Found | undefined {
  if (!/^ {0,3}#{7,}[ \t]/.test(line)) return undefined;
  return { message: "There is no heading of level 7, so this is shown as text.", hint: "Write `###### ` at most." };
}

const LONGEST_HEADING = 100;

/** A rule right below a paragraph, which makes a heading of it. */
function accidentalHeading(line: string, at: number, lines: readonly Line[]): Found | undefined {
  const next = lines[at + 1];
  if (!/^ {0,3}(?:-{2,}|={2,})[ \t]*$/.test(next?.text ?? "") || next?.line !== (lines[at]?.line ?? 0) + 1)
    return undefined;
  const text = line.trim();
  if (text === "" || /^[#>|]|^[-*+]\s|^\d+[.)]\s/.test(text)) return undefined;
  if (text.length <= LONGEST_HEADING && !/[.,;]["”’)*_]*$/.test(text)) return undefined;
  return {
    message: "The line below makes a heading of this sentence.",
    hint: "Put an empty line before the line of dashes.",
  };
}

/** A year and a full stop at the beginning of a paragraph. */
function accidentalList(line: string, at: number, lines: readonly Line[]): Found | undefined {
  const [, number = "", mark = ""] = /^ {0,3}(\d{4})([.)])[ \t]+\S/.exec(line) ?? [];
  if (number === "" || !/^(?:1[5-9]|20)/.test(number)) return undefined;
  if ([at - 2, at - 1, at + 1, at + 2].some((other) => /^ {0,3}\d{1,9}[.)][ \t]/.test(lines[other]?.text ?? "")))
    return undefined;
  return {
    message: `\`${number}${mark}\` begins a numbered list here.`,
    hint: `Write \`${number}\\${mark}\` for a sentence that begins with a year.`,
  };
}

/** A paragraph with four spaces before it, which is code. */
function indentedParagraph(
  line: string,
  at: number,
  lines: readonly Line[],
  { from, rendered }: TextContext,
): Found | undefined {
  if (!/^(?: {4,}|\t)\p{Lu}[^{}=<>;$]*[.!?:]["”’)]?[ \t]*$/u.test(line) || line.trim().split(/\s+/).length < 6)
    return undefined;
  if (!isBlank(lines[at - 1]) || at === 0) return undefined;
  const offset = (from.lines[(lines[at]?.line ?? 1) - 1] ?? 0) + line.search(/\S/);
  if (!rendered.verbatim.some(([start, end]) => offset >= start && offset < end)) return undefined;
  return {
    message: "The spaces before this paragraph make it code.",
    hint: "Remove them, or put the code between lines of three backticks.",
  };
}

const CALLOUT = /^[ \t]*>[> \t]*\[!([^\]\r\n]{1,30})\]/;

function wrongCallout(line: string): Found | undefined {
  const column = line.indexOf("[");
  const [, kind] = CALLOUT.exec(line) ?? [];
  const known = CALLOUT_KINDS.map((name) => name.toUpperCase());
  if (kind !== undefined && !known.includes(kind.trim().toUpperCase())) {
    return {
      column,
      message: `There is no callout of the kind \`${shortened(kind, 30)}\`, so readers see the brackets.`,
      hint: didYouMean(kind, known) || `Write one of ${known.map((name) => `\`[!${name}]\``).join(", ")}.`,
    };
  }
  const [, bare = ""] = /^[ \t]*>[ \t]*\[(\w+)\][ \t]*$/.exec(line) ?? [];
  if (!known.includes(bare.toUpperCase())) return undefined;
  return { column, message: "A callout needs an exclamation mark.", hint: `Write \`[!${bare.toUpperCase()}]\`.` };
}

const FENCE = /^ {0,3}('''|´´´|’’’|‘‘‘|"""|“““|”””)[ \t]*\w*[ \t]*$/;

function wrongFence(line: string, at: number, lines: readonly Line[]): Found | undefined {
  const [, mark] = FENCE.exec(line) ?? [];
  if (mark === undefined || !lines.some((other, index) => index > at && other.text.trim().startsWith(mark)))
    return undefined;
  if (lines.slice(0, at).filter((other) => FENCE.exec(other.text)?.[1] === mark).length % 2 === 1) return undefined;
  return {
    message: `\`${mark}\` begins no code.`,
    hint: "Write three backticks (```) before the code and after it.",
  };
}

const FIELD = /^(?:title|date|author|authors|tags|categories|layout|draft|description|slug):(?:\s|$)/;

/** The fields of a post, given again in its text. */
function fieldsAgain(line: string, at: number, lines: readonly Line[]): Found | undefined {
  if (!FIELD.test(line) || !FIELD.test(lines[at + 1]?.text ?? "") || FIELD.test(lines[at - 1]?.text ?? ""))
    return undefined;
  if (at > 3 && !/^---\s*$/.test(lines[at - 1]?.text ?? "")) return undefined;
  return { message: "These fields are shown as text.", hint: "Remove them: only those at the top of the file count." };
}

/** What git leaves of two versions. */
function conflict(line: string): Found | undefined {
  if (!/^(?:<{7}|>{7})(?: |$)/.test(line)) return undefined;
  return {
    message: "Two versions of the text were not merged here.",
    hint: "Keep one of the two, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`.",
  };
}

interface Item {
  line: Line;
  indent: number;
  number: number;
  mark: string;
}

const ITEM = /^( *)(\d{1,9})([.)])[ \t]+\S/;

/** Numbers of a list that jump or repeat: the page counts on, whatever was written. */
export function listNumbers({ from, bodyStart }: TextContext): Problem[] {
  return numberedLists(proseLines(from, bodyStart)).flatMap((items) => {
    const [first, second] = items;
    if (first === undefined || second === undefined || items.every(({ number }) => number === first.number)) return [];
    const wrong = items.findIndex(({ number }, at) => number !== first.number + at);
    const item = items[wrong];
    if (item === undefined) return [];
    return problemAt(
      from,
      { line: item.line.line, column: item.indent + 1 },
      {
        rule: "list-number",
        message: `This item is numbered ${item.number}, and the page shows ${first.number + wrong}.`,
        hint: `Write \`${first.number + wrong}${item.mark}\`, or count the items below on from it.`,
      },
    );
  });
}

/** The items of each list that stand in one list on the page. */
function numberedLists(lines: readonly Line[]): Item[][] {
  const lists: Item[][] = [];
  let open: Item[][] = [];
  lines.forEach((line, at) => {
    if (line.text.trim() === "") return;
    const indent = line.text.search(/\S/);
    const [, spaces = "", digits, mark = ""] = ITEM.exec(line.text) ?? [];
    // Code between two lines ends nothing, but text at the margin after an empty line ends a list.
    const isNewBlock =
      isBlank(lines[at - 1]) ||
      lines[at - 1]?.line !== line.line - 1 ||
      /^ {0,3}(?:#|[-*+] |>|\||-{3})/.test(line.text);
    if (digits === undefined) {
      if (isNewBlock) open = open.filter(([first]) => (first?.indent ?? 0) < indent);
      return;
    }
    open = open.filter(([first]) => (first?.indent ?? 0) <= spaces.length);
    const list = open.at(-1);
    const item = { line, indent: spaces.length, number: Number(digits), mark };
    if (list?.[0] && list[0].indent === spaces.length && list[0].mark === mark) list.push(item);
    else {
      if (list?.[0]?.indent === spaces.length) open.pop();
      const begun = [item];
      open.push(begun);
      lists.push(begun);
    }
  });
  return lists;
}
