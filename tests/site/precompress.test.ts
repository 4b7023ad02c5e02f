import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isWhole } from "../whole.ts";
import { type Blog, blog, command, plainly, post, SETTINGS, snapshot } from "./site.ts";

const COMPRESSING = SETTINGS.replace("social_cards: none\n", "social_cards: none\nprecompress: true\n");
const LONG = "A sentence that makes the text long enough to be worth it.\n\n".repeat(40);
const TWO = post("one", "tags: [mentoring]", `One.\n\n${LONG}`) + post("two", "tags: [career]", `Two.\n\n${LONG}`);
const NOW = ["--now", "2026-01-01T00:00Z"];

const bytesOf = (site: Blog, path: string): Buffer => readFileSync(join(site.output, path));

/** The files that have a compressed copy. */
function compressed(site: Blog, ending: ".br" | ".gz"): string[] {
  return [...site.snapshot().keys()]
    .filter((path) => path.endsWith(ending))
    .map((path) => path.slice(0, -ending.length));
}

/** The mtime of every file. */
function times(site: Blog): Map<string, number> {
  return new Map([...site.snapshot().keys()].map((path) => [path, statSync(join(site.output, path)).mtimeMs]));
}

describe("precompressed files (.br and .gz)", () => {
  it("exist for every text file of at least 1 KB, and unpack to it", async () => {
    const site = blog(COMPRESSING + TWO);
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    const paths = compressed(site, ".br");
    expect(compressed(site, ".gz")).toEqual(paths);
    const texts = /\.(?:html|css|js|json|xml|xsl|svg|txt|md|webmanifest)$/;
    const worth = [...site.snapshot()].filter(([path, bytes]) => texts.test(path) && bytes.length >= 1_000);
    expect(paths).toEqual(worth.map(([path]) => path));
    expect(paths).toEqual(expect.arrayContaining(["index.html", "blog/one/index.html", "blog/one.md", "feed.xml"]));
    expect(paths.filter((path) => path.endsWith(".css"))).not.toEqual([]);
    for (const path of paths) {
      const text = bytesOf(site, path);
      for (const [ending, unpacked] of [
        [".br", brotliDecompressSync],
        [".gz", gunzipSync],
      ] as const) {
        const bytes = bytesOf(site, path + ending);
        expect(unpacked(bytes).equals(text)).toBe(true);
        expect(bytes.length).toBeLessThan(text.length);
      }
    }
  });

  it("exist only while precompress is on", async () => {
    const site = blog(SETTINGS + TWO);
    const { result } = await site.build(...NOW);
    const without = site.snapshot();
    expect([...compressed(site, ".br"), ...compressed(site, ".gz")]).toEqual([]);
    site.write(COMPRESSING);
    expect((await site.build(...NOW)).result.pages).toBe(result.pages);
    expect(compressed(site, ".br")).not.toEqual([]);
    site.write(SETTINGS);
    await site.build(...NOW);
    expect(site.snapshot()).toEqual(without);
  });

  it("stay untouched with unchanged files, and follow changed and deleted ones", async () => {
    const site = blog(COMPRESSING + TWO);
    const first = await site.build(...NOW);
    const before = times(site);
    // A new file in a folder makes the build compare the folder's files one by one.
    site.write(
      "-- content/posts/draft.md --\n---\ntitle: D\ndate: 2024-01-01\nauthor: Ada Lovelace\ndraft: true\n---\nD.\n",
    );
    const second = await site.build(...NOW);
    expect(second.result).toMatchObject({ pages: first.result.pages, rendered: 0, written: 0, removed: 0 });
    expect(times(site)).toEqual(before);

    site.write(post("two", "tags: [career]", `Two, changed.\n\n${LONG}`));
    await site.build(...NOW);
    const after = times(site);
    const isNew = (path: string): boolean => after.get(path) !== before.get(path);
    expect(isNew("blog/two/index.html.br")).toBe(true);
    for (const path of compressed(site, ".br")) {
      expect([path, isNew(`${path}.br`), isNew(`${path}.gz`)]).toEqual([path, isNew(path), isNew(path)]);
    }
    expect(isNew("blog/one/index.html.br")).toBe(false);
    const changed = site.snapshot();
    await site.build(...NOW, "--clean");
    expect(site.snapshot()).toEqual(changed);

    site.remove("content/posts/two.md");
    await site.build(...NOW);
    expect([...site.snapshot().keys()].filter((path) => path.startsWith("blog/two"))).toEqual([]);
    const left = site.snapshot();
    await site.build(...NOW, "--clean");
    expect(site.snapshot()).toEqual(left);
  });

  it("are restored when one is deleted", async () => {
    const site = blog(COMPRESSING + TWO);
    await site.build(...NOW);
    const before = site.snapshot();
    rmSync(join(site.output, "feed.xml.br"));
    expect((await site.build(...NOW)).result.rendered).toBe(0);
    expect(site.snapshot()).toEqual(before);
  });

  it("are cached until they are no longer published", async () => {
    const site = blog(COMPRESSING + TWO);
    await site.build(...NOW);
    const cache = join(site.folder, "cache");
    const made = (): string[] =>
      readdirSync(cache, { recursive: true, encoding: "utf8" })
        .filter((path) => /\.(?:br|gz)$/.test(path))
        .map((path) => `${path} ${statSync(join(cache, path)).mtimeMs}`);
    const before = made();
    expect(before.length).toBeGreaterThan(0);
    rmSync(site.output, { recursive: true });
    await site.build(...NOW);
    expect(made()).toEqual(before);
    site.write(SETTINGS);
    await site.build(...NOW);
    expect(made()).toEqual([]);
  });

  it("do not replace an owner's file of the same name", async () => {
    const data = `${JSON.stringify(LONG)}\n`;
    const site = blog(`${COMPRESSING}${TWO}-- assets/img/uploads/data.json --\n${data}`);
    const path = "assets/img/uploads/data.json";
    await site.build();
    expect(gunzipSync(bytesOf(site, `${path}.gz`)).toString()).toBe(data);
    site.write(`-- ${path}.gz --\nTheir own.\n`);
    await site.build();
    expect(site.page(`${path}.gz`)).toBe("Their own.\n");
    site.remove(`${path}.gz`);
    await site.build();
    expect(gunzipSync(bytesOf(site, `${path}.gz`)).toString()).toBe(data);
  });

  it.runIf(isWhole)("are identical in merged shards and in plain Eleventy", async () => {
    const site = blog(COMPRESSING + TWO);
    await site.build(...NOW);
    const parts = [1, 2].map((index) => join(site.folder, `part-${index}`));
    for (const [index, folder] of parts.entries()) {
      await site.build(...NOW, "--output", folder, "--shard", `${index + 1}/2`);
    }
    const merged = join(site.folder, "merged");
    expect((await command("merge", ["--output", merged, "--cache", join(site.folder, "cache"), ...parts])).code).toBe(
      0,
    );
    expect(snapshot(merged)).toEqual(site.snapshot());
    expect(await plainly(site, "2026-01-01T00:00Z")).toEqual(site.snapshot());
  });

  it("are ignored by npm run diff", async () => {
    const site = blog(COMPRESSING + TWO);
    await site.build(...NOW);
    const old = join(site.folder, "old");
    await site.build(...NOW, "--output", old);
    site.write(post("two", "tags: [career]", `Two, changed.\n\n${LONG}`));
    await site.build(...NOW);
    const said = await command("diff", [old, site.output, "--json"]);
    expect(said.code).toBe(0);
    expect(said.stdout).toContain("/blog/two/");
    expect(said.stdout).not.toMatch(/\.(?:br|gz)"/);
  });
});
