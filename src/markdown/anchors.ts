/**
 * An id for every heading.
 */

import { slug } from "github-slugger";
import type { MarkdownIt, StateCore, Token } from "markdown-it";
import anchor from "markdown-it-anchor";
import { plainText } from "./plain_text.ts";

/** The prefix of the ids of the page around the text, and what a heading gets that begins with it. */
const PAGE_PREFIX = /^page_|^fn(?:ref)?\d/;

/** Runs after the text of headings was parsed; a heading without text is left out. */
export function anchors(md: MarkdownIt): void {
  md.core.ruler.push("empty_headings", (state) => {
    if (state.tokens.some((_, index) => isEmptyHeading(state, index))) state.tokens = withoutEmpty(state);
  });
  md.use(anchor, { level: 1, slugify: headingId, getTokensText: plainText, uniqueSlugStartIndex: 1 });
}

/**
 * The id of a heading, as GitHub makes it, but that it begins with a letter: `2. Methods` is `methods`.
 *
 * @see https://github.com/Flet/github-slugger
 */
export function headingId(text: string): string {
  const id = slug(text.trim()).replace(/[^\p{L}\p{M}\p{N}_-]|\ufe0f/gu, "");
  const fromLetter = id.replace(/^[^\p{L}]+/u, "");
  if (fromLetter === "" || PAGE_PREFIX.test(fromLetter)) return id === "" ? "section" : `section-${id}`;
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
