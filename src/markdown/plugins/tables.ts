/**
 * Tables scroll inside themselves when wider than the page. Columns are aligned by classes.
 */

import type { MarkdownIt } from "markdown-it";
import { contextOf } from "../context.ts";
import { escapeHtml } from "../plain_text.ts";

export function tables(md: MarkdownIt): void {
  md.core.ruler.push("table_cells", (state) => {
    for (const [index, token] of state.tokens.entries()) {
      if (token.type !== "th_open" && token.type !== "td_open") continue;
      const align = /text-align:(left|center|right)/.exec(String(token.attrGet("style") ?? ""))?.[1];
      token.attrs = align === undefined ? null : [["class", `align-${align}`]];
      if (token.type === "td_open") continue;
      const close = state.tokens[index + 2];
      // A header cell without words, such as the corner above row names, is no header of anything.
      if (state.tokens[index + 1]?.content.trim() === "" && close) token.tag = close.tag = "td";
      else token.attrSet("scope", "col");
    }
  });
  md.renderer.rules.table_open = (_tokens, _index, _options, env) => {
    const label = escapeHtml(contextOf(env)?.settings.labels.table ?? "");
    return `<div class="table" role="group" tabindex="0" aria-label="${label}">\n<table>\n`;
  };
  md.renderer.rules.table_close = () => "</table>\n</div>\n";
}
