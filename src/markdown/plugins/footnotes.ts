/**
 * Footnotes, with labelled links to the note and back.
 */

import type { Env, MarkdownIt, StateCore, Token } from "markdown-it";
import footnote from "markdown-it-footnote";
import { MOST_FOOTNOTES } from "../../base/limits.ts";
import { memoize } from "../../base/memoize.ts";
import { contextOf, offsetOfLine, report } from "../context.ts";
import { escapeHtml } from "../plain_text.ts";
import { type InlineRule, inlineRules } from "./inline_rules.ts";

export function footnotes(md: MarkdownIt): void {
  md.use(footnote);
  for (const { name, fn } of inlineRules(md))
    if (name === "footnote_inline") md.inline.ruler.at(name, notWithinItself(fn));
  md.core.ruler.before("footnote_tail", "few_footnotes", keepFew);
  const { rules } = md.renderer;
  rules.footnote_block_open = (_tokens, _index, _options, env) => {
    const label = escapeHtml(contextOf(env)?.settings.labels.footnotes ?? "");
    return `<section class="footnotes" aria-label="${label}">\n<ol>\n`;
  };
  rules.footnote_block_close = () => "</ol>\n</section>\n";
  rules.footnote_ref = (tokens, index, _options, env) => {
    const { number, call } = numbersOf(tokens[index]);
    const shown = numerals(contextOf(env)?.settings.language ?? "en").format(number);
    return `<sup class="footnote-ref"><a href="#fn${number}" id="fnref${call}">${shown}</a></sup>`;
  };
  rules.footnote_anchor = (tokens, index, _options, env) => {
    const { call } = numbersOf(tokens[index]);
    const label = escapeHtml(contextOf(env)?.settings.labels.backToText ?? "");
    // Two links back from one footnote need two names.
    const name = call.includes("-") ? `${label} (${call.replace("-", ".")})` : label;
    return ` <a href="#fnref${call}" class="footnote-backref" aria-label="${name}">↩\uFE0E</a>`;
  };
}

/** The style sheet numbers the notes in the same way. */
const numerals = memoize((language) => new Intl.NumberFormat(language));

/** A footnote within a footnote stays text: the plugin would give both the same number and lose the words of one. */
function notWithinItself(rule: InlineRule): InlineRule {
  const reading = new WeakSet<Env>();
  return (state, silent) => {
    if (reading.has(state.env)) return false;
    reading.add(state.env);
    const matched = rule(state, silent);
    reading.delete(state.env);
    return matched;
  };
}

declare module "markdown-it" {
  interface Env {
    footnotes?: { list?: Note[] };
  }
}

/** A footnote as the plugin records it. An inline footnote carries its text. */
interface Note {
  label?: string;
  content?: string;
  tokens?: Token[];
}

function notesOf(env: Env | undefined): Note[] {
  return env?.footnotes?.list ?? [];
}

/** The text of an inline footnote, by the token of its reference. */
export function inlineNote(call: Token, env: Env | undefined): Token[] {
  return notesOf(env)[Number(call.meta?.id)]?.tokens ?? [];
}

/** Numbering more would take minutes, so further references stay text. */
function keepFew(state: StateCore): void {
  const notes = notesOf(state.env);
  if (notes.length <= MOST_FOOTNOTES) return;
  const context = contextOf(state.env);
  let isTold = false;
  for (const { children, map } of state.tokens) {
    for (const call of children ?? []) {
      const id = call.type === "footnote_ref" ? Number(call.meta?.id) : 0;
      if (id < MOST_FOOTNOTES) continue;
      const { label, content } = notes[id] ?? {};
      call.type = "text";
      call.content = label === undefined ? `^[${content ?? ""}]` : `[^${label}]`;
      if (context && !isTold) report(context, offsetOfLine(context, map?.[0] ?? 0), TOO_MANY);
      isTold = true;
    }
  }
  notes.length = MOST_FOOTNOTES;
}

const TOO_MANY = {
  rule: "too-much",
  message: `Only the first ${MOST_FOOTNOTES} footnotes are supported, and this is one more.`,
  hint: "Split the post into several.",
} as const;

/** The number of a footnote and the name of a reference: the second reference to footnote 3 is `3-2`. */
function numbersOf(token: Token | undefined): { number: number; call: string } {
  const { id, subId } = token?.meta ?? {};
  const number = Number(id) + 1;
  return { number, call: Number(subId) > 0 ? `${number}-${Number(subId) + 1}` : `${number}` };
}
