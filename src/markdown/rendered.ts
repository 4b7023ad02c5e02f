/**
 * What becomes of a post's Markdown: the HTML, and everything that other rooms ask about the text.
 */

import type { Problem } from "../base/diagnostic.ts";
import type { Place } from "../base/source.ts";

export interface Heading {
  /** 2 to 6. */
  level: number;
  /** The fragment that leads to it, unique in the text. */
  id: string;
  /** As plain text. */
  text: string;
  place: Place;
}

/** A link as the author wrote it, in Markdown or in HTML. */
export interface Link {
  /** The address, entities and escapes resolved, not percent-encoded further. */
  target: string;
  /** The words that are linked, as plain text. */
  text: string;
  place: Place;
}

/** A picture as the author wrote it, in Markdown or in HTML. */
export interface Picture {
  target: string;
  alt: string;
  place: Place;
}

/** A point between two sections at which something may be set into the text. */
export interface Break {
  /** The offset in `html` at which the next section's `h2` begins. */
  offset: number;
  /** How many words of the text come before it. */
  words: number;
}

export interface Rendered {
  html: string;
  headings: Heading[];
  links: Link[];
  pictures: Picture[];
  /** Ascending. Only outside quotes, lists, footnotes and raw HTML elements. */
  breaks: Break[];
  /** How many words a reader reads, code and formulas left out. */
  words: number;
  /** The text without markup, code and formulas, one space between words. */
  text: string;
  problems: Problem[];
}
