/**
 * What the buttons above the text do to it: pure functions from a text and a selection to a change.
 */

import type { Change, Command, Range } from "./apply.ts";
import { ITEM, wordAt } from "./marks.ts";

const QUOTE = /^> ?/;

/** Makes each selected line a part of a quotation, or none. */
export const quote: Command = (text, selected) =>
  withLines(text, selected, (lines) => {
    const isOff = lines.every((line) => QUOTE.test(line));
    return lines.map((line) => (isOff ? line.replace(QUOTE, "") : line === "" && lines.length > 1 ? ">" : `> ${line}`));
  });

/**
 * Makes each selected line an item of a list, or none. Items of another kind of list become items of this one.
 *
 * @param pattern what begins an item of this kind
 */
export function list(sign: (index: number) => string, pattern: RegExp): Command {
  return (text, selected) =>
    withLines(text, selected, (lines) => {
      const split = lines.map((line) => /^([ \t]*(?:> ?)*)([\s\S]*)$/.exec(line)?.slice(1) ?? ["", line]);
      const isOff =
        split.every(([, words = ""]) => words === "" || pattern.test(words)) && lines.join("").trim() !== "";
      const counts = new Map<string, number>();
      return split.map(([indent = "", words = ""]) => {
        // A blank line between two items; alone, it is where a list begins.
        if (words === "" && lines.length > 1) return indent;
        for (const other of counts.keys()) if (other.length > indent.length) counts.delete(other);
        const index = counts.get(indent) ?? 0;
        counts.set(indent, index + 1);
        return indent + (isOff ? "" : sign(index)) + words.replace(ITEM, "");
      });
    });
}

/** `##`, then `###`, then no heading. */
export const heading: Command = (text, selected) =>
  withLines(text, { from: selected.from, to: selected.from }, ([line = ""]) => {
    const [, signs = "", words = ""] = /^(?:(#{1,6})[ \t]+)?([\s\S]*)$/.exec(line) ?? [];
    const next = { "": "## ", "##": "### ", "###": "" }[signs] ?? "## ";
    return [next + words.replace(ITEM, "")];
  });

/** Changes the selected lines. Several are selected then; in one, the caret stays where it is. */
function withLines(text: string, selected: Range, change: (lines: string[]) => string[]): Change {
  // A selection of whole lines ends at the start of the next.
  const isWhole = selected.to > selected.from && text[selected.to - 1] === "\n";
  const { from, to } = wholeLines(text, { from: selected.from, to: selected.to - (isWhole ? 1 : 0) });
  const lines = text.slice(from, to).split("\n");
  const insert = change(lines).join("\n");
  const end = from + insert.length;
  if (lines.length > 1) return { from, to, insert, select: { from, to: end } };
  return { from, to, insert, select: caret(Math.max(from, end - (to - Math.min(selected.to, to)))) };
}

/**
 * Inserts a block with blank lines around it. `placeholder` is the part of it that is selected then. Without a selection,
 * the block comes behind the paragraph or list that the caret is in.
 *
 * @param eachLine what begins each further line of it
 */
export function block(begin: string, placeholder: string, after: string, eachLine = ""): Command {
  return (text, selected) => {
    const place = selected.from === selected.to ? caret(blockEnd(text, selected.from)) : selected;
    const words = text.slice(place.from, place.to).replace(/^\s*\n|\s+$/g, "") || placeholder;
    // Spaces beside the block would be left at the ends of lines.
    const [before, behind] = [text.slice(0, place.from), text.slice(place.to)];
    const isPart = place.from !== place.to;
    const from = isPart ? before.replace(/[ \t]+$/, "").length : place.from;
    const to = place.to + (isPart ? (/^[ \t]*/.exec(behind)?.[0].length ?? 0) : 0);
    // A fence within code needs a longer one around it.
    const longer = begin.startsWith("```") ? "`".repeat(Math.max(0, longestFence(words) - 2)) : "";
    const gapBefore = gap(text.slice(0, from), /\n*$/);
    const gapAfter = gap(text.slice(to), /^\n*/);
    const shown = words.replaceAll(/\n(?=(\n)?)/g, (_, blank) => `\n${blank ? eachLine.trimEnd() : eachLine}`);
    const start = from + gapBefore.length + longer.length + begin.length;
    return {
      from,
      to,
      insert: gapBefore + longer + begin + shown + after + longer + gapAfter,
      select: { from: start, to: start + shown.length },
    };
  };
}

function longestFence(text: string): number {
  return Math.max(0, ...[...text.matchAll(/^[ \t]*(`{3,})/gm)].map(([, fence = ""]) => fence.length));
}

/** A table: each selected line is a row, whose cells are separated by tabs, as a spreadsheet copies them. */
export const table: Command = (text, selected) => {
  const rows = text
    .slice(selected.from, selected.to)
    .split("\n")
    .filter((row) => row.trim() !== "")
    .map((row) =>
      row
        .trim()
        .replace(ITEM, "")
        .split("\t")
        .map((cell) => cell.trim().replaceAll("|", "\\|")),
    );
  const [head = [], ...body] = rows;
  if (rows.length < 2 && head.length < 2) {
    const word = head[0] ?? "Column";
    return block("| ", word, " | Column |\n| --- | --- |\n| Cell | Cell |")(text, selected);
  }
  const line = (cells: readonly string[]): string => `| ${head.map((_, at) => cells[at] ?? "").join(" | ")} |`;
  const lines = [line(head), line(head.map(() => "---")), ...(body.length === 0 ? [[]] : body).map(line)].join("\n");
  const made = block("", lines, "")(text.slice(0, selected.from) + text.slice(selected.to), caret(selected.from));
  return { ...made, to: made.to + selected.to - selected.from };
};

/** Where the paragraph, list or block of code around a place ends. The place itself if it is in none, or begins one. */
function blockEnd(text: string, at: number): number {
  const isFenced = isInFence(text, at);
  const begins = /(?:^|\n[ \t]*\n|^\n)$/.test(text.slice(0, at));
  if (begins && !isFenced) return at;
  const { to } = wholeLines(text, caret(at));
  if (!isFenced && text.slice(0, to).endsWith("\n")) return at;
  const end = isFenced ? /\n[ \t]*(?:`{3,}|~{3,})[ \t]*(?=\n|$)/ : /\n[ \t]*(?=\n|$)/;
  const found = end.exec(text.slice(to));
  if (found === null) return text.trimEnd().length > to ? text.trimEnd().length : to;
  return isFenced ? to + found.index + found[0].length : to + found.index;
}

/** Whether a place is in a block of code. */
function isInFence(text: string, at: number): boolean {
  let fence = "";
  for (const [, sign = ""] of text.slice(0, at).matchAll(/^[ \t]*(?:> ?)*(`{3,}|~{3,})/gm)) {
    if (fence === "") fence = sign;
    else if (sign.startsWith(fence)) fence = "";
  }
  return fence !== "";
}

/** The line breaks that are missing between a text and a block beside it. */
function gap(text: string, breaks: RegExp): string {
  if (text.trim() === "") return text === "" || text.includes("\n") ? "" : "\n";
  return "\n".repeat(Math.max(0, 2 - (breaks.exec(text)?.[0].length ?? 0)));
}

/** A link. The words are what is selected, else the title of the page. */
export function link(address: string, title: string): Command {
  return (text, { from, to }) => {
    const words = text.slice(from, to) || title || "words of the link";
    const insert = `[${words}](${target(address)})`;
    return { from, to, insert, select: { from: from + 1, to: from + 1 + words.length } };
  };
}

/** A picture in a paragraph of its own, with the alt text selected. */
export function picture(address: string): Command {
  return block("![", "What the picture shows", `](${target(address)})`);
}

function target(address: string): string {
  return /[\s()<>]/.test(address) ? `<${address}>` : address;
}

/** A reference to the next free number, behind the word, and the note at the end of the text. */
export const footnote: Command = (text, selected) => {
  const to = selected.from === selected.to ? wordAt(text, selected.to).to : selected.to;
  const numbers = [...text.matchAll(/\[\^(\d+)\]/g)].map(([, digits]) => Number(digits));
  const sign = `[^${Math.max(0, ...numbers) + 1}]`;
  const rest = text.slice(to);
  const end = rest.trimEnd();
  const isNote = /\n\[\^[^\]]+\]:[^\n]*$/.test(text.slice(0, to) + end);
  const insert = `${sign}${end}\n${isNote ? "" : "\n"}${sign}: `;
  const note = "The note.";
  const start = to + insert.length;
  return {
    from: to,
    to: text.length,
    insert: `${insert}${note}${rest.slice(end.length) || "\n"}`,
    select: { from: start, to: start + note.length },
  };
};

/** Goes on with a list or a quotation in a new line, or ends it in an empty item. */
export function newLine(text: string, { from, to }: Range): Change | undefined {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const line = text.slice(start, from);
  const [before = "", outer = "", sign = "", space = "", task = ""] =
    /^([ \t]*(?:>[ \t]?)*[ \t]*)(?:([-*+]|\d+[.)])([ \t]+)(\[[ xX]\][ \t]+)?)?/.exec(line) ?? [];
  if ((sign === "" && !outer.includes(">")) || isInFence(text, from)) return undefined;
  if (before === line) {
    const kept = sign === "" ? "" : outer.trimStart();
    return { from: start, to, insert: kept, select: caret(start + kept.length) };
  }
  const next = sign.replace(/\d+/, (digits) => String(Number(digits) + 1));
  const insert = `\n${outer}${next}${space}${task === "" ? "" : "[ ] "}`;
  return { from, to, insert, select: caret(from + insert.length) };
}

function caret(at: number): Range {
  return { from: at, to: at };
}

function wholeLines(text: string, { from, to }: Range): Range {
  const end = text.indexOf("\n", to);
  return { from: text.lastIndexOf("\n", from - 1) + 1, to: end === -1 ? text.length : end };
}
