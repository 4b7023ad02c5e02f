import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Blog, blog, command, post, type Run, SETTINGS } from "./site.ts";

const inContent = (site: Blog, name: string): string => join(site.folder, "content", name);
const read = (site: Blog, name: string): string => readFileSync(inContent(site, name), "utf8");
const has = (site: Blog, name: string): boolean => existsSync(inContent(site, name));

describe("npm run new", () => {
  const create = (site: Blog, ...more: string[]): Promise<Run> =>
    command("new", ["--content", inContent(site, ""), "--now", "2026-03-31T09:00Z", ...more]);

  it("creates a post that builds without problems", async () => {
    const site = blog(SETTINGS);
    const { code } = await create(site, "Mentors: how to choose", "--author", "max", "--tags", "mentorship, Career");
    expect(code).toBe(0);
    expect(read(site, "posts/mentors-how-to-choose.md")).toBe(
      '---\ntitle: "Mentors: how to choose"\ndescription: ""\nauthor: Max Weber\ndate: 2026-03-31\ntags:\n  - mentoring\n  - career\n---\n\n',
    );
    const { result } = await site.build("--now", "2026-03-31T09:00Z");
    expect(result.problems).toEqual([]);
  });

  it("drops a curly apostrophe of the title from the file name", async () => {
    const site = blog(SETTINGS);
    await create(site, "You’re ready", "--author", "max");
    expect(has(site, "posts/youre-ready.md")).toBe(true);
  });

  it("creates a draft with another date", async () => {
    const site = blog(SETTINGS);
    await create(site, "Later", "--author", "Ada Lovelace", "--date", "2027-01-02", "--draft");
    expect(read(site, "posts/later.md")).toContain("date: 2027-01-02\ndraft: true\n");
  });

  it("never overwrites a post", async () => {
    const site = blog(SETTINGS + post("later", "", "Mine."));
    const { code, stderr } = await create(site, "Later!", "--author", "max");
    expect(code).toBe(2);
    expect(stderr).toBe("The post later.md already exists. Choose another title; nothing was written.\n");
    expect(read(site, "posts/later.md")).toContain("Mine.");
  });

  it.each<[string, string[], string]>([
    ["an unknown author", ["A", "--author", "maxx"], "No author is called “maxx”. Did you mean `max`?"],
    ["an unknown tag", ["A", "--author", "max", "--tags", "carer"], "No tag is called “carer”. Did you mean `career`?"],
    ["an invalid date", ["A", "--author", "max", "--date", "2026-02-30"], "February 2026 has 28 days"],
    ["a missing author", ["A"], "Say who writes the post, as in `--author"],
    ["a missing title", ["--author", "max"], "Say what the post is called"],
  ])("exits with 2 and writes nothing for %s", async (_, args, words) => {
    const site = blog(SETTINGS);
    const { code, stderr } = await create(site, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(has(site, "posts")).toBe(false);
  });
});

describe("npm run rename", () => {
  const rename = (site: Blog, ...names: string[]): Promise<Run> =>
    command("rename", ["--content", inContent(site, ""), ...names]);

  const LINKS = [
    '[a](/blog/old/) [b](/blog/old) [c](/blog/old/#part "t") [d](old.md#part) [e](./old.md) [f](https://blog.example/blog/old/)',
    '<a href="/blog/old/">g</a> [h][ref] [i](/blog/older/) `[j](/blog/old/)`',
    "",
    "[ref]: /blog/old/",
    "",
  ].join("\n");
  const UPDATED_LINKS = LINKS.replaceAll("/blog/old/", "/blog/new/")
    .replace("(/blog/old)", "(/blog/new/)")
    .replaceAll("(old.md", "(/blog/new/")
    .replaceAll("(./old.md", "(/blog/new/")
    .replace("`[j](/blog/new/)`", "`[j](/blog/old/)`");

  it("moves the file, adds an alias for the old address and updates all links", async () => {
    const site = blog(
      SETTINGS +
        post("old", "title: Old", "## Part\n\nText, [here](/blog/old/#part).") +
        post("older", "title: Older", "Text.") +
        post("other", "", LINKS),
    );
    const { code, stdout } = await rename(site, "old", "New");
    expect(code).toBe(0);
    expect(stdout).toBe(
      "content/posts/old.md is now content/posts/new.md.\n/blog/old/ redirects to /blog/new/.\nUpdated links in content/posts/other.md.\n",
    );
    expect(has(site, "posts/old.md")).toBe(false);
    expect(read(site, "posts/new.md")).toContain(
      "aliases:\n  - /blog/old/\n---\n## Part\n\nText, [here](/blog/new/#part).",
    );
    expect(read(site, "posts/other.md")).toContain(UPDATED_LINKS);
    const { result } = await site.build();
    // Links with the blog's full URL stay full URLs.
    expect(result.problems.map(({ rule }) => rule)).toEqual(["own-address"]);
    expect(site.page("blog/old/index.html")).toContain("/blog/new/");
  });

  it("redirects both old addresses straight to the third after two renames", async () => {
    const site = blog(SETTINGS + post("one", "", "Text."));
    await rename(site, "one", "two");
    await rename(site, "/blog/two/", "three");
    await site.build();
    for (const old of ["one", "two"]) expect(site.page(`blog/${old}/index.html`)).toContain("/blog/three/");
  });

  it("can be undone by renaming back", async () => {
    const site = blog(SETTINGS + post("one", "", "Text.") + post("other", "title: Other", "[x](/blog/one/)"));
    await rename(site, "one", "two");
    await rename(site, "two", "one");
    const { result } = await site.build();
    expect(result.problems).toEqual([]);
    expect(site.page("blog/one/index.html")).toContain("Text.");
    expect(read(site, "posts/one.md")).not.toContain("/blog/one/");
    expect(read(site, "posts/other.md")).toContain("[x](/blog/one/)");
  });

  it.each([
    ["an inline list", "aliases: [/a/]", "aliases: [/a/, /blog/old/]\n"],
    ["a block list", "aliases:\n  - /a/\ntoc: false", "aliases:\n  - /a/\n  - /blog/old/\ntoc: false\n"],
    ["a single value", "aliases: /a/ # why", "aliases: [/a/, /blog/old/]\n"],
    ["an empty field", "aliases:\ntoc: false", "aliases: [/blog/old/]\ntoc: false\n"],
    ["an empty list", "aliases: []", "aliases: [/blog/old/]\n"],
  ])("adds the alias to %s", async (_, fields, expected) => {
    const site = blog(SETTINGS + post("old", fields, "Text."));
    await rename(site, "old", "new");
    expect(read(site, "posts/new.md")).toContain(expected);
  });

  it("changes the slug of a post that has one", async () => {
    const site = blog(SETTINGS + post("old", "slug: 'was'", "Text."));
    await rename(site, "was", "new");
    expect(read(site, "posts/new.md")).toContain("slug: new\n");
    await site.build();
    expect(site.page("blog/was/index.html")).toContain("/blog/new/");
  });

  it("keeps CRLF line endings", async () => {
    const site = blog(
      SETTINGS +
        post("old", "", "Text.")
          .replaceAll("\n", "\r\n")
          .replace(/^-- (.*) --\r\n/, "-- $1 --\n"),
    );
    await rename(site, "old", "new");
    expect(read(site, "posts/new.md").replaceAll("\r\n", "")).not.toContain("\n");
  });

  it.each([
    ["an unknown post", "there", "x", "There is no post “there” that can be read."],
    ["a misspelt post", "olld", "x", "Did you mean `old`?"],
    ["a name in use", "old", "other", "/blog/other/ is already an address of content/posts/other.md"],
    ["a name without letters", "old", "///", "cannot become an address"],
    ["its own name", "old", "old", "The post already has the name “old”."],
  ])("refuses %s and changes nothing", async (_, from, to, words) => {
    const site = blog(SETTINGS + post("old", "title: Old", "Text.") + post("other", "title: Other", "[x](/blog/old/)"));
    const { code, stderr } = await rename(site, from, to);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(has(site, "posts/old.md")).toBe(true);
    expect(read(site, "posts/other.md")).toContain("[x](/blog/old/)");
  });
});
