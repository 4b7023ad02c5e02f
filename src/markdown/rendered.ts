/**
 * The result of rendering a post's Markdown: the HTML, and everything that other rooms ask about the text.
 */

import type { Problem } from "../base/diagnostic.ts";
import type { Place } from "../base/source.ts";

export interface Heading {
  /** 2 to 6. */
  level: number;
  /** The fragment of its link, unique in the text. */
  id: string;
  /** As plain text. */
  text: string;
  place: Place;
}

/** A link as the author wrote it, in Markdown or in HTML. */
export interface Link {
  /** The address, with entities and escapes resolved but not percent-encoded. */
  target: string;
  /** The link text, without markup. */
  text: string;
  place: Place;
}

/** An image as the author wrote it, in Markdown or in HTML. */
export interface Picture {
  target: string;
  alt: string;
  place: Place;
}

/** A point between two sections at which something may be inserted. */
export interface Break {
  /** The offset in `html` at which the next section's `h2` begins. */
  offset: number;
  /** Number of words before it. */
  words: number;
}

export interface Rendered {
  html: string;
  headings: Heading[];
  links: Link[];
  pictures: Picture[];
  /** Ascending. Never inside quotes, lists, footnotes or raw HTML elements. */
  breaks: Break[];
  /** Number of words that a reader reads, without code and formulas. */
  words: number;
  /** The text without markup, code and formulas, with single spaces between words. */
  text: string;
  /** Offsets in the source of code and formulas, which are not prose: start and end. */
  verbatim: readonly (readonly [start: number, end: number])[];
  problems: Problem[];
}
