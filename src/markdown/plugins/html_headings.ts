/**
 * Treats headings written as HTML (`<h2>Title</h2>`) like others: they get an id and a place in the table of contents.
 */

import type { MarkdownIt, StateCore, Token } from "markdown-it";

const HEADING = /^\s*<h([1-6])((?:\s[^>]*)?)>([\s\S]*?)<\/h\1\s*>[ \t]*/i;

/** Marks heading tokens that were written as HTML. */
export const HTML_HEADING = "html";

/** Runs on blocks, before their text is parsed. */
export function htmlHeadings(md: MarkdownIt): void {
  md.core.ruler.after("block", "html_headings", (state) => {
    if (!state.tokens.some(isHeadingBlock)) return;
    state.tokens = state.tokens.flatMap((token) => (isHeadingBlock(token) ? pieces(state, token) : [token]));
  });
}

function isHeadingBlock(token: Token): boolean {
  return token.type === "html_block" && HEADING.test(token.content);
}

/** The headings at the beginning of an HTML block, and the text after them. */
function pieces(state: StateCore, block: Token): Token[] {
  const made: Token[] = [];
  let rest = block.content;
  let line = block.map?.[0] ?? 0;
  for (let match = HEADING.exec(rest); match !== null; match = HEADING.exec(rest)) {
    const before = /^\s*/.exec(rest)?.[0] ?? "";
    const start = line + linesIn(before);
    const end = line + linesIn(match[0]);
    made.push(...heading(state, match, [start, end + 1], block.level));
    line = end;
    rest = rest.slice(match[0].length);
  }
  return rest.trim() === "" ? made : [...made, ...below(state, rest, line, block.level)];
}

/**
 * Text after a heading is parsed as Markdown, as its author expects, although CommonMark would continue the HTML block.
 */
function below(state: StateCore, text: string, line: number, level: number): Token[] {
  const tokens: Token[] = [];
  state.md.block.parse(text, state.md, state.env, tokens);
  for (const token of tokens) {
    token.level += level;
    if (token.map) token.map = [token.map[0] + line, token.map[1] + line];
  }
  return tokens.flatMap((token) => (isHeadingBlock(token) ? pieces(state, token) : [token]));
}

function heading(state: StateCore, match: RegExpExecArray, map: [number, number], level: number): Token[] {
  const [, depth = "2", attributes = "", text = ""] = match;
  const open = new state.Token("heading_open", `h${depth}`, 1);
  const id = /\sid=["']?([^"'\s>]+)/i.exec(attributes)?.[1];
  if (id !== undefined) open.attrSet("id", id);
  const inline = new state.Token("inline", "", 0);
  inline.content = text.trim();
  inline.children = [];
  const close = new state.Token("heading_close", `h${depth}`, -1);
  for (const token of [open, inline, close]) {
    token.block = true;
    token.level = token === inline ? level + 1 : level;
    token.markup = HTML_HEADING;
    token.map = map;
  }
  return [open, inline, close];
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
