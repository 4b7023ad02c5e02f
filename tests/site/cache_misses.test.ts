import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BlobStore } from "../../src/cache/blob_store.ts";
import { some } from "../whole.ts";
import { blog, command, post, SETTINGS } from "./site.ts";

/** JSON of the wrong shape, and invalid JSON. */
const WRONG = ["{", '[["x",{}]]', '{"files":{},"result":{},"inputs":[]}', "null", "7", "{}", "[]", "[[1]]", "", "\0"];
/** JSON of the wrong shape, and invalid JSON, in place of what a shard says of itself. */
const LABELS = ["{", '{"index":"1","count":1,"site":"x"}', '{"index":1,"count":1e9,"site":"x"}', "null", "{}", ""];

const POSTS =
  post("one", "tags: [career]", "One. [two](/blog/two/#part)") + post("two", "", "Two.\n\n## Part\n\nText.");

/** Cache folders that contain JSON. The others hold text or bytes without a schema. */
const STORES = ["notes", "posts", "search"];
const BYTES = /-content$/;

/** Replaces every cache entry with a text that has a valid checksum. */
function replaceEntries(cache: string, text: string): number {
  const [place = ""] = readdirSync(cache);
  const [version = ""] = readdirSync(join(cache, place)).filter((name) => !["lasting", "compressed"].includes(name));
  const folders = STORES.map((name) => join(cache, place, version, name));
  const entries = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => !BYTES.test(name))
      .map((name) => ({ store: new BlobStore(folder), name })),
  );
  for (const { store, name } of entries) store.write(name, Buffer.from(text));
  return entries.length;
}

describe("a cache entry with unexpected content", () => {
  const site = blog(SETTINGS + POSTS);
  const cache = join(site.folder, "cache");
  const now = ["--now", "2026-01-01T00:00Z"];

  it.each(some(WRONG, 3))("is a cache miss: %j", async (text) => {
    await site.build(...now);
    const before = site.snapshot();
    expect(replaceEntries(cache, text)).toBeGreaterThan(6);
    const { code, stderr, result } = await site.build(...now);
    expect({ code, stderr, problems: result.problems }).toEqual({ code: 0, stderr: "", problems: [] });
    const after = site.snapshot();
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect([...before].filter(([path, bytes]) => after.get(path) !== bytes).map(([path]) => path)).toEqual([]);
    replaceEntries(cache, text);
    const check = await command("check", [
      ...["--content", join(site.folder, "content"), "--output", site.output, "--cache", cache, ...now],
    ]);
    expect(check.stderr).toBe("");
  });
});

describe("a shard with an invalid shard.json", () => {
  const site = blog(SETTINGS + POSTS);

  it.each(some(LABELS, 2))("is refused in one sentence: %j", async (label) => {
    const part = join(site.folder, "part");
    await site.build("--output", part, "--shard", "1/1");
    writeFileSync(join(part, "shard.json"), label);
    const merged = join(site.folder, "merged");
    const said = await command("merge", ["--output", merged, "--cache", join(site.folder, "cache"), part]);
    expect(said.code).toBe(2);
    expect(said.stderr).toBe(`${join(part, "shard.json")} is damaged. Build that shard again.\n`);
  });
});
