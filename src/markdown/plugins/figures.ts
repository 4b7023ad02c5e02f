/**
 * Images: one that stands alone with a title becomes a figure with a caption. All images load lazily.
 */

import type { MarkdownIt, StateCore, Token } from "markdown-it";

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
  open.tag = "figure";
  close.tag = "figure";
  image.attrs = (image.attrs ?? []).filter(([name]) => name !== "title");
  const words = new state.Token("text", "", 0);
  words.content = String(caption);
  children.push(
    new state.Token("figcaption_open", "figcaption", 1),
    words,
    new state.Token("figcaption_close", "figcaption", -1),
  );
}
