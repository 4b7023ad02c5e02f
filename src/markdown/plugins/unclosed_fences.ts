/**
 * Reports code fences that are never closed. Markdown ends such code with the text, the quote or the list item.
 */

import type { MarkdownIt, Token } from "markdown-it";
import { lineText } from "../../base/source.ts";
import { type Context, contextOf, offsetOfLine, report } from "../context.ts";

export function unclosedFences(md: MarkdownIt): void {
  md.core.ruler.after("block", "unclosed_fences", (state) => {
    const context = contextOf(state.env);
    if (context === undefined) return;
    for (const token of state.tokens) {
      if (token.type === "fence" && !isClosed(token, context)) reportFence(token, context);
    }
  });
}

function isClosed({ map, markup }: Token, context: Context): boolean {
  const [first, end] = map ?? [0, 0];
  if (end - first < 2) return false;
  // Blockquote markers may precede the closing fence.
  const last = lineText(context.from, context.firstLine + end)
    .replace(/^[\s>]+/, "")
    .trimEnd();
  return last.startsWith(markup) && last === markup.charAt(0).repeat(last.length);
}

function reportFence({ map, markup }: Token, context: Context): void {
  const start = offsetOfLine(context, map?.[0] ?? 0);
  const column = lineText(context.from, context.firstLine + (map?.[0] ?? 0) + 1).indexOf(markup);
  report(context, start + Math.max(0, column), {
    rule: "unclosed-code",
    message: "This code block is never closed, so the text below is shown as code.",
    hint: `Write ${markup} on a line of its own where the code ends.`,
  });
}
