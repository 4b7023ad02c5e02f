/**
 * Footnotes, with a way there and back that says where it leads.
 */

import type { MarkdownIt } from "markdown-it";
import footnote from "markdown-it-footnote";
import { contextOf } from "./context.ts";
import { escapeHtml } from "./html.ts";

export function footnotes(md: MarkdownIt): void {
  md.use(footnote);
  const { rules } = md.renderer;
  rules.footnote_block_open = (_tokens, _index, _options, env) => {
    const label = escapeHtml(contextOf(env)?.settings.labels.footnotes ?? "");
    return `<section class="footnotes" aria-label="${label}">\n<ol>\n`;
  };
  rules.footnote_block_close = () => "</ol>\n</section>\n";
  rules.footnote_caption = (tokens, index) => String(Number(tokens[index]?.meta?.id) + 1);
  rules.footnote_anchor = (tokens, index, _options, env) => {
    const { id, subId } = tokens[index]?.meta ?? {};
    const place = `fnref${Number(id) + 1}${Number(subId) > 0 ? `:${subId}` : ""}`;
    const label = escapeHtml(contextOf(env)?.settings.labels.backToText ?? "");
    return ` <a href="#${place}" class="footnote-backref" aria-label="${label}">↩\uFE0E</a>`;
  };
}
