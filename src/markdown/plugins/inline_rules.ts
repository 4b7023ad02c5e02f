import type { MarkdownIt, StateInline } from "markdown-it";

export type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** The inline rules that are registered now, in order. */
export function inlineRules(md: MarkdownIt): { name: string; fn: InlineRule }[] {
  const names = md.inline.ruler.__rules__.filter((rule) => rule.enabled).map((rule) => rule.name);
  return md.inline.ruler.getRules("").map((fn, index) => ({ name: names[index] ?? "", fn }));
}
