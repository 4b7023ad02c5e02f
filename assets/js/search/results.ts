/** Renders results. */

import type { Found, Passage } from "./index.ts";
import { markedExcerpt, markedTitle, nodesOf } from "./marks.ts";

/** The maximum number of sections per post. */
const MOST_SECTIONS = 2;

/** A result: the post and its sections with matches. */
export function resultItem(found: Found, words: string): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "search-result";
  if (found.image !== "") item.append(pictureOf(found.image));
  const facts = [found.topics.split(", ")[0], found.date, found.authors].filter((fact) => fact);
  item.append(
    element("p", "search-result-title", linkTo(found, words)),
    element("p", "search-result-facts", facts.join(" · ")),
    element("p", "search-result-excerpt", ...nodesOf(markedExcerpt(found.excerpt))),
  );
  const sections = found.sections.slice(0, MOST_SECTIONS);
  if (sections.length > 0) item.append(element("ul", "search-result-sections", ...sections.map(sectionItem(words))));
  return item;
}

function pictureOf(address: string): HTMLImageElement {
  const picture = new Image();
  picture.className = "search-result-picture";
  picture.alt = "";
  picture.loading = "lazy";
  picture.src = address;
  return picture;
}

function sectionItem(words: string): (section: Passage) => HTMLLIElement {
  return (section) => {
    const item = document.createElement("li");
    item.append(linkTo(section, words));
    return item;
  };
}

function linkTo({ url, title }: Passage, words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = url;
  link.append(...nodesOf(markedTitle(title, words)));
  return link;
}

function element(tag: string, name: string, ...content: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...content);
  return made;
}
