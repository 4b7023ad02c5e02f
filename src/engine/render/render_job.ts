/**
 * Pages as work that can be handed to another process: rendered, and put into the new site.
 */

import type { Cache } from "../../cache/cache.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { Site } from "../../config/site.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import type { SiteView } from "../../views/site.ts";
import type { View } from "../../views/types.ts";
import { CacheMiss, textsOf } from "../load/post_cache.ts";
import type { RenderAnswer } from "../workers/messages.ts";
import { belongsTo } from "../write/shard.ts";
import type { Staging } from "../write/staging.ts";
import { causes, renderPages, templateProblem } from "./eleventy.ts";
import type { EleventyInput } from "./eleventy_input.ts";
import { byKind } from "./eleventy_input.ts";

/** A page to be rendered: its view as JSON, and the key that it is made from. */
export interface StalePage {
  view: string;
  key: string;
}

export function batchText(pages: readonly StalePage[]): string {
  return pages.map(({ key, view }) => `${key}\t${view}`).join("\n");
}

export function batchFrom(text: string): StalePage[] {
  return text
    .split("\n")
    .map((line) => ({ key: line.slice(0, line.indexOf("\t")), view: line.slice(line.indexOf("\t") + 1) }));
}

/** What is handed over for a batch of planned pages, and nothing else. */
export function eleventyInputFor(
  options: BuildOptions,
  site: Site,
  siteView: SiteView,
  cache: Cache,
): Omit<EleventyInput, "views" | "skipped"> {
  // Templates that read lists of posts are rendered where all posts are known, and are given them there.
  return {
    options,
    site,
    siteView,
    words: wordsFor(site.language),
    htmlOf: textsOf(cache),
    posts: () => [],
    tags: () => [],
  };
}

/**
 * Renders pages and puts them into the new site.
 *
 * @param keyOf the key of what an ordinary template makes, by its path
 */
export async function renderInto(
  staging: Staging,
  pages: readonly StalePage[],
  handed: Omit<EleventyInput, "views">,
  keyOf: (template: string) => string,
): Promise<RenderAnswer> {
  const views = pages.map(({ view }): View => JSON.parse(view));
  const keys = new Map(views.map(({ output }, index) => [output, pages[index]?.key]));
  try {
    const rendered = await renderPages({ ...handed, views: byKind(views) });
    const own = rendered.filter(({ path }) => belongsTo(handed.options.shard, path));
    return {
      kind: "made",
      placed: own.map(({ path, text, template }) =>
        staging.place(path, Buffer.from(text), keys.get(path) ?? keyOf(template)),
      ),
    };
  } catch (error) {
    if (causes(error).some((cause) => cause instanceof CacheMiss)) return { kind: "lost" };
    return { kind: "failed", problem: templateProblem(error) };
  }
}
