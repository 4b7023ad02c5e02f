/**
 * Rewrites addresses for the published page: adds the site's base path, and `rel` attributes on links to other hosts.
 */

import type { MarkdownIt, Token } from "markdown-it";
import { contextOf } from "../context.ts";

/** Runs after the text was parsed. */
export function links(md: MarkdownIt): void {
  md.core.ruler.push("links", (state) => {
    const base = contextOf(state.env)?.settings.base ?? "/";
    for (const { children } of state.tokens) {
      for (const child of children ?? []) {
        if (child.type === "link_open") addressed(child, "href", base);
        if (child.type === "image") addressed(child, "src", base);
      }
    }
  });
  md.linkify.set({ fuzzyLink: false, fuzzyIP: false });
}

function addressed(token: Token, name: "href" | "src", base: string): void {
  const address = String(token.attrGet(name) ?? "");
  token.attrSet(name, belowBase(address, base));
  if (name === "href" && isElsewhere(address)) token.attrSet("rel", "noopener");
}

/** Adds the site's base path to a local address. */
export function belowBase(address: string, base: string): string {
  return address.startsWith("/") && !address.startsWith("//") ? base + address.slice(1) : address;
}

export function isElsewhere(address: string): boolean {
  return /^(?:https?:)?\/\//i.test(address);
}
