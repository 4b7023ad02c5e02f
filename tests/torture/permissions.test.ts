import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blog, post, ROOT, SETTINGS } from "../site/site.ts";
import { some } from "../whole.ts";
import { begin, type Ended, giveTo, isRoot, NOBODY } from "./victim.ts";

/** Root ignores permissions, so builds run as another user. */
const somebody = isRoot ? NOBODY : undefined;

const LONG = { timeout: 120_000 };

const BLOG = `${SETTINGS}${post("one", "", "![A drawing](/assets/img/uploads/a.svg)")}-- content/pages/about.md --
---
title: About
---
Us.
-- assets/img/uploads/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>
`;

const UNREADABLE = [
  "content/posts",
  "content/site.yaml",
  "assets/img/uploads/a.svg",
  "content",
  "content/authors.yaml",
  "content/pages",
  "content/pages/about.md",
  "assets/img/uploads",
];

/** Builds a blog in which one file or folder is unreadable. */
async function builtWithout(path: string): Promise<Ended> {
  const site = blog(BLOG);
  if (somebody !== undefined) giveTo(site.folder, somebody);
  chmodSync(join(site.folder, path), 0);
  try {
    return await begin(site.folder, [], somebody).ended;
  } finally {
    chmodSync(join(site.folder, path), 0o755);
  }
}

describe("a source without read permission", () => {
  it("is reported with its line when it is a post", LONG, async () => {
    const { code, stdout, stderr } = await builtWithout("content/posts/one.md");
    expect(code).toBe(1);
    expect(stdout).toMatch(/content\/posts\/one\.md:1:1 {2}error {2}unsafe-path {2}It cannot be read/);
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });

  it.each(some(UNREADABLE, 3))("is reported in one sentence: %s", LONG, async (path) => {
    const { code, stdout, stderr } = await builtWithout(path);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^This user may not write or read here \(\S+\)\. The site stays as it was\.\n$/);
    expect(stderr).toContain(path);
    expect(stdout).not.toMatch(/\n\s+at /);
  });
});

describe("a read-only checkout of the generator", () => {
  it("builds a blog", LONG, async () => {
    const site = blog(BLOG);
    if (somebody !== undefined) giveTo(site.folder, somebody);
    const checkout = join(blog("").folder, "checkout");
    mkdirSync(checkout);
    for (const name of ["src", "_includes", "assets", "content", "eleventy.config.ts", "package.json"]) {
      cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
    writeFileSync(join(checkout, "package-lock.json"), "{}");
    chmodSync(join(checkout, ".."), 0o755);
    chmodSync(checkout, 0o555);
    try {
      const { code, stdout, stderr } = await begin(site.folder, [], somebody, checkout).ended;
      expect(stderr).toBe("");
      expect(stdout).toMatch(/no problems/);
      expect(code).toBe(0);
      expect(site.page("blog/one/index.html")).toContain("a.svg");
    } finally {
      chmodSync(checkout, 0o755);
    }
  });
});
