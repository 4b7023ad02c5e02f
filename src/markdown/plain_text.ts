import type { Token } from "markdown-it";
import { withoutInvisible } from "../base/text.ts";

/** The visible text of inline tokens: text, code and alt texts, without markup, formulas and control characters. */
export function plainText(tokens: readonly Token[]): string {
  const texts = tokens.map((token) => {
    if (token.type === "text" || token.type === "code_inline" || token.type === "text_special") return token.content;
    if (token.type === "softbreak" || token.type === "hardbreak") return " ";
    return token.type === "image" ? plainText(token.children ?? []) : "";
  });
  return withoutInvisible(texts.join(""));
}

/** Escapes text for HTML, in an element or in a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
