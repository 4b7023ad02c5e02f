import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isWhole } from "../whole.ts";
import { blog, plainly, post, ROOT, SETTINGS } from "./site.ts";

const TAGGED = SETTINGS + post("one", "tags: [career]", "One.");

const UNSEEN = `-- content/pages/.eleventyignore --\ntag.njk\n-- content/pages/tag.njk --\n${readFileSync(join(ROOT, "content", "pages", "tag.njk"), "utf8")}`;

/** Reasons for which Eleventy does not render a planned page. */
const WAYS: [what: string, files: string, file: string, words: RegExp][] = [
  ["is ignored by .eleventyignore", UNSEEN, "content/pages/tag.njk", /tags\/career\/index\.html/],
  [
    "is paginated over another list",
    '-- content/pages/tag.njk --\n---\npagination: { data: plan.tags, size: 1, alias: view }\npermalink: "/elsewhere/"\n---\n{{ view.title }}\n',
    "content/pages/tag.njk",
    /tags\/career\/index\.html/,
  ],
  [
    "has permalink: false",
    "-- content/pages/author.njk --\n---\npagination: { data: plan.author, size: 1, alias: view }\npermalink: false\n---\n{{ view.title }}\n",
    "content/pages/author.njk",
    /authors\/ada\/index\.html/,
  ],
  [
    "is a Markdown page ignored by .eleventyignore",
    "-- content/pages/.eleventyignore --\nmore.md\n-- content/pages/more.md --\n---\ntitle: More\n---\nMore.\n",
    "content/pages/more.md",
    /more\/index\.html/,
  ],
];

describe("a page that no template renders", () => {
  it.each(WAYS)("is an error, and nothing is published, when it %s", async (_, files, file, words) => {
    const site = blog(TAGGED);
    expect((await site.build()).code).toBe(0);
    const before = site.snapshot();
    site.write(files);
    const { code, result } = await site.build();
    expect(result.problems.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["error template"]);
    expect(result.problems[0]?.file).toBe(file);
    expect(result.problems[0]?.message).toMatch(words);
    expect(code).toBe(1);
    expect(site.snapshot()).toEqual(before);
  });

  it.runIf(isWhole)("is an error in plain Eleventy as well", async () => {
    const site = blog(TAGGED + UNSEEN);
    await expect(plainly(site, "2026-01-01T00:00Z")).rejects.toThrow(/tags\/career\/index\.html/);
  });
});
