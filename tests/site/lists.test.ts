import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, blog, post, SETTINGS } from "./site.ts";

const NOW = ["--now", "2026-01-01T00:00:00Z"] as const;

function links(html: string): string[] {
  return [...html.matchAll(/href="(\/blog\/[^"]+\/)"/g)].map((match) => match[1] ?? "");
}

describe("the lists of a blog", () => {
  let site: Blog;

  beforeAll(async () => {
    const posts = Array.from({ length: 30 }, (_, index) =>
      post(
        `post-${index}`,
        `title: Post ${index}\ndate: 20${10 + (index % 3)}-01-${String(index + 1).padStart(2, "0")}\ntags: [post, ${index % 2 ? "mentoring" : "career"}]\nauthor: ${index < 20 ? "ada" : "[max, ada]"}`,
        `Text ${index}.`,
      ),
    );
    const special = [
      post("draft", "title: Unfinished\ndraft: true\ntags: [mentoring]", "Secret."),
      post("later", "title: To come\ndate: 2026-06-01\ntags: [mentoring]", "Secret."),
      post("gone", "title: Over\ndate: 2020-06-01\nexpires: 2021-01-01\ntags: [mentoring]", "Secret."),
      post("first", "title: Part one\nseries: The way\ndate: 2015-01-01", "One."),
      post("second", "title: Part two\nseries: The way\ndate: 2016-01-01", "Two."),
      post("shown", "title: Shown first\nfeatured: true\ndate: 2005-01-01", "Text."),
    ];
    site = blog(SETTINGS.replace("url:", "posts_per_page: 10\nurl:") + posts.join("") + special.join(""));
    expect(await site.build(...NOW)).toMatchObject({ code: 0, result: { problems: [] } });
  });

  it("are paginated, newest first, with every post once", () => {
    const pages = ["blog/index.html", "blog/page/2/index.html", "blog/page/3/index.html", "blog/page/4/index.html"];
    const found = pages.map((path) => [
      ...new Set(links(main(site.page(path))).filter((url) => !url.includes("/page/"))),
    ]);
    expect(found.map((urls) => urls.length)).toEqual([10, 10, 10, 3]);
    expect(new Set(found.flat()).size).toBe(33);
    expect(found[0]?.slice(0, 2)).toEqual(["/blog/second/", "/blog/first/"]);
    expect(site.has("blog/page/5/index.html")).toBe(false);
  });

  it("include a page for each topic with its introduction", () => {
    const html = site.page("tags/mentoring/index.html");
    expect(html).toContain("All about mentors.");
    expect(new Set(links(main(html)).map((url) => Number(/post-(\d+)/.exec(url)?.[1]) % 2))).toEqual(new Set([1]));
    expect(site.page("tags/index.html")).toContain('href="/tags/career/"');
  });

  it("include a page for each author, with co-authored posts", () => {
    expect(site.page("authors/max/index.html")).toContain("Max Weber");
    expect(links(main(site.page("authors/max/index.html")))).toContain("/blog/post-25/");
    expect(site.page("authors/index.html")).toContain('href="/authors/ada/"');
  });

  it("include an archive by year and a page for each series", () => {
    const archive = site.page("archive/index.html");
    const years = [...archive.matchAll(/<h2[^>]*>\s*(\d{4})/g)].map((match) => match[1]);
    expect(years).toEqual(["2016", "2015", "2012", "2011", "2010", "2005"]);
    expect(links(main(site.page("series/the-way/index.html")))).toEqual(
      expect.arrayContaining(["/blog/first/", "/blog/second/"]),
    );
    expect(site.page("blog/first/index.html")).toContain("/series/the-way/");
  });

  it("show featured posts first on the home page", () => {
    expect(links(main(site.page("index.html")))[0]).toBe("/blog/shown/");
  });

  it("link each post to its neighbours", () => {
    expect(site.page("blog/first/index.html")).toContain('href="/blog/second/"');
  });

  it("contain no draft, scheduled or expired posts", () => {
    for (const [path, text] of site.snapshot()) {
      expect(`${path} ${text}`).not.toMatch(/Secret|Unfinished|To come|\/blog\/(?:draft|later|gone)\//);
    }
  });

  it("include a scheduled post once its date has come", async () => {
    await site.build("--now", "2026-06-02T00:00:00Z");
    expect(links(main(site.page("blog/index.html")))[0]).toBe("/blog/later/");
  });
});

describe("an empty blog", () => {
  it("is published", async () => {
    const site = blog(SETTINGS);
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    expect(site.page("blog/index.html")).toContain("<h1");
  });
});

function main(html: string): string {
  return /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
}
