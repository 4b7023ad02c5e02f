import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isWhole } from "../whole.ts";
import { type Blog, blog, command, plainEleventy, post, SETTINGS, snapshot } from "./site.ts";

/** The URLs of all posts in the index. */
function found(site: Blog): string[] {
  return texts(site)
    .flatMap((text) => [...text.matchAll(/"url":"([^"]*)"/g)].map((match) => match[1] ?? ""))
    .sort();
}

/** The index's fragments, from which results are shown. */
function texts(site: Blog): string[] {
  return [...site.snapshot()]
    .filter(([path]) => path.endsWith(".pf_fragment"))
    .map(([, bytes]) => gunzipSync(Buffer.from(bytes, "latin1")).toString());
}

const POSTS =
  post("one", "title: Bridges\ntags: [career]", "Of steel.\n") + post("two", "title: Rivers", "Of water.\n");

describe("the search index", () => {
  it("contains published posts with text, authors and topics", async () => {
    const site = blog(SETTINGS + POSTS);
    expect((await site.build()).result.problems).toEqual([]);
    expect(found(site)).toEqual(["/blog/one/", "/blog/two/"]);
    const [one = ""] = texts(site).filter((text) => text.includes("/blog/one/"));
    for (const part of ["Bridges", "Of steel.", "Ada Lovelace", "Career"]) expect(one).toContain(part);
  });

  it("contains no draft, scheduled, expired or noindex posts", async () => {
    const site = blog(
      SETTINGS +
        post("draft", "draft: true", "Hidden.\n") +
        post("later", "date: 2031-01-01", "Hidden.\n") +
        post("past", "expires: 2024-06-01", "Hidden.\n") +
        post("private", "noindex: true", "Hidden.\n") +
        post("public", "", "Shown.\n"),
    );
    await site.build("--now", "2026-01-01T00:00Z");
    expect(found(site)).toEqual(["/blog/public/"]);
  });

  it("stays complete after several edits", async () => {
    const site = blog(SETTINGS + POSTS);
    await site.build();
    const indexes = site.page("pagefind/indexes.json");
    for (const word of ["wood", "stone"]) {
      site.write(post("one", "title: Bridges", `Of ${word}.\n`));
      await site.build();
      expect(site.page("pagefind/indexes.json")).toBe(indexes);
      expect(texts(site).filter((text) => text.includes(`Of ${word}.`))).toHaveLength(1);
    }
  });

  it("changes only when searchable content changes", async () => {
    const site = blog(SETTINGS + POSTS);
    await site.build();
    const before = site.snapshot();
    site.write(post("one", "title: Bridges\ntags: [career]\nfeatured: true", "Of steel.\n"));
    await site.build();
    const index = ([path]: [string, string]): boolean => path.startsWith("pagefind/");
    expect([...site.snapshot()].filter(index)).toEqual([...before].filter(index));
    site.write(post("one", "title: Bridges\ntags: [career]", "Of stone.\n"));
    await site.build();
    expect(texts(site).join()).toContain("Of stone.");
    expect(texts(site).join()).not.toContain("Of steel.");
  });

  it.runIf(isWhole)("is identical in clean builds, plain Eleventy and merged shards", async () => {
    const site = blog(SETTINGS + POSTS);
    await site.build();
    site.write(post("two", "title: Rivers", "Of fast water.\n"));
    await site.build("--now", "2026-01-01T00:00Z");
    const whole = site.snapshot();
    await site.build("--now", "2026-01-01T00:00Z", "--clean");
    expect(site.snapshot()).toEqual(whole);
    const plain = join(site.folder, "plain");
    await plainEleventy({
      BLOG_CONTENT: join(site.folder, "content"),
      BLOG_ASSETS: join(site.folder, "assets"),
      BLOG_OUTPUT: plain,
      BLOG_NOW: "2026-01-01T00:00Z",
    });
    expect(snapshot(plain)).toEqual(whole);
    const parts = [join(site.folder, "part1"), join(site.folder, "part2")];
    for (const [at, part] of parts.entries()) {
      await site.build("--now", "2026-01-01T00:00Z", "--output", part, "--shard", `${at + 1}/2`);
    }
    const merged = join(site.folder, "merged");
    expect((await command("merge", [...parts, "--output", merged])).code).toBe(0);
    expect(snapshot(merged)).toEqual(whole);
  });

  it("ships no Pagefind user interface", async () => {
    const site = blog(SETTINGS + POSTS);
    await site.build();
    expect([...site.snapshot().keys()].filter((path) => /^pagefind\/[^/]*\.(?:js|css)$/.test(path))).toEqual([
      "pagefind/pagefind-worker.js",
      "pagefind/pagefind.js",
    ]);
  });

  it("is empty for a blog without posts", async () => {
    const site = blog(SETTINGS);
    expect((await site.build()).code).toBe(0);
    expect(JSON.parse(site.page("pagefind/indexes.json"))).toEqual({ posts: 0, others: [] });
  });
});
