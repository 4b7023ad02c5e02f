/**
 * The plugins that an owner adds. Their code is trusted, what authors write with their syntax is not.
 */

import type { MarkdownIt, Token } from "markdown-it";
import { contextOf, type MarkdownPlugin, trusted } from "./context.ts";
import { attributeIssue } from "./sanitize_policy.ts";

/** Attributes that run code. */
const ACTIVE = /^(?:on|srcdoc$|formaction$)/i;

export function ownPlugins(md: MarkdownIt, plugins: readonly MarkdownPlugin[]): void {
  const { rules } = md.renderer;
  const before = { ...rules };
  for (const plugin of plugins) plugin(md);
  for (const [name, rule] of Object.entries(rules)) {
    // An author's HTML stays an author's, whoever renders it.
    if (rule === undefined || rule === before[name] || name.startsWith("html_")) continue;
    rules[name] = (tokens, index, options, env, self) => trusted(env, rule(tokens, index, options, env, self));
  }
  // Such as those of `{onclick=…}`, where a plugin reads attributes.
  md.core.ruler.push("own_attributes", ({ tokens, env }) => {
    const schemes = contextOf(env)?.settings.linkSchemes ?? [];
    const isRefused = (name: string, value: string): boolean =>
      ACTIVE.test(name) || attributeIssue(name.toLowerCase(), value, schemes) !== undefined;
    const clean = (token: Token): void => {
      if (token.attrs) token.attrs = token.attrs.filter(([name, value]) => !isRefused(name, String(value)));
      token.children?.forEach(clean);
    };
    tokens.forEach(clean);
  });
}
