import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";
import { isUsable, readSettings } from "../../../src/config/load_settings.ts";
import { buildOptions } from "../../../src/config/options.ts";
import { NO_ADDITIONS } from "../../../src/engine/extensions.ts";
import { loadContext } from "../../../src/engine/load/load_post.ts";

const folder = mkdtempSync(join(tmpdir(), "settings-"));
const options = buildOptions({ root: process.cwd() }, { content: folder }, {});
const cache = new Cache(join(folder, "cache"), "version");

/** What the cache keys of all posts depend on. */
function keyWith(setting: string, tags = ""): string {
  mkdirSync(join(folder, "posts"), { recursive: true });
  writeFileSync(join(folder, "site.yaml"), `name: Blog\ndescription: A blog.\nurl: https://blog.example\n${setting}\n`);
  writeFileSync(join(folder, "tags.yaml"), tags);
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new Error("The settings cannot be used.");
  return loadContext(options, settings, cache, NO_ADDITIONS).settingsKey;
}

const usual = keyWith("");

it.each(["tagline: Another", 'colour: "#1d5c88"', "posts_per_page: 7"])(
  "keeps all posts in the cache when a setting that shows on no post's text changes: %s",
  (setting) => {
    expect(keyWith(setting)).toBe(usual);
  },
);

it.each(["timezone: Asia/Tokyo", "language: de", "embeds: [video.example]", "checks: { off-topic-description: off }"])(
  "reads all posts again when a setting that they are read with changes: %s",
  (setting) => {
    expect(keyWith(setting)).not.toBe(usual);
  },
);

it("reads all posts again when the topics change", () => {
  expect(keyWith("", "career:\n  label: Career\n")).not.toBe(usual);
});
