/**
 * Footnotes, with a way there and back that says where it leads.
 */

import type { MarkdownIt, Token } from "markdown-it";
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
  rules.footnote_ref = (tokens, index) => {
    const { number, call } = numbersOf(tokens[index]);
    return `<sup class="footnote-ref"><a href="#fn${number}" id="fnref${call}">${number}</a></sup>`;
  };
  rules.footnote_anchor = (tokens, index, _options, env) => {
    const { call } = numbersOf(tokens[index]);
    const label = escapeHtml(contextOf(env)?.settings.labels.backToText ?? "");
    // Two ways back from one footnote need two names.
    const name = call.includes("-") ? `${label} (${call.replace("-", ".")})` : label;
    return ` <a href="#fnref${call}" class="footnote-backref" aria-label="${name}">↩\uFE0E</a>`;
  };
}

/** The number of a footnote and the name of a call: the second call of footnote 3 is `3-2`. */
function numbersOf(token: Token | undefined): { number: number; call: string } {
  const { id, subId } = token?.meta ?? {};
  const number = Number(id) + 1;
  return { number, call: Number(subId) > 0 ? `${number}-${Number(subId) + 1}` : `${number}` };
}
