import type { Token } from "markdown-it";

/** What a reader reads of inline tokens: text, code and the words of pictures, without markup and formulas. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "text" || token.type === "code_inline" || token.type === "text_special") return token.content;
      if (token.type === "softbreak" || token.type === "hardbreak") return " ";
      return token.type === "image" ? plainText(token.children ?? []) : "";
    })
    .join("");
}

/** Text as HTML shows it, in an element or in an attribute between double quotation marks. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
