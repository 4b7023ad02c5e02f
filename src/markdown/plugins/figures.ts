/**
 * Images: one that stands alone with a title becomes a figure with a caption. All images load lazily.
 *
 * `|` separates the parts of a title: a caption, a credit, and `wide` or `full` for how wide the figure is.
 */

import type { MarkdownIt, StateCore, Token } from "markdown-it";

/** Names of how wide a figure is, besides the text. */
const WIDTHS = new Set(["wide", "full"]);

/** Runs after the text was parsed. */
export function figures(md: MarkdownIt): void {
  md.core.ruler.push("figures", (state) => {
    state.tokens.forEach((token, index) => {
      for (const child of token.children ?? []) if (child.type === "image") lazy(child);
      if (token.type === "inline") figureAt(state, index);
    });
  });
}

function lazy(image: Token): void {
  image.attrSet("loading", "lazy");
  image.attrSet("decoding", "async");
}

function figureAt(state: StateCore, index: number): void {
  const [open, inline, close] = state.tokens.slice(index - 1, index + 2);
  const children = inline?.children ?? [];
  const [image] = children;
  const caption = image?.attrGet("title");
  if (
    open?.type !== "paragraph_open" ||
    open.hidden ||
    !close ||
    children.length !== 1 ||
    image?.type !== "image" ||
    !caption
  )
    return;
  const parts = String(caption)
    .split("|")
    .map((part) => part.trim());
  const width = parts.find((part) => WIDTHS.has(part));
  const words = parts.filter((part) => part !== "" && !WIDTHS.has(part));
  open.tag = "figure";
  close.tag = "figure";
  if (width) open.attrJoin("class", `figure-${width}`);
  image.attrs = (image.attrs ?? []).filter(([name]) => name !== "title");
  if (words.length > 0) children.push(...captionOf(state, words));
}

/** Words of a caption and, if there are more, of a credit. */
function captionOf(state: StateCore, [words = "", ...credit]: readonly string[]): Token[] {
  const text = (content: string): Token => Object.assign(new state.Token("text", "", 0), { content });
  const open = new state.Token("credit_open", "span", 1);
  open.attrs = [["class", "credit"]];
  return [
    new state.Token("figcaption_open", "figcaption", 1),
    text(words),
    ...(credit.length === 0
      ? []
      : [text(" "), open, text(credit.join(" | ")), new state.Token("credit_close", "span", -1)]),
    new state.Token("figcaption_close", "figcaption", -1),
  ];
}
