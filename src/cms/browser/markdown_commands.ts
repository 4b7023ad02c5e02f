/**
 * What the buttons above the text do to it: pure functions from a text and a selection to a change.
 */

export interface Range {
  from: number;
  to: number;
}

/** Replaces a range, and selects a range of the new text. */
export interface Change extends Range {
  insert: string;
  select: Range;
}

export type Command = (text: string, selected: Range) => Change;

/** Puts a mark such as `**` around what is selected, or removes it. */
export function mark(sign: string, placeholder: string): Command {
  return (text, { from, to }) => {
    const isMarked = text.slice(from - sign.length, from) === sign && text.slice(to, to + sign.length) === sign;
    const words = text.slice(from, to);
    if (isMarked && words !== "") {
      const start = from - sign.length;
      return { from: start, to: to + sign.length, insert: words, select: { from: start, to: start + words.length } };
    }
    const inner = words || placeholder;
    const start = from + sign.length;
    return { from, to, insert: sign + inner + sign, select: { from: start, to: start + inner.length } };
  };
}

/** Puts a prefix before each selected line, or removes it where every line has it. */
export function prefix(sign: (index: number) => string, pattern: RegExp): Command {
  return (text, selected) => {
    const { from, to } = wholeLines(text, selected);
    const lines = text.slice(from, to).split("\n");
    const isOff = lines.every((line) => pattern.test(line));
    const insert = lines.map((line, index) => (isOff ? "" : sign(index)) + line.replace(pattern, "")).join("\n");
    return { from, to, insert, select: { from: from + insert.length, to: from + insert.length } };
  };
}

/** `##`, then `###`, then no heading. */
export const heading: Command = (text, selected) => {
  const { from, to } = wholeLines(text, { from: selected.from, to: selected.from });
  const [, signs = "", words = ""] = /^(?:(#{1,6})[ \t]+)?([\s\S]*)$/.exec(text.slice(from, to)) ?? [];
  const next = { "": "## ", "##": "### ", "###": "" }[signs] ?? "## ";
  const insert = next + words;
  return { from, to, insert, select: { from: from + insert.length, to: from + insert.length } };
};

/** Inserts a block with blank lines around it. `placeholder` is the part of it that is selected then. */
export function block(before: string, placeholder: string, after: string): Command {
  return (text, { from, to }) => {
    const words = text.slice(from, to) || placeholder;
    const gapBefore = gap(text.slice(0, from), /\n*$/);
    const gapAfter = gap(text.slice(to), /^\n*/);
    const start = from + gapBefore.length + before.length;
    return {
      from,
      to,
      insert: gapBefore + before + words + after + gapAfter,
      select: { from: start, to: start + words.length },
    };
  };
}

/** The line breaks that are missing between a text and a block beside it. */
function gap(text: string, breaks: RegExp): string {
  if (text.trim() === "") return text === "" ? "" : "\n";
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

/** A reference to the next free number, and the note at the end of the text. */
export const footnote: Command = (text, { to }) => {
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
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  const [start, indent = "", sign = "", task = ""] =
    /^([ \t]*)([-*+>]|\d+[.)])[ \t]+(\[[ xX]\][ \t]+)?/.exec(line) ?? [];
  if (start === undefined) return undefined;
  if (start === line) return { from: from - line.length, to, insert: "", select: caret(from - line.length) };
  const next = sign.replace(/\d+/, (digits) => String(Number(digits) + 1));
  const insert = `\n${indent}${next} ${task === "" ? "" : "[ ] "}`;
  return { from, to, insert, select: caret(from + insert.length) };
}

function caret(at: number): Range {
  return { from: at, to: at };
}

function wholeLines(text: string, { from, to }: Range): Range {
  const end = text.indexOf("\n", to);
  return { from: text.lastIndexOf("\n", from - 1) + 1, to: end === -1 ? text.length : end };
}
