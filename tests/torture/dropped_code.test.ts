import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Blog, blog, plainEleventy, post, SETTINGS, snapshot } from "../site/site.ts";
import { isWhole } from "../whole.ts";

/** Code that creates this file when it runs. */
const markOf = (folder: string): string => join(folder, "it-ran");
const commonJs = (folder: string): string =>
  `require("fs").writeFileSync(${JSON.stringify(markOf(folder))}, "");\nmodule.exports = {};\n`;
const module = (folder: string): string =>
  `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(markOf(folder))}, "");\nexport default {};\n`;

/** Where Eleventy finds code by default. */
const DROPPED = [
  "posts/x.11ty.js",
  "posts/x.11tydata.js",
  "posts/posts.11tydata.js",
  "posts/_data/evil.js",
  "_data/evil.js",
  "content.11tydata.js",
  "eleventy.config.js",
  ".eleventy.js",
  "pages/x.11ty.js",
  "pages/about.11tydata.js",
  "pages/about.11tydata.mjs",
  "pages/pages.11tydata.js",
  "pages/_data/evil.js",
  "pages/no_data_files/evil.js",
  "pages/no_data_files/evil.mjs",
  "pages/sub/sub.11tydata.cjs",
];

describe("code files in the content folder", () => {
  it("are never run by a build or plain Eleventy, which write only site and cache", async () => {
    const site = blog(
      `${SETTINGS}${post("one", "", "{{ 7 * 7 }} {% include '../../secret' %}")}-- content/pages/about.md --\n---\ntitle: About\nlayout: page_base.njk\n---\nUs. {{ 7 * 7 }}\n-- content/posts/x.njk --\n{{ range.constructor("return 1")() }}\n`,
    );
    for (const path of DROPPED) {
      const at = join(site.folder, "content", path);
      mkdirSync(join(at, ".."), { recursive: true });
      writeFileSync(
        at,
        path.endsWith(".mjs") || path.includes("11ty.js") ? module(site.folder) : commonJs(site.folder),
      );
    }
    writeFileSync(join(site.folder, "content", "pages", "about.json"), '{ "title": "Not this" }');
    symlinkSync("/etc", join(site.folder, "content", "link"));
    const before = outside(site.folder);
    const { code, result } = await site.build("--now", "2026-01-01T00:00Z");
    expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(code).toBe(0);
    expect(site.page("about/index.html")).toContain("{{ 7 * 7 }}");
    expect(site.page("about/index.html")).not.toContain("Not this");
    expect(site.page("blog/one/index.html")).toContain("{{ 7 * 7 }}");
    if (isWhole) await buildPlainly(site);
    expect(outside(site.folder)).toEqual(before);
  });
});

async function buildPlainly(site: Blog): Promise<void> {
  const { code } = await plainEleventy({
    BLOG_CONTENT: join(site.folder, "content"),
    BLOG_ASSETS: join(site.folder, "assets"),
    BLOG_OUTPUT: join(site.folder, "_site.plain"),
    BLOG_CACHE: join(site.folder, "cache"),
    BLOG_NOW: "2026-01-01T00:00Z",
  });
  expect(code).toBe(0);
}

/** All files except site and cache. */
function outside(folder: string): Map<string, string> {
  return new Map([...snapshot(folder)].filter(([path]) => !/^(?:_site|cache)[./]/.test(path)));
}

describe("a symlink to a secret in content/posts", () => {
  it("does not leak the secret into the report", async () => {
    const site = blog(SETTINGS);
    writeFileSync(join(site.folder, "secret.txt"), "hush-hush\n");
    mkdirSync(join(site.folder, "content", "posts"));
    symlinkSync(join(site.folder, "secret.txt"), join(site.folder, "content", "posts", "x.md"));
    const said = await site.buildForPeople();
    expect(said.code).toBe(1);
    expect(said.stdout).toMatch(/x\.md:1:1 {2}error {2}unsafe-path/);
    expect(said.stdout + said.stderr).not.toContain("hush-hush");
  });
});
