/**
 * Lists every machine-readable file, but for those of hosts. A template of the owner's at one of these addresses wins.
 */

import type { SiteFile } from "../base/files.ts";
import type { Published } from "./context.ts";
import { feeds } from "./feeds.ts";
import { icons } from "./icons.ts";
import { llms } from "./llms.ts";
import { pageTitles } from "./page_index.ts";
import { rawMarkdown } from "./raw_markdown.ts";
import { robots } from "./robots.ts";
import { sitemap } from "./sitemap.ts";
import { socialCards } from "./social_cards.ts";

/** Images come first: other threads encode them while this one writes the rest. */
const OUTPUTS: readonly ((from: Published) => SiteFile[])[] = [
  icons,
  socialCards,
  feeds,
  sitemap,
  robots,
  llms,
  rawMarkdown,
  pageTitles,
];

/** The files, in the order of the list. Their bytes are computed only when they have to be written. */
export function outputs(from: Published): SiteFile[] {
  return OUTPUTS.flatMap((make) => make(from));
}
