/**
 * HTML that is read away from its page: every address in it is written in full.
 */

/** Most tags are the spans of coloured code, which have no address. */
const TAG = /<(?!span\b)[a-z][^>]*>/gi;

const ADDRESS = /(\s(?:href|src|poster|cite|data|srcset)=")([^"]*)"/gi;

/**
 * A post's HTML with absolute addresses. It is as this program wrote it: attributes in double quotes, and every `<`, `>`
 * and `&` that is no markup as an entity.
 *
 * @param page the address of the page on which the HTML stands, in full
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
  return URL.canParse(address, page) ? new URL(address, page).href : address;
}

/** Pictures in several sizes: `a.webp 480w, b.webp 960w`. */
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
