/**
 * The sanitize policy: which HTML a post may contain. Everything that reads or cleans an author's HTML uses it.
 */

import { linkIssue, resourceIssue } from "../base/urls.ts";

const TEXT =
  "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr";
const BLOCKS =
  "address article aside blockquote center div dd dl dt details summary figure figcaption h2 h3 h4 h5 h6 hr li ol p pre section ul";
const TABLES = "caption col colgroup table tbody td tfoot th thead tr";
const MEDIA = "audio iframe img source track video";

/** Allowed elements. */
export const TAGS = [TEXT, BLOCKS, TABLES, MEDIA].join(" ").split(" ");

/** Dropped silently: removing them changes nothing that a reader would miss. */
export const UNREMARKABLE = new Set([
  "font",
  "big",
  "tt",
  "nobr",
  "tbody",
  "html",
  "body",
  "head",
  "o:p",
  "acronym",
  "strike",
]);

export const ATTRIBUTES: Record<string, string[]> = {
  "*": ["id", "class", "lang", "dir", "title"],
  div: ["role", "tabindex", "aria-label"],
  section: ["aria-label"],
  a: ["href", "rel", "aria-label"],
  audio: ["src", "controls", "preload"],
  blockquote: ["cite"],
  col: ["span"],
  colgroup: ["span"],
  del: ["cite", "datetime"],
  details: ["open"],
  iframe: ["src", "width", "height", "allowfullscreen", "loading"],
  img: ["src", "alt", "width", "height", "loading", "decoding"],
  ins: ["cite", "datetime"],
  li: ["value"],
  ol: ["start", "type", "reversed"],
  q: ["cite"],
  source: ["src", "type"],
  td: ["colspan", "rowspan", "headers"],
  th: ["colspan", "rowspan", "headers", "scope"],
  time: ["datetime"],
  track: ["src", "kind", "srclang", "label"],
  video: ["src", "controls", "preload", "width", "height", "poster", "muted", "loop", "playsinline"],
};

/** Classes that the style sheet knows. Others belong to an older design. */
export const CLASSES = [
  "align-*",
  "callout",
  "callout-*",
  "code",
  "embed",
  "footnotes",
  "footnote-*",
  "formula",
  "pull-quote",
  "table",
  "task",
];

/** Elements dropped together with their text. */
export const WITHOUT_TEXT: ReadonlySet<string> = new Set([
  "script",
  "style",
  "textarea",
  "option",
  "noscript",
  "template",
  "svg",
  "math",
  "object",
  "select",
  "title",
]);

/** Void elements. */
export const VOID = new Set([
  "br",
  "hr",
  "img",
  "col",
  "source",
  "track",
  "wbr",
  "input",
  "meta",
  "link",
  "embed",
  "area",
  "base",
  "param",
]);

/** Why the URL in an attribute is removed; undefined if it is allowed or there is none. */
export function attributeIssue(name: string, value: string, linkSchemes: readonly string[]): string | undefined {
  if (name === "href") return linkIssue(value, linkSchemes);
  return /^(?:src|cite|poster)$/.test(name) ? resourceIssue(value) : undefined;
}

/** Attributes that hold an address, or a whole document. */
const ADDRESS =
  /^(?:(?:xlink:)?href|src|srcdoc|(?:image)?srcset|cite|poster|data|action|formaction|ping|background|longdesc|usemap|lowsrc|dynsrc|attributionsrc|manifest|profile)$/;

/** Whether an element loses an attribute with an address, wherever that leads. */
export function losesAddress(tag: string, attribute: string): boolean {
  return ADDRESS.test(attribute) && ATTRIBUTES[tag]?.includes(attribute) !== true;
}
