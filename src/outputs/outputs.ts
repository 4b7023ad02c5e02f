/**
 * Every file that is for machines. A file of the owner's own at one of these addresses takes its place.
 */

import type { SiteFile } from "../base/files.ts";
import type { Published } from "./context.ts";
import { feeds } from "./feeds.ts";
import { hostFiles } from "./host_files.ts";
import { icons, socialCards } from "./icons.ts";
import { llms } from "./llms.ts";
import { pageTitles } from "./page_index.ts";
import { rawMarkdown } from "./raw_markdown.ts";
import { robots } from "./robots.ts";
import { sitemap } from "./sitemap.ts";

/** Pictures come first: other threads draw them while this one makes the rest. */
const OUTPUTS: readonly ((from: Published) => SiteFile[])[] = [
  icons,
  socialCards,
  feeds,
  sitemap,
  robots,
  llms,
  rawMarkdown,
  pageTitles,
  hostFiles,
];

/** The files in the order of the list. Their bytes are made only when they have to be written. */
export function outputs(from: Published): SiteFile[] {
  return OUTPUTS.flatMap((make) => make(from));
}
