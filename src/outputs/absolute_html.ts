/**
 * Rewrites HTML for use outside its page: every address becomes absolute.
 */

import { urlOf } from "../base/urls.ts";

/** Skips tags without addresses early. Most are spans of highlighted code. */
const TAG = /<(?!span\b)[a-z][^>]*>/gi;

const ADDRESS = /(\s(?:href|src|poster|cite|data|srcset)=")([^"]*)"/gi;

/**
 * Makes all addresses in a post's HTML absolute. Expects HTML that this generator rendered: attributes in double
 * quotes; `<`, `>` and `&` escaped in text.
 *
 * @param page absolute address of the page that the HTML belongs to
 */
export function absoluteHtml(html: string, page: string): string {
  return html.replace(TAG, (tag) =>
    tag.replace(ADDRESS, (_, name: string, value: string) => {
      const isList = /srcset="$/i.test(name);
      return `${name}${encoded(isList ? absoluteList(decoded(value), page) : absolute(decoded(value), page))}"`;
    }),
  );
}

function absolute(address: string, page: string): string {
  return urlOf(address, page)?.href ?? address;
}

/** A `srcset`: `a.webp 480w, b.webp 960w`. */
function absoluteList(list: string, page: string): string {
  return list
    .split(/,\s+/)
    .map((candidate) => candidate.trim().replace(/^\S+/, (address) => absolute(address, page)))
    .join(", ");
}

const CHARACTERS: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

function decoded(value: string): string {
  return value.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => CHARACTERS[entity] ?? entity);
}

function encoded(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
