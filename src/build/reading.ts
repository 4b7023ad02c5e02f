import type { Cache } from "../cache/cache.ts";
import { type Stamps, stampsAsText, stampsFrom } from "../cache/file_fingerprints.ts";
import type { UsableSettings } from "../config/load_settings.ts";
import type { BuildOptions } from "../config/options.ts";
import type { KnownPost, Reading } from "../engine/load/post_cache.ts";
import { markdownSettings } from "../views/context.ts";
import { wordsFor } from "../views/i18n/i18n.ts";

/** What posts are read with, the same in every process of a build. */
export function readingOf(
  options: BuildOptions,
  settings: UsableSettings,
  cache: Cache,
  memory = new Map<string, KnownPost>(),
): Reading {
  const { site } = settings;
  return {
    around: { ...settings, now: options.now },
    markdown: markdownSettings({ site, words: wordsFor(site.language) }),
    settingsKey: settings.key,
    cache,
    memory,
  };
}

const STAMPS = "stamps";

/** How the files of a blog looked when they were last read. */
export function readStamps(cache: Cache): Stamps {
  return stampsFrom(cache.note(STAMPS));
}

/** Keeps them for the next build. */
export function writeStamps(cache: Cache, stamps: Stamps): void {
  cache.writeNote(STAMPS, stampsAsText(stamps));
}
