/** Posts to insert mistakes into: finds plain paragraphs and replaces parts of a post. */

import { type Random, random } from "../bench/random.ts";

/** A post with a mistake. */
export interface Mistaken {
  text: string;
  /** The lines where a finding counts, 1-based. */
  lines: number[];
  /** The file name, if it differs from the post's. */
  name?: string;
  /** Other content files that belong to the mistake, by path. */
  beside?: Record<string, string>;
  /** The file with the mistake, if it is not the post: a path in the content folder. */
  file?: string;
}

/** A post as lines. */
export interface Subject {
  name: string;
  lines: readonly string[];
  /** The index of the second `---`. */
  close: number;
  random: Random;
}

/** Inserts a mistake into a post; `undefined` if it does not fit. */
export type Put = (subject: Subject) => Mistaken | undefined;

export function subject(name: string, text: string, seed: number): Subject {
  const lines = text.split(/\r?\n/);
  return { name, lines, close: lines.indexOf("---", 1), random: random(seed) };
}

/** Indexes of lines that are plain paragraphs without markup. */
function paragraphs({ lines, close }: Subject): number[] {
  const found: number[] = [];
  let isCode = false;
  for (let at = close + 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    const isAlone = (lines[at - 1] ?? "").trim() === "" || at === close + 1;
    const isPlain = /^[A-Z][^*_`[\]<>|$\\#{}]+$/.test(line) && line.split(" ").length > 8;
    if (!isCode && isAlone && isPlain && (lines[at + 1] ?? "").trim() === "") found.push(at);
  }
  return found;
}

/** Replaces a paragraph by other lines; `wrong` gives the lines with the mistake. */
export function inParagraph(change: (text: string) => string, ...wrong: number[]): Put {
  return (on) => {
    const at = pick(on, paragraphs(on));
    if (at === undefined) return undefined;
    const text = change(on.lines[at] ?? "").split("\n");
    return replaced(on, at, at + 1, text, wrong.length === 0 ? [0] : wrong);
  };
}

/** Adds a block of lines after a paragraph. */
export function block(text: string | ((paragraph: string) => string), ...wrong: number[]): Put {
  return inParagraph(
    (paragraph) => `${paragraph}\n\n${typeof text === "string" ? text : text(paragraph)}`,
    ...(wrong.length === 0 ? [0] : wrong).map((at) => at + 2),
  );
}

/** Inserts words after the fourth word of a paragraph. */
export function words(...choices: string[]): Put {
  return (on) => inParagraph(atWord(4, pick(on, choices) ?? ""))(on);
}

/** A change that inserts words after the n-th word. */
export function atWord(nth: number, added: string): (text: string) => string {
  return (text) => {
    const all = text.split(" ");
    return [...all.slice(0, nth), added, ...all.slice(nth)].join(" ");
  };
}

/** A change that wraps the n-th word. */
export function onWord(nth: number, change: (word: string) => string): (text: string) => string {
  return (text) => {
    const all = text.split(" ");
    return [...all.slice(0, nth), change(all[nth] ?? "word"), ...all.slice(nth + 1)].join(" ");
  };
}

/** Replaces a field, or adds one at the end of the front matter. */
export function field(name: string, ...choices: string[]): Put {
  return (on) => {
    const written = (pick(on, choices) ?? "").split("\n");
    const { start, end } = fieldAt(on, name);
    return replaced(on, start, end, written, written.length === 1 ? [0] : [...written.keys()]);
  };
}

/** Changes the value of a single-line field. */
export function value(name: string, change: (value: string) => string): Put {
  return (on) => {
    const { start, end } = fieldAt(on, name);
    if (end !== start + 1) return undefined;
    const old = (on.lines[start] ?? "").slice(name.length + 1).trim();
    if (old === "" || /^["'>|]/.test(old)) return undefined;
    return replaced(on, start, end, [`${name}: ${change(old)}`], [0]);
  };
}

export function fieldAt({ lines, close }: Subject, name: string): { start: number; end: number } {
  const start = lines.findIndex((line, at) => at < close && line.startsWith(`${name}:`));
  if (start === -1) return { start: close, end: close };
  let end = start + 1;
  while (end < close && /^[ \t-]/.test(lines[end] ?? "")) end += 1;
  return { start, end };
}

/** A post with some lines replaced. */
export function replaced(on: Subject, start: number, end: number, by: readonly string[], wrong: number[]): Mistaken {
  const lines = [...on.lines.slice(0, start), ...by, ...on.lines.slice(end)];
  return { text: lines.join("\n"), lines: wrong.map((at) => start + at + 1) };
}

export function pick<Item>({ random }: Subject, items: readonly Item[]): Item | undefined {
  return items.length === 0 ? undefined : random.one(items);
}
