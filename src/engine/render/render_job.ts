/**
 * A batch of pages, rendered by this process or a worker and put into the new site.
 */

import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { Site } from "../../config/site.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import type { SiteView } from "../../views/site.ts";
import type { View } from "../../views/types.ts";
import type { Additions } from "../extensions.ts";
import { CacheMiss } from "../load/post_cache.ts";
import { exhaustion, RenderError } from "../workers/messages.ts";
import { belongsTo } from "../write/shard.ts";
import type { Staging, WrittenFile } from "../write/staging.ts";
import { renderPages } from "./eleventy.ts";
import { byKind, type EleventyInput } from "./eleventy_input.ts";
import { causes, templateProblem } from "./template_error.ts";

/** A page to render, and its cache key. */
export interface RenderJob {
  key: string;
  view: View;
}

/** A batch as text: each page's key, and its view as JSON. */
export function serializeBatch(pages: Iterable<{ key: string; json: string }>): string {
  return `[${Array.from(pages, ({ key, json }) => `[${JSON.stringify(key)},${json}]`).join(",")}]`;
}

const batch = z.array(
  z.tuple([z.string(), z.custom<View>((view) => typeof view === "object" && view !== null && "output" in view)]),
);

/** @throws CacheMiss when the text is damaged */
export function parseBatch(text: string | undefined): RenderJob[] {
  const pages = parseJson(text, batch);
  if (pages === undefined) throw new CacheMiss();
  return pages.map(([key, view]) => ({ key, view }));
}

/** What Eleventy needs beside the views and collections. */
export function eleventyInputFor(
  options: BuildOptions,
  additions: Additions,
  site: Site,
  siteView: SiteView,
  htmlOf: EleventyInput["htmlOf"],
): Omit<EleventyInput, "views" | "skipped"> {
  return {
    options,
    additions,
    site,
    siteView,
    words: wordsFor(site.language, additions.languages),
    htmlOf,
  };
}

/**
 * Renders pages, and the ordinary templates that the input does not skip, into the new site.
 *
 * @param templateKeys the keys of ordinary templates, by their path
 * @param kept ordinary templates that are up to date: Eleventy renders them only so that its collections have all pages
 * @throws CacheMiss
 * @throws RenderError
 */
export async function renderBatch(
  pages: readonly RenderJob[],
  input: Omit<EleventyInput, "views">,
  staging: Staging,
  templateKeys: ReadonlyMap<string, string> = new Map(),
  kept: ReadonlySet<string> = new Set(),
): Promise<WrittenFile[]> {
  const keys = new Map(pages.map(({ key, view }) => [view.output, key]));
  try {
    const rendered = await renderPages({
      ...input,
      views: byKind(
        pages.map(({ view }) => view),
        input.additions.pages,
      ),
    });
    return rendered
      .filter(({ path, template }) => belongsTo(input.options.shard, path) && !kept.has(template))
      .map(({ path, text, template }) =>
        staging.place(path, Buffer.from(text), keys.get(path) ?? templateKeys.get(template) ?? ""),
      );
  } catch (error) {
    throw causes(error).find(isNoFaultOfTemplate) ?? new RenderError(templateProblem(error, input.options));
  }
}

function isNoFaultOfTemplate(cause: Error): boolean {
  return cause instanceof CacheMiss || exhaustion(cause) !== undefined;
}
