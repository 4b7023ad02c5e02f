/**
 * Real posts as a CMS wrote them, from the folder `BLOG_CORPUS` with `posts/`, `seed/` and `uploads/`. They are not
 * part of this project, so without the variable these tests are skipped.
 */

import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, type Built, blog, ROOT } from "./site.ts";
import { feedFaults, sitemapFaults, structuredDataFaults } from "./validators.ts";
import { deadLinks, invalidities } from "./validity.ts";

const corpusPath = process.env.BLOG_CORPUS;

const SETTINGS = `-- content/site.yaml --
name: O'Mentors
url: https://www.omentors.com
timezone: America/Chicago
layouts:
  "blog_base_*.njk": blog_base.njk
-- content/authors.yaml --
saeed: { name: Saeed Mirshekari }
katherine: { name: Katherine Olowookere }
fatima: { name: Fatima Haroon }
alireza: { name: Alireza Sepehri }
michael: { name: Michael Hirschberger }
soroosh: { name: Soroosh Mirshekari }
`;

describe.skipIf(corpusPath === undefined)("real posts (BLOG_CORPUS)", () => {
  const corpus = resolve(ROOT, corpusPath ?? "");
  let site: Blog;
  let built: Built;
  let pages: Map<string, string>;

  beforeAll(async () => {
    if (!existsSync(join(corpus, "posts"))) throw new Error(`BLOG_CORPUS names ${corpus}, which holds no posts.`);
    site = blog(SETTINGS);
    cpSync(join(corpus, "posts"), join(site.folder, "content", "posts"), { recursive: true });
    for (const seed of readdirSync(join(corpus, "seed"))) {
      writeFileSync(join(site.folder, "content", "posts", seed), readFileSync(join(corpus, "seed", seed)));
    }
    cpSync(join(corpus, "uploads"), join(site.folder, "assets", "img", "uploads"), { recursive: true });
    built = await site.build();
    pages = new Map([...site.snapshot()].map(([path, bytes]) => [path, Buffer.from(bytes, "latin1").toString()]));
  });

  it("are built unedited, without errors", () => {
    expect(built.result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(built.code).toBe(0);
    const posts = readdirSync(join(site.folder, "content", "posts")).length;
    expect(posts).toBeGreaterThanOrEqual(61);
    expect(
      [...pages.values()].filter(
        (html) => html.includes("<article") && html.includes('property="og:type" content="article"'),
      ),
    ).toHaveLength(posts);
  });

  it("become valid pages", () => {
    const html = [...pages].filter(([path]) => path.endsWith(".html"));
    expect(html.flatMap(([path, text]) => invalidities(path, text))).toEqual([]);
  });

  it("contain no dead links", () => {
    expect(deadLinks(pages)).toEqual([]);
  });

  it("have valid feeds, sitemap and structured data", async () => {
    const root = "https://www.omentors.com/";
    expect(feedFaults(pages, root)).toEqual([]);
    expect(sitemapFaults(pages, root)).toEqual([]);
    expect(await structuredDataFaults(pages, root)).toEqual([]);
  });

  it("have one first-level heading each, and no garbled characters", () => {
    for (const [path, html] of pages) {
      if (!path.endsWith(".html") || html.includes('http-equiv="refresh"')) continue;
      expect(`${path} ${html.match(/<h1[\s>]/g)?.length}`).toBe(`${path} 1`);
      expect(html).not.toMatch(/â€|ðŸ|Ã©/);
    }
  });

  it("have problems only at places that exist in the file", () => {
    for (const { file, line, column, rule } of built.result.problems) {
      const text = readFileSync(join(site.folder, file), "utf8").split(/\r?\n/)[line - 1] ?? "";
      expect(text.length + 1, `${file}:${line}:${column} ${rule}`).toBeGreaterThanOrEqual(column);
    }
  });

  it("have the first reported post repaired", () => {
    const html = pages.get("blog/the-difference-between-a-coach-and-a-mentor/index.html") ?? "";
    const contents = [...html.matchAll(/<li><a href="#([^"]+)">/g)].map((match) => match[1]);
    expect(contents.length).toBeGreaterThanOrEqual(9);
    for (const id of contents) expect(html).toContain(`id="${id}"`);
    expect(html).toContain("In today’s fast-paced");
    expect(html).toContain("👉");
    expect(html).toMatch(/src="\/assets\/img\/sized\/002-/);
    expect(html).toContain('href="/authors/saeed/"');
    expect(html).toContain('href="/tags/mentoring/"');
    const rules = new Set(
      built.result.problems.filter(({ file }) => file.includes("coach-and-a-mentor")).map(({ rule }) => rule),
    );
    expect(rules).toEqual(new Set(["mojibake", "repeated-title", "empty-link"]));
  });
});
