/**
 * Formulas between `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, rendered as MathML.
 */

import type { MarkdownIt, StateBlock, StateInline, Token } from "markdown-it";
import temml from "temml";
import { type Context, contextOf, offsetOfLine, report, trusted } from "../context.ts";
import { escapeHtml } from "../plain_text.ts";
import { offsetOfToken } from "./source_positions.ts";

/** Must come before the rule `escape`, which reads `\(` as a bracket. */
export function formulas(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "formula", inlineFormula);
  md.block.ruler.before("fence", "formula_block", blockFormula, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  md.core.ruler.push("formula_pictures", (state) => {
    for (const { children } of state.tokens) for (const child of children ?? []) pictureToFormula(child);
  });
  md.renderer.rules.formula = (tokens, index, _options, env) => formulaHtml(tokens[index], contextOf(env), env);
  md.renderer.rules.formula_block = (tokens, index, _options, env) =>
    // It takes the focus, so that one that is wider than the text can be scrolled with keys.
    `<div class="formula" tabindex="0">${formulaHtml(tokens[index], contextOf(env), env)}</div>\n`;
}

/** Finds the next delimiter in a text, memoized so that a text is searched once. */
class Finder {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  next(delimiter: string, from: number): number {
    const known = this.#found.get(delimiter);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const index = this.#text.indexOf(delimiter, from);
    this.#found.set(delimiter, index);
    return index;
  }

  /** The next `$` that may close a formula: not after a space, and not before a letter or digit. */
  nextDollar(from: number): number {
    const known = this.#found.get("closing $");
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const closing = /(?<=[^\s\\$])\$(?![\p{L}\p{N}$])/gu;
    closing.lastIndex = from;
    const index = closing.exec(this.#text)?.index ?? -1;
    this.#found.set("closing $", index);
    return index;
  }
}

/** The code spans of a text, which bind tighter than dollars. */
class CodeSpans {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const runs = [...text.matchAll(/`+/g)].map(({ index, 0: run }) => ({ index, length: run.length }));
    const nextOfLength = new Map<number, number>();
    const closings = new Map<number, number>();
    for (let at = runs.length - 1; at >= 0; at--) {
      const length = runs[at]?.length ?? 0;
      const closing = nextOfLength.get(length);
      if (closing !== undefined) closings.set(at, closing);
      nextOfLength.set(length, at);
    }
    const starts: number[] = [];
    for (let at = 0; at < runs.length; at++) {
      const { index = 0 } = runs[at] ?? {};
      const isEscaped = text[index - 1] === "\\" && text[index - 2] !== "\\";
      const closing = closings.get(at);
      if (closing === undefined || isEscaped) continue;
      starts.push(index);
      at = closing;
    }
    this.#starts = starts;
  }

  /** Whether one begins between two positions. */
  beginsWithin(start: number, end: number): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.#starts[low] ?? Number.POSITIVE_INFINITY) < end;
  }
}

const codeSpans = new WeakMap<StateInline, CodeSpans>();

function hasCode(state: StateInline, { end }: Span): boolean {
  const spans = codeSpans.get(state) ?? new CodeSpans(state.src);
  codeSpans.set(state, spans);
  return spans.beginsWithin(state.pos, end);
}

const finders = new WeakMap<StateInline | StateBlock, Finder>();

function finderOf(state: StateInline | StateBlock): Finder {
  const finder = finders.get(state) ?? new Finder(state.src);
  finders.set(state, finder);
  return finder;
}

interface Span {
  tex: string;
  display: boolean;
  end: number;
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const span = spanAt(state);
  if (span === undefined || span.end > state.posMax || hasCode(state, span)) return false;
  if (!silent) {
    const token = state.push("formula", "math", 0);
    token.content = span.tex;
    token.markup = span.display ? "$$" : "$";
  }
  state.pos = span.end;
  return true;
}

function spanAt(state: StateInline): Span | undefined {
  const { src, pos } = state;
  const two = src.slice(pos, pos + 2);
  if (two === "$$") return delimited(state, "$$", true);
  if (two === "\\(") return delimited(state, "\\)", false);
  if (two === "\\[") return delimited(state, "\\]", true);
  return two[0] === "$" ? dollars(state) : undefined;
}

/**
 * Tells a formula from words in brackets, such as `\[Smith 2020\]`, which editors escape too: an operator, or a single
 * letter.
 */
const TEX = /[\\^_{}=<>+*/|]|^\p{L}$/u;

/** An amount and words between two dollar signs, as in `$5 or 10$` and `$20/hr vs 30$`. */
const PRICES = /^\d[^\\]*\s\p{L}{2,}/u;

function delimited(state: StateInline, closing: string, display: boolean): Span | undefined {
  const start = state.pos + 2;
  const end = finderOf(state).next(closing, start);
  const tex = end === -1 ? "" : state.src.slice(start, end).trim();
  if (tex === "") return undefined;
  if (closing === "$$" && (state.src[end + 2] === "$" || state.src[state.pos - 1] === "$")) return undefined;
  if (closing !== "$$" && !TEX.test(tex)) return undefined;
  const picture = /^!\[[^\]]*\]\((.*)\)$/s.exec(tex)?.[1];
  const drawn = picture === undefined ? undefined : texOfPicture(picture);
  if (picture !== undefined ? drawn === undefined : /\]\(/.test(tex)) return undefined;
  return { tex: drawn ?? tex, display, end: end + 2 };
}

/**
 * A formula between single dollars, told from prices by Pandoc's rule: no space inside next to the dollars, and no
 * letter or digit after the second.
 *
 * @see https://pandoc.org/MANUAL.html#extension-tex_math_dollars
 */
function dollars(state: StateInline): Span | undefined {
  const { src, pos } = state;
  const start = pos + 1;
  if (/[\s$]/.test(src[start] ?? " ") || /[\p{L}\p{N}\\]/u.test(src[pos - 1] ?? "")) return undefined;
  const end = finderOf(state).nextDollar(start + 1);
  const tex = src.slice(start, end);
  return end === -1 || PRICES.test(tex) ? undefined : { tex, display: false, end: end + 1 };
}

const BLOCKS: readonly [opening: string, closing: string][] = [
  ["$$", "$$"],
  ["\\[", "\\]"],
];

/** A formula on lines of its own. It may follow a line of text, and ends before an empty line. */
function blockFormula(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const [opening, closing] = BLOCKS.find(([mark]) => state.src.startsWith(mark, start)) ?? [];
  if (opening === undefined || closing === undefined) return false;
  if (finderOf(state).next(closing, start + opening.length) === -1) return false;
  if (startLine < (hopeless.get(state) ?? 0)) return false;
  const lines: string[] = [];
  let line = startLine;
  for (; line < endLine && !state.isEmpty(line); line++) {
    const from = line === startLine ? start + opening.length : (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    const text = state.src.slice(from, state.eMarks[line]);
    const at = text.indexOf(closing);
    lines.push(at === -1 ? text : text.slice(0, at));
    if (at === -1) continue;
    if (text.slice(at + closing.length).trim() !== "" || lines.join("").trim() === "") return false;
    if (silent) return true;
    state.line = line + 1;
    const token = state.push("formula_block", "math", 0);
    token.block = true;
    token.content = lines.join("\n").trim();
    token.markup = "$$";
    token.map = [startLine, line + 1];
    return true;
  }
  hopeless.set(state, line);
  return false;
}

/** The line up to which no open formula is closed, so that lines are not searched again and again. */
const hopeless = new WeakMap<StateBlock, number>();

function formulaHtml(
  token: Token | undefined,
  context: Context | undefined,
  env: Parameters<typeof trusted>[0],
): string {
  if (token === undefined) return "";
  const { html, problem } = mathml(token.content, token.markup === "$$");
  if (problem !== undefined && context) {
    const offset = offsetOfToken(token) ?? offsetOfLine(context, token.map?.[0] ?? 0);
    report(context, offset, {
      rule: "formula",
      message: `The formula cannot be read: ${problem}`,
      hint: "Correct it, or write a literal dollar sign as `\\$`.",
    });
  }
  return trusted(env, html);
}

/** Renders TeX as MathML without inline styles, which a strict content security policy forbids. */
export function mathml(tex: string, display: boolean): { html: string; problem: string | undefined } {
  try {
    const html = temml.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      strict: false,
      maxExpand: 1000,
    });
    return { html: html.replace(/ style="[^"]*"/g, ""), problem: undefined };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const [first = "it is not TeX"] = said.replace(/^.*?ParseError:\s*/s, "").split("\n");
    return { html: `<code>${escapeHtml(tex)}</code>`, problem: first.replace(/[.\s]*$/, ".") };
  }
}

/** Recovers the TeX from the address of an image of a formula. */
export function texOfPicture(address: string): string | undefined {
  const query = /^https?:\/\/latex\.codecogs\.com\/[^?]*\?(.*)$/s.exec(address.trim())?.[1];
  if (query === undefined) return undefined;
  return decoded(query.replaceAll("&amp;", "&").replaceAll("&space;", " "))
    .replace(/\\(?:inline|tiny|small|normal|large|Large|LARGE|huge|Huge|dpi\{\d+\}|bg_\w+|fg_\w+)(?![a-zA-Z])/g, "")
    .trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", "%2B"));
  } catch {
    return text;
  }
}

function pictureToFormula(token: Token): void {
  if (token.type !== "image") return;
  const tex = texOfPicture(decoded(String(token.attrGet("src") ?? "")));
  if (tex === undefined || tex === "") return;
  token.type = "formula";
  token.tag = "math";
  token.content = tex;
  token.markup = "$";
  token.children = null;
}
