/**
 * A process that reads its share of the posts into the cache. It reads the settings by itself: registries hold
 * functions, which cannot be handed from process to process.
 */

import type { Share } from "./learn.ts";
import { learnPost, writeMemory } from "./posts.ts";
import { cacheOf, readingOf } from "./reading.ts";
import { isUsable, readSettings } from "./settings.ts";

process.once("message", async ({ options, files, entry }: Share) => {
  const settings = readSettings(options);
  if (isUsable(settings)) {
    const reading = readingOf(options, settings, cacheOf(options));
    for (const file of files) await learnPost(file, reading);
    writeMemory(reading.cache, entry, reading.memory);
  }
  process.disconnect();
});
