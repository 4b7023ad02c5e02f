import { existsSync, readdirSync, renameSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blog, plainly, post, ROOT, SETTINGS } from "./site.ts";

const THREE = post("one", "", "One.") + post("two", "", "Two.") + post("three", "date: 2024-05-03", "Three.");

describe("npm run build", () => {
  it("removes pages that no longer exist", async () => {
    const site = blog(SETTINGS + post("one", "", "One.") + post("two", "tags: [career]", "Two."));
    await site.build();
    expect(site.has("tags/career/index.html")).toBe(true);
    const before = [...site.snapshot().keys()];
    site.write(post("two", "tags: [mentoring]", "Two."));
    const { result } = await site.build();
    expect(site.has("tags/career/index.html")).toBe(false);
    const gone = before.filter((path) => !site.has(path));
    expect(gone.filter((path) => !path.startsWith("pagefind/"))).toEqual([
      "tags/career/feed.json",
      "tags/career/feed.xml",
      "tags/career/index.html",
    ]);
    expect(result.removed).toBe(gone.length);
  });

  it("keeps unchanged files with their mtime", async () => {
    const site = blog(`${SETTINGS}${THREE}-- assets/img/uploads/a.txt --\nA file.\n`);
    await site.build();
    const timeOf = (path: string): number => statSync(join(site.output, path)).mtimeMs;
    const before = ["blog/one/index.html", "assets/img/uploads/a.txt"].map(timeOf);
    const again = await site.build();
    expect(again.result).toMatchObject({ written: 0, removed: 0 });
    site.write(post("three", "date: 2024-05-03", "Three, changed."));
    const { result } = await site.build();
    expect(result.written).toBeGreaterThan(0);
    expect(["blog/one/index.html", "assets/img/uploads/a.txt"].map(timeOf)).toEqual(before);
    expect(site.page("blog/three/index.html")).toContain("Three, changed.");
  });

  it("equals a clean build after a change is made, undone and made again", async () => {
    const site = blog(SETTINGS + THREE);
    const built = async (words: string, ...more: string[]): Promise<Map<string, string>> => {
      site.write(post("two", "", words));
      await site.build("--now", "2026-01-01T00:00Z", ...more);
      return site.snapshot();
    };
    const clean = await built("Two.");
    await built("Two, changed.");
    await built("Two.");
    expect(await built("Two, changed.")).toEqual(await built("Two, changed.", "--clean"));
    expect(await built("Two.")).toEqual(clean);
  });

  it("leaves no temporary files beside the site", async () => {
    const site = blog(SETTINGS + THREE);
    await site.build();
    await site.build();
    expect(readdirSync(site.folder).sort()).toEqual(["_site", "cache", "content"]);
  });

  it("restores the site after a crash in the middle of a swap", async () => {
    const site = blog(SETTINGS + THREE);
    await site.build();
    const before = site.snapshot();
    renameSync(site.output, `${site.output}.old`);
    site.write(post("two", "date: never", "Two."));
    expect((await site.build()).code).toBe(1);
    expect(site.snapshot()).toEqual(before);
    expect(existsSync(`${site.output}.old`)).toBe(false);
  });

  it("gives the same bytes as plain Eleventy", async () => {
    const site = blog(SETTINGS + THREE);
    await site.build("--now", "2026-01-01T00:00Z");
    expect(await plainly(site, "2026-01-01T00:00Z")).toEqual(site.snapshot());
  });

  it("prints a summary in its last line", async () => {
    const site = blog(SETTINGS + THREE);
    const said = await site.buildForPeople();
    expect(said.code).toBe(0);
    expect(said.stdout.trim().split("\n").at(-1)).toMatch(
      /^\d+ pages in \d+\.\d s \(\d+ written, 0 removed\): no problems\.$/,
    );
  });

  it("counts all pages of a paginated template, rendered or not", async () => {
    const several =
      'pagination: { data: collections.posts, size: 1, alias: posts }\npermalink: "/own/{{ pagination.pageNumber }}/"';
    const site = blog(
      `${SETTINGS}${post("first", "", "Text.")}${post("second", "title: Second", "Text.\n")}-- content/pages/own.njk --\n---\n${several}\n---\n{{ posts[0].url }}\n`,
    );
    const { result: first } = await site.build();
    expect(first.problems).toEqual([]);
    expect(site.has("own/1/index.html")).toBe(true);
    site.write(SETTINGS);
    const { result: second } = await site.build();
    expect(second).toMatchObject({ rendered: 0, pages: first.pages });
  });

  it("does not depend on the mtimes of page files", async () => {
    const all =
      "-- content/pages/all.njk --\n---\ntitle: All\n---\n{% for page in collections.all %}{{ page.url }} {% endfor %}\n";
    const site = blog(
      `${SETTINGS}${post("one", "", "Text.\n")}${all}-- content/pages/b.md --\n---\ntitle: B\n---\nB.\n-- content/pages/a.md --\n---\ntitle: A\n---\nA.\n`,
    );
    const builtAfter = async (days: Record<string, number>): Promise<string> => {
      for (const [name, day] of Object.entries(days)) {
        utimesSync(join(site.folder, "content", "pages", name), day * 86_400, day * 86_400);
      }
      await site.build("--clean");
      return site.page("all/index.html");
    };
    expect(await builtAfter({ "a.md": 100, "b.md": 200 })).toBe(await builtAfter({ "a.md": 200, "b.md": 100 }));
  });

  it("does not render again a template that makes no page", async () => {
    const none =
      "-- content/pages/own.njk --\n---\npagination: { data: collections.posts, size: 1 }\n---\nA page a post.\n";
    const site = blog(SETTINGS + post("unfinished", "draft: true", "Text.") + none);
    await site.build();
    site.write(SETTINGS);
    expect((await site.build()).result).toMatchObject({ rendered: 0, written: 0 });
    site.write(post("finished", "", "Text."));
    expect((await site.build()).result.problems).toEqual([]);
    expect(site.has("own/index.html")).toBe(true);
  });

  it("prints only JSON with --json", async () => {
    const site = blog(SETTINGS + THREE + post("later", "date: 2031-01-01", "Later."));
    const { result, stderr } = await site.build("--now", "2026-01-01T00:00Z");
    expect(stderr).toBe("");
    expect(result).toMatchObject({ removed: 0, problems: [], repairs: 0, nextChange: "2031-01-01T06:00:00.000Z" });
    expect(result.pages).toBe(result.rendered);
    expect(Object.keys(result).sort()).toEqual([
      "advice",
      "ms",
      "nextChange",
      "pages",
      "phases",
      "problems",
      "removed",
      "rendered",
      "repairs",
      "written",
    ]);
  });

  it("reports a template error without a stack trace", async () => {
    const site = blog(`${SETTINGS}-- content/pages/home.njk --\n---\npermalink: /\n---\n{% if %}\n`);
    const { code, result, stderr } = await site.build();
    expect([code, stderr]).toEqual([1, ""]);
    expect(result.problems.map(({ rule, line }) => `${line} ${rule}`)).toEqual(["4 template"]);
    expect(result.problems[0]?.file).toMatch(/home\.njk$/);
  });

  it("runs no code from the front matter of pages", async () => {
    const site = blog(`${SETTINGS}-- content/pages/x.njk --
---js
{ permalink: "/x/" }
---
x
`);
    expect((await site.build()).code).toBe(1);
    expect(ROOT).not.toBe(site.folder);
  });
});
