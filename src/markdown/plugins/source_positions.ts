/**
 * Finds where in the file links, images, code and HTML stand. markdown-it knows the lines of a block; this plugin
 * records the position inside the block's text and maps it back to the file.
 */

import type { Env, MarkdownIt, StateCore, StateInline, Token } from "markdown-it";
import { lineText, placeAt } from "../../base/source.ts";
import { type Context, contextOf, offsetOfLine, type SourceLink } from "../context.ts";
import { plainText } from "../plain_text.ts";
import { inlineNote } from "./footnotes.ts";
import { type InlineRule, inlineRules } from "./inline_rules.ts";

/** Position of an inline token in the text of its block. */
interface Found {
  start: number;
  end: number;
  /** For a link or image: its address, as written. */
  target?: { text: string; start: number; end: number } | undefined;
}

const found = new WeakMap<Token, Found>();

const WATCHED: Readonly<Record<string, readonly string[]>> = {
  link: ["link_open"],
  image: ["image"],
  autolink: ["link_open"],
  html_inline: ["html_inline"],
  backticks: ["code_inline"],
  formula: ["formula"],
  footnote_inline: ["footnote_ref"],
};

/** Must come after the plugins that add inline rules. */
export function places(md: MarkdownIt): void {
  for (const { name, fn } of inlineRules(md)) {
    const types = WATCHED[name];
    if (types) md.inline.ruler.at(name, watched(md, fn, types));
  }
  md.core.ruler.after("inline", "places", (state) => {
    const context = contextOf(state.env);
    if (context) placeTokens(state, context);
  });
}

function watched(md: MarkdownIt, rule: InlineRule, types: readonly string[]): InlineRule {
  return (state, silent) => {
    const start = state.pos;
    const before = state.tokens.length;
    const matched = rule(state, silent);
    if (!matched || silent) return matched;
    const token = state.tokens.slice(before).find(({ type }) => types.includes(type));
    if (token) found.set(token, { start, end: state.pos, target: targetIn(md, state, start) });
    return true;
  };
}

/** The address between `](` and `)` of the link or image at a position. */
function targetIn(md: MarkdownIt, state: StateInline, start: number): Found["target"] {
  const label = state.src[start] === "!" ? start + 1 : start;
  if (state.src[label] !== "[") return undefined;
  const end = md.helpers.parseLinkLabel(state, label, false);
  if (end < 0 || state.src[end + 1] !== "(") return undefined;
  let at = end + 2;
  while (/\s/.test(state.src[at] ?? "")) at += 1;
  if (state.src[at] === ")") return { text: "", start: at, end: at };
  const destination = md.helpers.parseLinkDestination(state.src, at, state.src.length);
  return destination.ok ? { text: destination.str, start: at, end: destination.pos } : undefined;
}

function placeTokens(state: StateCore, context: Context): void {
  let row: [number, number] | null = null;
  let searchFrom = 0;
  for (const token of state.tokens) {
    if (token.type === "tr_open") {
      row = token.map;
      searchFrom = 0;
    }
    if (token.type === "table_close") row = null;
    if (token.type === "fence" || token.type === "code_block") context.code.push(linesOf(context, token));
    if (token.type === "formula_block") context.formulas.push(linesOf(context, token));
    if (token.type !== "inline") continue;
    const map = token.map ?? row;
    if (map === null || token.children === null) continue;
    const isCell = token.map === null;
    if (!isCell && !token.children.some((child) => found.has(child))) continue;
    const block = blockPlaces(context, token.content, map[0], isCell ? searchFrom : 0);
    if (isCell) searchFrom = block.column + token.content.length;
    placeChildren(context, token.children, block, state.env);
  }
}

function linesOf(context: Context, token: Token): [number, number] {
  const [start, end] = token.map ?? [0, 0];
  return [offsetOfLine(context, start), offsetOfLine(context, end)];
}

interface BlockPlaces {
  /** The 0-based column at which the first line of the block's text begins. */
  column: number;
  /** Falls back to the start of the line if the text differs from the file, as with an escaped `|`. */
  offsetOf(position: number): number;
  isExact(position: number): boolean;
}

/** Maps positions in a block's text to the file, line by line. */
function blockPlaces(context: Context, content: string, firstLine: number, searchFrom: number): BlockPlaces {
  const lineStarts = [0];
  for (let at = content.indexOf("\n"); at !== -1; at = content.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const columns = new Map<number, number>();
  const columnOf = (index: number): number => {
    const known = columns.get(index);
    if (known !== undefined) return known;
    const end = lineStarts[index + 1];
    const text = content.slice(lineStarts[index], end === undefined ? undefined : end - 1).trimEnd();
    const line = lineText(context.from, context.firstLine + firstLine + index + 1);
    const column = line.indexOf(text, index === 0 ? searchFrom : 0);
    columns.set(index, column);
    return column;
  };
  const lineOf = (position: number): number => {
    let index = lineStarts.length - 1;
    while (index > 0 && (lineStarts[index] ?? 0) > position) index -= 1;
    return index;
  };
  return {
    column: Math.max(0, columnOf(0)),
    isExact: (position) => columnOf(lineOf(position)) !== -1,
    offsetOf(position) {
      const index = lineOf(position);
      const start = offsetOfLine(context, firstLine + index);
      return columnOf(index) === -1 ? start : start + columnOf(index) + position - (lineStarts[index] ?? 0);
    },
  };
}

/** Maps positions in a part of a block's text. */
function shifted(block: BlockPlaces, by: number): BlockPlaces {
  return {
    ...block,
    isExact: (position) => block.isExact(position + by),
    offsetOf: (position) => block.offsetOf(position + by),
  };
}

const offsets = new WeakMap<Token, number>();

/** The offset in the file at which an inline token begins, if known. */
export function offsetOfToken(token: Token): number | undefined {
  return offsets.get(token);
}

function placeChildren(context: Context, children: readonly Token[], block: BlockPlaces, env: Env): void {
  children.forEach((child, index) => {
    const position = found.get(child);
    if (position === undefined) return;
    const offset = block.offsetOf(position.start);
    offsets.set(child, offset);
    if (child.type === "code_inline" && block.isExact(position.start)) {
      context.code.push([offset, block.offsetOf(position.end)]);
    }
    if (child.type === "formula" && block.isExact(position.start)) {
      context.formulas.push([offset, block.offsetOf(position.end)]);
    }
    if (child.type === "footnote_ref") {
      placeChildren(context, inlineNote(child, env), shifted(block, position.start + "^[".length), env);
    }
    if (child.type === "link_open") context.links.push(linkOf(context, children, index, position, block));
    if (child.type === "image") {
      context.pictures.push({
        target: position.target?.text ?? String(child.attrGet("src") ?? ""),
        alt: plainText(child.children ?? []),
        place: placeAt(context.from, offset),
      });
    }
  });
}

function linkOf(
  context: Context,
  children: readonly Token[],
  index: number,
  { start, target }: Found,
  block: BlockPlaces,
): SourceLink {
  const close = children.findIndex((child, at) => at > index && child.type === "link_close");
  return {
    target: target?.text ?? String(children[index]?.attrGet("href") ?? ""),
    text: plainText(children.slice(index + 1, close === -1 ? undefined : close)),
    place: placeAt(context.from, block.offsetOf(start)),
    targetStart: target && block.isExact(target.start) ? block.offsetOf(target.start) : undefined,
    targetEnd: target && block.isExact(target.start) ? block.offsetOf(target.end) : undefined,
  };
}
