/**
 * GitHub's callouts: a quote whose first line is `[!NOTE]`, optionally followed by a title. `[!TAKEAWAYS]` is one more kind;
 * `[!QUOTE]` is a pull quote, whose title is its source.
 *
 * @see
 * https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
 */

import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { contextOf, type MarkdownLabels } from "../context.ts";

const BOXES = ["note", "tip", "important", "warning", "caution", "takeaways"] as const;
const QUOTE = "quote";

export const CALLOUT_KINDS = [...BOXES, QUOTE] as const;

const MARKER = new RegExp(`^\\[!(${CALLOUT_KINDS.join("|")})\\][ \\t]*([^\\n]*)(?:\\n|$)`, "i");

/** Runs on blocks, before their text is parsed. */
export function callouts(md: MarkdownIt): void {
  md.core.ruler.after("block", "callouts", (state) => {
    const open: Token[] = [];
    for (let index = 0; index < state.tokens.length; index++) {
      const token = state.tokens[index];
      if (token?.type === "blockquote_open") {
        open.push(token);
        index += calloutAt(state, index);
      } else if (token?.type === "blockquote_close") index += closeAt(state, index, open.pop());
    }
  });
}

/** The source of each pull quote, or an empty text. */
const sources = new WeakMap<Token, string>();

/** Turns the quote at an index into a callout if it is one. Returns the number of tokens added. */
function calloutAt(state: StateCore, index: number): number {
  const [quote, paragraph, inline] = state.tokens.slice(index, index + 3);
  const match = inline?.type === "inline" ? MARKER.exec(inline.content) : null;
  if (!quote || !inline || paragraph?.type !== "paragraph_open" || match === null) return 0;
  const kind = BOXES.find((name) => name === match[1]?.toLowerCase());
  const title = match[2]?.trim() ?? "";
  inline.content = inline.content.slice(match[0].length);
  if (inline.map) inline.map = [inline.map[0] + 1, inline.map[1]];
  // Removes the marker's paragraph if it is otherwise empty.
  const removed = inline.content.trim() === "" ? 3 : 0;
  const added = kind === undefined ? pullQuote(state, quote, title) : box(state, quote, kind, title);
  state.tokens.splice(index + 1, removed, ...added);
  return removed > 0 ? 0 : added.length;
}

function box(state: StateCore, quote: Token, kind: (typeof BOXES)[number], title: string): Token[] {
  quote.tag = "div";
  quote.attrs = [
    ["class", `callout callout-${kind}`],
    ["role", "note"],
  ];
  const labels: MarkdownLabels | undefined = contextOf(state.env)?.settings.labels;
  return words(state, quote, ["paragraph", "p"], title || (labels?.[kind] ?? kind), "callout-title");
}

/** A figure around the quote. */
function pullQuote(state: StateCore, quote: Token, source: string): Token[] {
  sources.set(quote, source);
  quote.tag = "figure";
  quote.attrs = [["class", "pull-quote"]];
  return [block(state, quote, "pull_quote_open", "blockquote", 1)];
}

/** Closes what the quote has become. Returns the number of tokens added. */
function closeAt(state: StateCore, index: number, quote: Token | undefined): number {
  const close = state.tokens[index];
  if (!close || !quote || quote.tag === close.tag) return 0;
  close.tag = quote.tag;
  const source = sources.get(quote);
  if (source === undefined) return 0;
  const caption = source === "" ? [] : words(state, quote, ["figcaption", "figcaption"], source);
  const added = [block(state, quote, "pull_quote_close", "blockquote", -1), ...caption];
  state.tokens.splice(index, 0, ...added);
  return added.length;
}

/** Words in an element of their own, in a quote. */
function words(state: StateCore, quote: Token, [type, tag]: [string, string], text: string, name?: string): Token[] {
  const open = block(state, quote, `${type}_open`, tag, 1);
  if (name !== undefined) open.attrs = [["class", name]];
  const inline = block(state, quote, "inline", "", 0);
  inline.content = text;
  inline.children = [];
  return [open, inline, block(state, quote, `${type}_close`, tag, -1)];
}

function block(state: StateCore, quote: Token, type: string, tag: string, nesting: -1 | 0 | 1): Token {
  const token = new state.Token(type, tag, nesting);
  const line = (quote.map ?? [0, 1])[0];
  token.block = true;
  token.level = quote.level + 1;
  token.map = [line, line + 1];
  return token;
}
