/**
 * Limits how deep quotes and lists nest. Deeper ones stay text; markdown-it would drop them silently.
 */

import type { MarkdownIt, StateBlock } from "markdown-it";
import { DEEPEST_NESTING } from "../../base/limits.ts";
import { contextOf, offsetOfLine, report } from "../context.ts";

/** markdown-it's own limit. An item lies two levels below the parent of its list. */
export const LIBRARY_LIMIT = DEEPEST_NESTING + 10;

/** Must come before all other block rules. */
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
  message: "Quotes or lists are nested too deeply, so the rest is read as plain text.",
  hint: "Nest it less deeply.",
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
