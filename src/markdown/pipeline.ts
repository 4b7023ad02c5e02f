/**
 * The Markdown pipeline: one list of plugins, in order.
 */

import MarkdownIt, { type MarkdownIt as Markdown } from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
import type { MarkdownPlugin, MarkdownSettings } from "./context.ts";
import { ownPlugins } from "./own_plugins.ts";
import { callouts } from "./plugins/callouts.ts";
import { figures } from "./plugins/figures.ts";
import { footnotes } from "./plugins/footnotes.ts";
import { anchors } from "./plugins/heading_ids.ts";
import { highlight } from "./plugins/highlight.ts";
import { htmlHeadings } from "./plugins/html_headings.ts";
import { links } from "./plugins/links.ts";
import { formulas } from "./plugins/math.ts";
import { LIBRARY_LIMIT, nesting } from "./plugins/nesting_limit.ts";
import { apostrophes, lineEnds, quotesOf } from "./plugins/quotes.ts";
import { rawHtml } from "./plugins/raw_html.ts";
import { places } from "./plugins/source_positions.ts";
import { tables } from "./plugins/tables.ts";
import { tasks } from "./plugins/task_lists.ts";
import { unclosedFences } from "./plugins/unclosed_fences.ts";

const PLUGINS: readonly MarkdownPlugin[] = [
  // Bold text beside punctuation of Chinese, Japanese and Korean.
  cjkFriendly,
  // Sees every block before other rules do.
  nesting,
  footnotes,
  // Rewrite blocks before their text is parsed.
  callouts,
  tasks,
  htmlHeadings,
  // Reads `\(` before markdown-it takes it for an escaped bracket.
  formulas,
  // Wraps the existing rules, so it comes after the plugins that add some.
  places,
  // Work on parsed text. Headings get their ids once empty ones are removed and formulas are known.
  apostrophes,
  lineEnds,
  anchors,
  tables,
  figures,
  links,
  highlight,
  unclosedFences,
  rawHtml,
];

/** By language, for each list of plugins that the owner adds. */
const instances = new WeakMap<readonly MarkdownPlugin[], Map<string, Markdown>>();

/** The parser for a language and the plugins of the owner, memoized. */
export function pipeline({ language, plugins }: Pick<MarkdownSettings, "language" | "plugins">): Markdown {
  const known = instances.get(plugins) ?? new Map<string, Markdown>();
  instances.set(plugins, known);
  const before = known.get(language);
  if (before) return before;
  const md = new MarkdownIt({
    html: true,
    linkify: true,
    typographer: true,
    quotes: quotesOf(language),
    maxNesting: LIBRARY_LIMIT,
  });
  // Only the typographer's quotation marks: `(c)` is as often the third item of a list as a copyright sign.
  md.core.ruler.disable("replacements");
  for (const plugin of PLUGINS) plugin(md);
  if (plugins.length > 0) ownPlugins(md, plugins);
  known.set(language, md);
  return md;
}
