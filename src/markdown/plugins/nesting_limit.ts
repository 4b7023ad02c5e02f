/**
 * Quotes and lists within each other, down to a depth that no person reaches. What lies deeper is text: by itself
 * markdown-it would leave it out without a word.
 */

import type { MarkdownIt, StateBlock } from "markdown-it";
import { DEEPEST_NESTING } from "../../base/limits.ts";
import { contextOf, offsetOfLine, report } from "../context.ts";

/** Where markdown-it itself gives up; an item lies two levels below what its list lies in. */
export const LIBRARY_LIMIT = DEEPEST_NESTING + 10;

/** Must come before all other rules on blocks. */
export function nesting(md: MarkdownIt): void {
  md.block.ruler.before("table", "nesting", (state, startLine, endLine, silent) => {
    if (state.level < DEEPEST_NESTING || silent) return false;
    const context = contextOf(state.env);
    if (context) report(context, offsetOfLine(context, startLine), TOO_DEEP);
    asText(state, startLine, endLine);
    return true;
  });
}

const TOO_DEEP = {
  rule: "too-much",
  message: "Quotes or lists lie within each other too deep, so what begins here is read as plain text.",
  hint: "Take it out of some of them.",
} as const;

function asText(state: StateBlock, startLine: number, endLine: number): void {
  state.line = endLine;
  state.push("paragraph_open", "p", 1).map = [startLine, endLine];
  const text = state.push("inline", "", 0);
  text.content = state.getLines(startLine, endLine, state.blkIndent, false).trim();
  text.map = [startLine, endLine];
  text.children = [];
  state.push("paragraph_close", "p", -1);
}
