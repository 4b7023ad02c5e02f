import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blog, command, post, ROOT, SETTINGS } from "./site.ts";

describe("npm run build --output", () => {
  it.each(["content", "assets/img", "."])("refuses %s, which contains sources", async (folder) => {
    const site = blog(SETTINGS + post("one", "", "One."));
    const output = join(site.folder, folder);
    const said = await command("build", [
      "--content",
      join(site.folder, "content"),
      "--assets",
      join(site.folder, "assets"),
      "--output",
      output,
    ]);
    expect(said.code).toBe(2);
    expect(said.stderr).toMatch(/would take away|lies in/);
    expect(existsSync(join(site.folder, "content", "posts", "one.md"))).toBe(true);
  });

  it("refuses the folder of the generator", async () => {
    const said = await command("build", ["--output", "."]);
    expect(said.code).toBe(2);
    expect(existsSync(join(ROOT, "package.json"))).toBe(true);
  });
});

describe("a concurrent build of one site", () => {
  it("exits with 2 and says that another build is publishing", async () => {
    const site = blog(SETTINGS + post("one", "", "One."));
    writeFileSync(`${site.output}.lock`, String(process.pid));
    const said = await site.buildForPeople();
    expect(said.code).toBe(2);
    expect(said.stderr).toMatch(/Another build \(process \d+\) is publishing/);
  });

  it("does not wait for a build that was killed", async () => {
    const site = blog(SETTINGS + post("one", "", "One."));
    const gone = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => gone.once("exit", resolve));
    writeFileSync(`${site.output}.lock`, String(gone.pid));
    expect((await site.build()).code).toBe(0);
    expect(existsSync(`${site.output}.lock`)).toBe(false);
  });
});

describe("checks in site.yaml", () => {
  const withChecks = (checks: string): string => SETTINGS.replace("url:", `checks: { ${checks} }\nurl:`);

  it("cannot switch off mandatory rules", async () => {
    const site = blog(withChecks("yaml: off") + post("one", 'title: "open', "One."));
    const { code, result } = await site.build();
    expect(code).toBe(1);
    expect(result.problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      "content/posts/one.md yaml",
      "content/site.yaml wrong-type",
    ]);
  });

  it("can publish posts with an unknown author or layout", async () => {
    const checks = withChecks("unknown-author: warn, unknown-layout: warn");
    const site = blog(checks + post("one", "title: Shown\nauthor: Nobody\nlayout: none.njk", "One."));
    expect((await site.build()).code).toBe(0);
    expect(site.page("blog/one/index.html")).toContain("Shown");
  });

  it("can make a repairable problem an error", async () => {
    const site = blog(withChecks("repeated-title: error") + post("one", "", "# A post\n\nText."));
    const said = await site.buildForPeople();
    expect(said.code).toBe(1);
    expect(said.stdout).toMatch(/one\.md:6:1 {2}error {2}repeated-title/);
    expect(said.stdout).toMatch(/Not published: 1 error, 0 warnings\./);
  });

  it("can switch off a repair", async () => {
    const site = blog(withChecks("mojibake: off") + post("one", "", "todayâ€™s"));
    const { code, result } = await site.build();
    expect(code).toBe(0);
    expect(result).toMatchObject({ problems: [], repairs: 0 });
    expect(site.page("blog/one/index.html")).toContain("todayâ€™s");
  });
});

describe("clashing addresses", () => {
  it("are reported at the line that causes them", async () => {
    const site = blog(
      SETTINGS +
        post("one", "aliases: [/about/, /blog/]\nseries: SQL Basics", "One.") +
        post("two", "series: SQL basics\ntags: [mentoring]", "Two.") +
        post("Two", "title: Two again", "Two."),
    );
    const { code, result } = await site.build();
    expect(code).toBe(1);
    expect(result.problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`)).toEqual([
      "content/posts/one.md:5:11 duplicate-url",
      "content/posts/one.md:5:20 duplicate-url",
      "content/posts/two.md:1:1 duplicate-url",
    ]);
  });

  it("do not come from punctuation in file names", async () => {
    const site = blog(SETTINGS + post("don't & won't", "", "Text."));
    expect((await site.build()).code).toBe(0);
    expect(site.page("blog/don't & won't/index.html")).toContain("/blog/dont-and-wont/");
  });
});

describe("a file in content/posts that is no post", () => {
  it("is not published, and causes a warning", async () => {
    const site = blog(
      `${SETTINGS}-- content/posts/.hidden.md --\nx\n-- content/posts/B.MD --\nx\n-- content/posts/2024/x.md --\nx\n-- content/posts/evil.11ty.js --\nthrow 1\n`,
    );
    const { code, result } = await site.build();
    expect(code).toBe(0);
    expect(result.problems.map(({ file, rule, severity }) => `${file} ${severity} ${rule}`)).toEqual([
      "content/posts/2024 warn stray-file",
      "content/posts/B.MD warn stray-file",
      "content/posts/evil.11ty.js warn stray-file",
    ]);
  });
});

describe("a content folder with some pages of its own", () => {
  it("keeps the built-in pages", async () => {
    const site = blog(
      `${SETTINGS}-- content/pages/more/index.md --\n---\ntitle: More\nlayout: page_base.njk\n---\nMore.\n${post("one", "", "[More](/more/) and [tags](/tags/)")}`,
    );
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    expect(site.page("more/index.html")).toContain("More.");
    expect(site.has("index.html")).toBe(true);
    expect(site.has("tags/index.html")).toBe(true);
  });
});

describe("a damaged cache", () => {
  it("is discarded and built again", async () => {
    const site = blog(SETTINGS + post("one", "", "One.") + post("two", "", "Two."));
    await site.build();
    const before = site.snapshot();
    const cache = join(site.folder, "cache");
    for (const entry of readdirSync(cache, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) truncateSync(join(entry.parentPath, entry.name), 20);
    }
    rmSync(site.output, { recursive: true });
    expect((await site.build()).code).toBe(0);
    expect(site.snapshot()).toEqual(before);
  });
});

describe("an incremental build", () => {
  it("renders only affected pages, and equals a clean build", async () => {
    const posts = Array.from({ length: 6 }, (_, index) =>
      post(`p${index}`, `title: Post ${index}\ndate: 2024-01-0${index + 1}`, `Text ${index}.`),
    );
    const site = blog(SETTINGS + posts.join(""));
    const first = await site.build();
    expect(first.result.rendered).toBe(first.result.pages);
    expect((await site.build()).result).toMatchObject({ rendered: 0, written: 0 });
    site.write(post("p3", "title: Post 3\ndate: 2024-01-04", "Text 3, changed."));
    const second = await site.build();
    expect(second.result.rendered).toBeLessThan(second.result.pages / 2);
    expect(site.page("blog/p3/index.html")).toContain("Text 3, changed.");
    const incremental = site.snapshot();
    rmSync(join(site.folder, "cache"), { recursive: true });
    rmSync(site.output, { recursive: true });
    await site.build();
    expect(incremental).toEqual(site.snapshot());
  });
});

describe("an owner's page that reads Eleventy's collections", () => {
  const page = `-- content/pages/everything.njk --
---
title: Everything
layout: page_base.njk
permalink: /everything/
---
<ul>{% for post in collections.posts %}<li><a href="{{ post.url }}">{{ post.data.title }}</a> {{ post.content | safe }}</li>{% endfor %}</ul>
`;

  it("is rendered again when a post changes", async () => {
    const site = blog(
      SETTINGS + page + post("one", "title: First", "Text **one**.") + post("two", "title: Second", "Text."),
    );
    expect((await site.build()).code).toBe(0);
    const html = site.page("everything/index.html");
    expect(html).toContain('<a href="/blog/one/">First</a>');
    expect(html).toContain("Text <strong>one</strong>.");
    site.write(post("one", "title: Changed", "Text."));
    await site.build();
    expect(site.page("everything/index.html")).toContain("Changed");
  });
});

describe("an owner's page that reads the plan", () => {
  it("is complete when other damaged pages are restored", async () => {
    const page = `-- content/pages/counted.njk --\n---\ntitle: Counted\nlayout: page_base.njk\npermalink: /counted/\n---\n{{ plan.post | length }} posts\n`;
    const site = blog(SETTINGS + page + post("one", "", "One.") + post("two", "", "Two."));
    await site.build();
    const before = site.snapshot();
    writeFileSync(join(site.output, "blog/one/index.html"), "touched");
    rmSync(join(site.output, "counted/index.html"));
    expect((await site.build()).code).toBe(0);
    expect(site.snapshot()).toEqual(before);
  });
});
