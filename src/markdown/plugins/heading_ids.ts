/**
 * Gives every heading an id.
 */

import type { MarkdownIt, StateCore, Token } from "markdown-it";
import anchor from "markdown-it-anchor";
import { MOST_HEADINGS } from "../../base/limits.ts";
import { contextOf, offsetOfLine, report } from "../context.ts";
import { plainText } from "../plain_text.ts";

/** Ids of the page around the text, and of footnotes. */
const RESERVED = /^page_|^fn(?:ref)?-?\d/i;

/** Runs after the text of headings was parsed. Skips headings without text. */
export function anchors(md: MarkdownIt): void {
  md.core.ruler.push("sound_headings", (state) => {
    if (state.tokens.some((_, index) => isEmptyHeading(state, index))) state.tokens = withoutEmpty(state);
    const headings = state.tokens.filter(({ type }) => type === "heading_open");
    const [first, ...others] = headings.slice(MOST_HEADINGS);
    if (first) tooMany(first, state);
    for (const heading of [first, ...others]) if (heading) heading.type = "paragraph_open";
    checkOwnIds(state.tokens);
  });
  md.use(anchor, {
    level: 1,
    slugify: headingId,
    getTokensText: plainText,
    uniqueSlugStartIndex: 1,
    tabIndex: false,
  });
}

/** Naming more would take minutes, so further headings get no id. */
function tooMany(first: Token, state: StateCore): void {
  const context = contextOf(state.env);
  if (context === undefined) return;
  report(context, offsetOfLine(context, first.map?.[0] ?? 0), {
    rule: "too-much",
    message: `Only the first ${MOST_HEADINGS} headings get an id, and this is one more.`,
    hint: "Split the post into several.",
  });
}

/** Drops an author's id if an earlier heading has it, or may get it by numbering. */
function checkOwnIds(tokens: readonly Token[]): void {
  const taken = new Set<string>();
  for (const [index, heading] of tokens.entries()) {
    if (heading.type !== "heading_open") continue;
    const own = heading.attrGet("id");
    const id = String(own ?? headingId(plainText(tokens[index + 1]?.children ?? [])));
    if (own !== null && (taken.has(id) || taken.has(id.replace(/-\d+$/, "")) || isReserved(id))) heading.attrs = null;
    taken.add(id);
  }
}

/** Whether an id belongs to the page around the text or to a footnote. */
export function isReserved(id: string): boolean {
  return RESERVED.test(id);
}

/** Whether an id belongs to the page around the text. No plugin gives such an id. */
export function isIdOfPage(id: string): boolean {
  return /^page_/i.test(id.trim());
}

/** Everything but letters, marks, digits, `_` and `-`. Numbers such as `²` and `½` go too, as do emoji selectors. */
const NOT_IN_IDS = /[^\p{L}\p{M}\p{Nd}\p{Nl}_-]|\ufe0f/gu;

/** The id that GitHub gives a heading, except that it starts with a letter: `2. Methods` becomes `methods`. */
export function headingId(text: string): string {
  const id = text.trim().toLowerCase().replaceAll(" ", "-").replace(NOT_IN_IDS, "");
  const fromLetter = id.replace(/^[^\p{L}]+/u, "");
  if (fromLetter === "" || isReserved(fromLetter)) return id === "" ? "section" : `section-${id}`;
  return fromLetter;
}

function isEmptyHeading({ tokens }: StateCore, index: number): boolean {
  if (tokens[index]?.type !== "heading_open") return false;
  const children = tokens[index + 1]?.children ?? [];
  return children.every(
    (child: Token) => child.type.startsWith("html_") || (child.type === "text" && child.content.trim() === ""),
  );
}

function withoutEmpty(state: StateCore): Token[] {
  const empty = new Set<number>();
  state.tokens.forEach((_, index) => {
    if (isEmptyHeading(state, index)) for (const at of [index, index + 1, index + 2]) empty.add(at);
  });
  return state.tokens.filter((_, index) => !empty.has(index));
}
