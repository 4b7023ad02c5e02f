import type { Tag } from "../../config/authors_and_tags.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { Site } from "../../config/site.ts";
import type { Group } from "../../content/taxonomies.ts";
import type { Words } from "../../views/i18n/i18n.ts";
import type { SiteView } from "../../views/site.ts";
import { isOwnKind, type View, type Views } from "../../views/types.ts";
import type { Additions } from "../extensions.ts";
import type { CollectionItem } from "./collection_items.ts";
import type { EleventyConfig } from "./eleventy_api.ts";

/** The input of one run of Eleventy. */
export interface EleventyInput {
  options: BuildOptions;
  additions: Additions;
  /** The views of the pages to render. */
  views: Views;
  /** What every template may read beside its view. */
  siteView: SiteView;
  site: Site;
  words: Words;
  /** The HTML of a post, by its cache key. */
  htmlOf(textKey: string): string;
  /** For templates that read `collections`; only the process that planned the site has all posts. */
  lists?: { posts(): CollectionItem[]; tags(): Group<Tag>[] };
  /** Ordinary templates that are not rendered, by their path from the pages folder. */
  skipped: readonly string[];
}

const inputs = new WeakMap<EleventyConfig, EleventyInput>();

/** Gives a run of Eleventy the views to render, so that it does not load and plan the blog again. */
export function setEleventyInput(config: EleventyConfig, input: EleventyInput): void {
  inputs.set(config, input);
}

/** The input of this run; `undefined` in plain Eleventy. */
export function eleventyInput(config: EleventyConfig): EleventyInput | undefined {
  return inputs.get(config);
}

/**
 * Groups views by kind, as templates paginate over them.
 *
 * @param pages the kinds that the owner adds
 */
export function byKind(views: readonly View[], pages: Additions["pages"]): Views {
  const sorted: Views = {
    post: [],
    home: [],
    blog: [],
    tags: [],
    tag: [],
    authors: [],
    author: [],
    series: [],
    archive: [],
    search: [],
    reading: [],
    not_found: [],
    redirect: [],
    broken: [],
    own: Object.fromEntries(pages.map(({ name }) => [name, []])),
  };
  for (const view of views) {
    if (view.kind === "post") sorted.post.push(view);
    else if (isOwnKind(view.kind)) sorted.own[view.kind.slice("own.".length)]?.push(view);
    else sorted[view.kind].push(view);
  }
  return sorted;
}
