import type { MarkdownIt, StateInline } from "markdown-it";

export type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** The rules by which text within a block is read now, in their order. */
export function inlineRules(md: MarkdownIt): { name: string; fn: InlineRule }[] {
  const names = md.inline.ruler.__rules__.filter((rule) => rule.enabled).map((rule) => rule.name);
  return md.inline.ruler.getRules("").map((fn, index) => ({ name: names[index] ?? "", fn }));
}
