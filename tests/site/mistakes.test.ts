import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, type Built, blog, post, type Run, SETTINGS } from "./site.ts";

/** Posts with one mistake each. */
const MISTAKES = [
  post("bad-yaml", 'title: "Never closed', "Text."),
  "-- content/posts/no-title.md --\n---\ndate: 2024-05-02\nauthor: ada\n---\nText.\n",
  post("no-such-day", "date: 2024-02-30", "Text."),
  post("unknown-author", "author: Ada Lovlace", "Text."),
  post("spelling", "tags: [post, Mentorship]", "Text."),
  post("one-address", "slug: shared", "Text."),
  post("same-address", "slug: shared", "Text."),
  post("unknown-layout", "layout: blog_bse.njk", "Text."),
  post("dead-link", "", "Text.\n\nSee [this](/blog/no-such-day-at-all/)."),
  post("missing-picture", "", "![A chart](/assets/img/uploads/chart.png)"),
  post("unknown-key", "tumbnail: /assets/img/uploads/x.png", "Text."),
].join("");

const WRONG: [file: string, line: number, column: number, rule: string, words: RegExp][] = [
  ["bad-yaml", 4, 8, "yaml", /quotation mark that begins here is never closed/],
  ["no-title", 2, 1, "missing-field", /`title` is missing/],
  ["no-such-day", 4, 7, "invalid-date", /February 2024 has 29 days/],
  ["unknown-author", 4, 9, "unknown-author", /authors.yaml has no author “Ada Lovlace”/],
  ["spelling", 5, 14, "unknown-tag", /another spelling of the tag `mentoring`/],
  ["same-address", 5, 7, "duplicate-url", /already the address of content\/posts\/one-address.md/],
  ["unknown-layout", 5, 9, "unknown-layout", /no layout `blog_bse.njk`/],
  ["dead-link", 8, 5, "dead-link", /leads to no page/],
  ["missing-picture", 6, 1, "missing-image", /no picture at/],
  ["unknown-key", 5, 1, "unknown-key", /Unknown field `tumbnail`/],
];

describe("ten different mistakes at once", () => {
  let site: Blog;
  let before: Map<string, string>;
  let built: Built;
  let said: Run;

  beforeAll(async () => {
    site = blog(SETTINGS + post("fine", "", "Text."));
    await site.build();
    before = site.snapshot();
    site.write(MISTAKES);
    built = await site.build();
    said = await site.buildForPeople();
  });

  it.each(WRONG)("%s.md is reported at %i:%i as %s", (name, line, column, rule, words) => {
    const found = built.result.problems.filter(({ file }) => file === `content/posts/${name}.md`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line, column, rule });
    expect(found[0]?.message).toMatch(words);
    expect(found[0]?.hint).toMatch(/\w{3,}.*[.?]$/);
  });

  it("are printed with place, source line and hint", () => {
    expect(said.stdout).toContain(
      [
        "content/posts/no-such-day.md:4:7  error  invalid-date  February 2024 has 29 days, so there is no 2024-02-30.",
        "     4 | date: 2024-02-30",
        "       |       ^",
        "    Write a day that exists as year, month and day, as in `date: 2026-03-31`.",
        "    Posts are ordered, archived and scheduled by their date.",
      ].join("\n"),
    );
    expect(said.stdout).toMatch(/Not published: 8 errors, 2 warnings\./);
    expect(said.stdout + said.stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });

  it("fail the build, and the published site stays unchanged", () => {
    expect(built.code).toBe(1);
    expect(said.code).toBe(1);
    expect(site.snapshot()).toEqual(before);
    expect(built.result).toMatchObject({ pages: 0, rendered: 0, written: 0, removed: 0 });
  });
});

describe("what keeps nobody from publishing", () => {
  it("is printed by the build as well: warnings in full, suggestions as a number", async () => {
    const site = blog(SETTINGS + post("a", "description: About work", "Some **bold words."));
    const { code, stdout } = await site.buildForPeople();
    expect(code).toBe(0);
    expect(stdout).toContain("content/posts/a.md:7:6  warn  unclosed-emphasis");
    expect(stdout).toMatch(/\n1 suggestion: `npm run check` shows more\.\n.*: 0 errors, 1 warning\.\n$/);
    expect(stdout).not.toContain("description-length");
    // The same is said when nothing has changed since.
    expect((await site.buildForPeople()).stdout).toContain("unclosed-emphasis");
  });
});

describe("mistakes in YAML settings", () => {
  it("are reported with file, line and column", async () => {
    const site = blog(`-- content/site.yaml --
name: Test
url: blog.example
timezone: Chicago
langauge: en
checks: { missing-images: warn }
-- content/authors.yaml --
ada: { role: Analyst }
`);
    const { code, result } = await site.build();
    expect(code).toBe(1);
    expect(result.problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`)).toEqual([
      "content/authors.yaml:1:6 missing-field",
      "content/site.yaml:2:6 wrong-type",
      "content/site.yaml:3:11 wrong-type",
      "content/site.yaml:4:1 unknown-key",
      "content/site.yaml:5:11 unknown-key",
    ]);
    expect(result.problems[3]?.hint).toBe("Did you mean `language`?");
  });

  it("checks change the severity of rules", async () => {
    const strict = SETTINGS.replace("url:", "checks: { unknown-key: error, missing-image: off }\nurl:");
    const site = blog(strict + post("a", "tumbnail: x", "![A](/assets/x.png)"));
    const { result } = await site.build();
    expect(result.problems.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["error unknown-key"]);
  });
});

describe("a wrong command line", () => {
  it("exits with 2 and prints one line", async () => {
    const site = blog(SETTINGS);
    const said = await site.buildForPeople("--outptu", "x");
    expect(said.code).toBe(2);
    expect(said.stderr).toMatch(/--outptu/);
    expect(said.stderr).not.toMatch(/\n\s+at /);
    expect((await site.buildForPeople("--now", "tomorrow")).stderr).toMatch(/--now takes a moment/);
  });
});
