/**
 * How Markdown is read, as one list of plugins.
 */

import MarkdownIt, { type MarkdownIt as Markdown } from "markdown-it";
import { anchors } from "./anchors.ts";
import { callouts } from "./callouts.ts";
import { figures } from "./figures.ts";
import { footnotes } from "./footnotes.ts";
import { formulas } from "./formulas.ts";
import { highlight } from "./highlight.ts";
import { htmlHeadings } from "./html_headings.ts";
import { links } from "./links.ts";
import { LIBRARY_LIMIT, nesting } from "./nesting.ts";
import { places } from "./places.ts";
import { quotesOf } from "./quotes.ts";
import { rawHtml } from "./raw_html.ts";
import { tables } from "./tables.ts";
import { tasks } from "./tasks.ts";

type Plugin = (md: Markdown) => void;

const PLUGINS: readonly Plugin[] = [
  // Looks at every block before other rules do.
  nesting,
  footnotes,
  // Rewrite blocks before their text is parsed.
  callouts,
  tasks,
  htmlHeadings,
  // Reads `\(` before it is taken for an escaped bracket.
  formulas,
  // Watches the rules that exist, so it comes after those that add some.
  places,
  // Work on parsed text. Headings get their ids when empty ones are gone and formulas are known.
  anchors,
  tables,
  figures,
  links,
  highlight,
  rawHtml,
];

const instances = new Map<string, Markdown>();

/** The reader for a language; made once. */
export function pipeline(language: string): Markdown {
  const known = instances.get(language);
  if (known) return known;
  const md = new MarkdownIt({
    html: true,
    linkify: true,
    typographer: true,
    quotes: quotesOf(language),
    maxNesting: LIBRARY_LIMIT,
  });
  // Of the typographer only the quotation marks: `(c)` is as often the third item of a list as a copyright sign.
  md.core.ruler.disable("replacements");
  for (const plugin of PLUGINS) plugin(md);
  instances.set(language, md);
  return md;
}
