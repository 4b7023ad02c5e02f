/**
 * GitHub's callouts: a quote whose first line is `[!NOTE]`, optionally followed by a title.
 *
 * @see
 * https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
 */

import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { contextOf, type MarkdownLabels } from "../context.ts";

export const CALLOUT_KINDS = ["note", "tip", "important", "warning", "caution"] as const;

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
      } else if (token?.type === "blockquote_close" && open.pop()?.tag === "div") token.tag = "div";
    }
  });
}

/** Turns the quote at an index into a callout if it is one. Returns the number of tokens added. */
function calloutAt(state: StateCore, index: number): number {
  const [quote, paragraph, inline] = state.tokens.slice(index, index + 3);
  const match = inline?.type === "inline" ? MARKER.exec(inline.content) : null;
  if (!quote || !inline || paragraph?.type !== "paragraph_open" || match === null) return 0;
  const kind = kindOf(match[1]);
  quote.tag = "div";
  quote.attrs = [
    ["class", `callout callout-${kind}`],
    ["role", "note"],
  ];
  inline.content = inline.content.slice(match[0].length);
  if (inline.map) inline.map = [inline.map[0] + 1, inline.map[1]];
  const line = (quote.map ?? [0, 1])[0];
  const titled = titleTokens(state, match[2]?.trim() || labelOf(state, kind), paragraph.level, line);
  // Removes the marker's paragraph if it is otherwise empty.
  const isEmpty = inline.content.trim() === "";
  state.tokens.splice(index + 1, isEmpty ? 3 : 0, ...titled);
  return isEmpty ? 0 : titled.length;
}

type Kind = "note" | "tip" | "important" | "warning" | "caution";

function kindOf(written: string | undefined): Kind {
  const kind = written?.toLowerCase();
  return kind === "tip" || kind === "important" || kind === "warning" || kind === "caution" ? kind : "note";
}

function labelOf(state: StateCore, kind: Kind): string {
  const labels: MarkdownLabels | undefined = contextOf(state.env)?.settings.labels;
  return labels?.[kind] ?? kind;
}

function titleTokens(state: StateCore, title: string, level: number, line: number): Token[] {
  const open = new state.Token("paragraph_open", "p", 1);
  open.attrs = [["class", "callout-title"]];
  const inline = new state.Token("inline", "", 0);
  inline.content = title;
  inline.children = [];
  const close = new state.Token("paragraph_close", "p", -1);
  for (const token of [open, inline, close]) {
    token.block = true;
    token.level = level;
    token.map = [line, line + 1];
  }
  return [open, inline, close];
}
