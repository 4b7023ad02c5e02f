import { join, relative } from "node:path";
import { type Cache, openCache } from "../cache.ts";
import { markdownSettings } from "../view/blog.ts";
import { wordsFor } from "../view/words.ts";
import type { BuildOptions } from "./options.ts";
import type { Reading } from "./posts.ts";
import type { UsableSettings } from "./settings.ts";
import { codeVersion } from "./version.ts";

/** Each blog has a place of its own in the cache, by its path from the generator, which is the same on every machine. */
export function cacheOf({ root, cache, content }: BuildOptions): Cache {
  const place = relative(root, content).replace(/[^\w-]+/g, "_");
  return openCache(join(cache, place), codeVersion(root));
}

/** What posts are read with, the same in every process of a build; nothing is known of any post yet. */
export function readingOf(options: BuildOptions, settings: UsableSettings, cache: Cache): Reading {
  const { site } = settings;
  return {
    around: { ...settings, now: options.now },
    markdown: markdownSettings({ site, words: wordsFor(site.language) }),
    settingsKey: settings.key,
    cache,
    memory: new Map(),
  };
}
