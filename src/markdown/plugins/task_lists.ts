/**
 * Task lists: `- [ ] open`, `- [x] done`.
 */

import type { MarkdownIt, Token } from "markdown-it";
import { contextOf, trusted } from "../context.ts";
import { escapeHtml } from "../plain_text.ts";

const BOX = /^\[([ xX])\][ \t]+(?=\S)/;

/** Runs on blocks, before their text is parsed. */
export function tasks(md: MarkdownIt): void {
  md.core.ruler.after("block", "tasks", (state) => {
    state.tokens.forEach((token, index) => {
      if (token.type === "list_item_open") taskAt(token, state.tokens[index + 2]);
    });
  });
  md.core.ruler.after("inline", "task_boxes", (state) => {
    for (const token of state.tokens) {
      const done = boxes.get(token);
      if (done === undefined) continue;
      const box = new state.Token("task_box", "input", 0);
      box.info = done ? "x" : "";
      token.children = [box, ...(token.children ?? [])];
    }
  });
  md.renderer.rules.task_box = (tokens, index, _options, env) => {
    const labels = contextOf(env)?.settings.labels;
    const isDone = tokens[index]?.info === "x";
    const label = escapeHtml((isDone ? labels?.taskDone : labels?.taskOpen) ?? "");
    return trusted(env, `<input type="checkbox" disabled${isDone ? " checked" : ""} aria-label="${label}"> `);
  };
}

const boxes = new WeakMap<Token, boolean>();

function taskAt(item: Token, inline: Token | undefined): void {
  const match = inline?.type === "inline" ? BOX.exec(inline.content) : null;
  if (!inline || match === null) return;
  inline.content = inline.content.slice(match[0].length);
  boxes.set(inline, match[1] !== " ");
  item.attrJoin("class", "task");
}
