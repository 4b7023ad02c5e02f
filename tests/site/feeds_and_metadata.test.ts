import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { XmlDocument } from "libxml2-wasm";
import robotsParser from "robots-parser";
import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, blog, post, SETTINGS } from "./site.ts";
import {
  elementsOf,
  type Files,
  feedFaults,
  relativeAddresses,
  sitemapFaults,
  structuredDataFaults,
  thingsOn,
  values,
} from "./validators.ts";

const ROOT = "https://blog.example/";
const NOW = ["--now", "2026-01-01T00:00:00Z"] as const;

const POSTS = [
  post(
    "rich",
    'title: Fish & <chips> "fried"\ndate: 2025-03-01\nupdated: 2025-06-01\nauthor: [ada, max]\ntags: [mentoring, career]\ndescription: What </script><b> is.\nthumbnail: /assets/a.svg\nthumbnail_alt: A',
    [
      "To [a heading](#part), [two](/blog/two/), [out](https://example.org/?a=1&b=2) and [mail](mailto:a@example.org).",
      "![A](/assets/a.svg)",
      '## Part\n\n`<a href="/not/a/link">`\n\n<!-- for the editor: `secret` -->\n\n    <!-- code -->',
    ].join("\n\n"),
  ),
  post("two", "title: Two\ndate: 2025-01-01\naliases: [/blog/first-name/, /blog/second-name/]", "Text â€™ here."),
  post("german", 'title: "\\x07Ü\\x7fber"\nlang: de\ndate: 2024-12-01\ntags: [career]', "Wörter\u0007 &#7;."),
  post("hidden", "title: Not for search\nnoindex: true\ndate: 2024-11-01", "Text."),
  post("elsewhere", "title: Original elsewhere\ncanonical: https://example.org/original/\ndate: 2024-10-01", "Text."),
  post("draft", "title: Secret draft\ndraft: true", "Secret."),
  post("later", "title: Secret later\ndate: 2026-06-01", "Secret."),
  post("gone", "title: Secret gone\ndate: 2020-06-01\nexpires: 2021-01-01", "Secret."),
  '-- assets/a.svg --\n<svg xmlns="http://www.w3.org/2000/svg"/>\n',
].join("");

function filesOf(site: Blog): Files {
  return new Map([...site.snapshot()].map(([path, bytes]) => [path, Buffer.from(bytes, "latin1").toString()]));
}

describe("feeds, sitemap, structured data and llms.txt", () => {
  let site: Blog;
  let files: Files;

  beforeAll(async () => {
    site = blog(SETTINGS + POSTS);
    expect((await site.build(...NOW)).code).toBe(0);
    files = filesOf(site);
  });

  it("feeds are valid, with full texts and absolute URLs", () => {
    expect(feedFaults(files, ROOT)).toEqual([]);
  });

  it("the sitemap lists exactly the pages that search engines may index", () => {
    expect(sitemapFaults(files, ROOT)).toEqual([]);
  });

  it("structured data refers only to pages that exist", async () => {
    expect(await structuredDataFaults(files, ROOT)).toEqual([]);
  });

  it("no file mentions draft, scheduled or expired posts", () => {
    for (const [path, text] of files) expect(`${path} ${text}`).not.toMatch(/Secret|\/blog\/(?:draft|later|gone)/);
  });

  it("all posts, each topic and each author have a feed", () => {
    const titles = (path: string) => parseAtomFeed(site.page(path)).entries?.map(({ title }) => title?.value);
    const rich = "Fish & <chips> “fried”";
    expect(titles("feed.xml")).toEqual([rich, "Two", "Über", "Not for search", "Original elsewhere"]);
    expect(titles("tags/mentoring/feed.xml")).toEqual([rich]);
    expect(titles("tags/career/feed.xml")).toEqual([rich, "Über"]);
    expect(titles("authors/max/feed.xml")).toEqual([rich]);
  });

  it("feed entries have authors, topics, dates, summary and language", () => {
    const [entry] = parseAtomFeed(site.page("feed.xml")).entries ?? [];
    expect(entry?.authors?.map(({ name }) => name)).toEqual(["Ada Lovelace", "Max Weber"]);
    expect(entry?.categories?.map(({ term }) => term)).toEqual(["Mentoring", "Career"]);
    expect([entry?.published, entry?.updated]).toEqual(["2025-03-01T06:00:00.000Z", "2025-06-01T05:00:00.000Z"]);
    const [item] = parseJsonFeed(site.page("feed.json")).items ?? [];
    expect(item).toMatchObject({
      title: "Fish & <chips> “fried”",
      summary: "What </script><b> is.",
      image: `${ROOT}assets/a.svg`,
    });
    expect(parseJsonFeed(site.page("feed.json")).items?.[2]?.language).toBe("de");
  });

  it("feeds have absolute URLs in texts, and code as it is", () => {
    const html = parseAtomFeed(site.page("feed.xml")).entries?.[0]?.content?.value ?? "";
    expect(relativeAddresses(html)).toEqual([]);
    const links = elementsOf(html).flatMap(({ attributes }) => attributes.href ?? []);
    expect(links).toEqual([
      `${ROOT}blog/rich/#part`,
      `${ROOT}blog/two/`,
      "https://example.org/?a=1&b=2",
      "mailto:a@example.org",
    ]);
    expect(html).toContain("&lt;a href=");
    expect(html).toMatch(/href=(?:"|&quot;)\/not\/a\/link/);
  });

  it("pages link to their feeds", () => {
    const feedsOf = (path: string) =>
      elementsOf(site.page(path)).flatMap(({ name, attributes: { rel, href } }) =>
        name === "link" && rel === "alternate" && href?.includes("feed") ? [href] : [],
      );
    expect(feedsOf("index.html")).toEqual(["/feed.xml", "/feed.json"]);
    expect(feedsOf("tags/career/index.html").slice(0, 2)).toEqual(["/tags/career/feed.xml", "/tags/career/feed.json"]);
    expect(site.page("authors/max/index.html")).toContain('<a href="/authors/max/feed.xml">');
  });

  it("feeds have a style sheet for browsers", () => {
    const document = XmlDocument.fromString(site.page("feed.xml"));
    expect(site.page("feed.xml")).toContain('<?xml-stylesheet type="text/css" href="/feed.css"?>');
    const links = document.find("//h:a/@href", { h: "http://www.w3.org/1999/xhtml" }).map(({ content }) => content);
    expect(links[0]).toBe(`${ROOT}blog/rich/`);
    // `@namespace` is valid only between imports and rules.
    expect(site.page("feed.css")).toMatch(/^@import url\([^;]+;\s*(?:\/\*.*\*\/\s*)?@namespace/);
  });

  it("the sitemap says when a page last changed", () => {
    const changed = (url: string) =>
      new RegExp(`<loc>${ROOT}${url}</loc><lastmod>([^<]*)`).exec(site.page("sitemap.xml"))?.[1];
    expect(changed("blog/rich/")).toBe("2025-06-01T05:00:00.000Z");
    expect(changed("tags/career/")).toBe("2025-06-01T05:00:00.000Z");
    expect(changed("blog/two/")).toBe("2025-01-01T06:00:00.000Z");
  });

  it("article pages describe their post as schema.org JSON-LD, escaped", async () => {
    const html = site.page("blog/rich/index.html");
    const things = await thingsOn(html);
    const [article] = things.filter((thing) => values(thing, "@type").includes("Article"));
    expect(article && values(article, "headline")).toEqual(["Fish & <chips> “fried”"]);
    expect(article && values(article, "description")).toEqual(["What </script><b> is."]);
    expect(article && values(article, "dateModified")).toEqual(["2025-06-01T05:00:00.000Z"]);
    const people = things.filter((thing) => values(thing, "@type").includes("Person"));
    expect(people.flatMap((person) => values(person, "name"))).toEqual(["Ada Lovelace", "Max Weber"]);
    const crumbs = things.filter((thing) => values(thing, "@type").includes("ListItem"));
    expect(crumbs.flatMap((crumb) => values(crumb, "name"))).toEqual(["Home", "Blog", "Fish & <chips> “fried”"]);
    expect(html.match(/<\/script>/g)).toHaveLength(html.match(/<script/g)?.length ?? 0);
  });

  it("author pages describe a Person, the home page the WebSite", async () => {
    const person = (await thingsOn(site.page("authors/ada/index.html"))).filter((thing) =>
      values(thing, "@type").includes("Person"),
    );
    expect(person.map((one) => [values(one, "name"), values(one, "jobTitle")])).toEqual([
      [["Ada Lovelace"], ["Analyst"]],
    ]);
    const types = (await thingsOn(site.page("index.html"))).flatMap((thing) => values(thing, "@type"));
    expect(types).toEqual(expect.arrayContaining(["WebSite", "SearchAction", "Organization"]));
  });

  it("pages have authors, topics and dates in meta tags", () => {
    const metas = elementsOf(site.page("blog/rich/index.html")).filter(({ name }) => name === "meta");
    const meta = (key: string) =>
      metas.flatMap(({ attributes }) => ((attributes.property ?? attributes.name) === key ? [attributes.content] : []));
    expect(meta("author")).toEqual(["Ada Lovelace, Max Weber"]);
    expect(meta("article:author")).toEqual([`${ROOT}authors/ada/`, `${ROOT}authors/max/`]);
    expect(meta("article:tag")).toEqual(["Mentoring", "Career"]);
    expect(meta("article:section")).toEqual(["Mentoring"]);
    expect(meta("og:locale")).toEqual(["en_US"]);
    expect(meta("robots")).toEqual(["max-image-preview:large"]);
  });

  it("each post has a repaired Markdown version without comments", () => {
    const text = site.page("blog/rich.md");
    expect(text).toContain('title: "Fish & <chips> “fried”"\n');
    expect(text).toContain('authors: ["Ada Lovelace","Max Weber"]\n');
    expect(text).toContain("## Part\n");
    expect(text).toContain("    <!-- code -->");
    expect(text).not.toContain("for the editor");
    expect(site.page("blog/two.md")).toContain("Text ’ here.");
    expect(site.page("blog/rich/index.html")).toContain(
      'type="text/markdown" title="As Markdown" href="/blog/rich.md"',
    );
    expect(site.has("blog/hidden.md")).toBe(false);
  });

  it("no file contains invisible control characters", () => {
    for (const [path, text] of files) {
      if (/\.(?:css|html|js|json|md|txt|webmanifest|xml|yml)$/.test(path))
        expect(text, path).not.toMatch(/[^\P{Cc}\t\n\r]|\\u00[01]|\\x0/u);
    }
    expect(site.page("blog/german.md")).toContain('title: "Über"');
  });

  it("llms.txt lists posts by topic, with links to their Markdown", () => {
    const text = site.page("llms.txt");
    expect(text).toMatch(/^# Test\n/);
    expect(text).toContain(`## Mentoring\n\n- [Fish & <chips> “fried”](${ROOT}blog/rich.md): What </script><b> is.\n`);
    expect(text).not.toContain("Not for search");
    const linked = [...text.matchAll(/\]\((https:\/\/blog\.example\/[^)]+)\)/g)].map(([, url = ""]) =>
      url.slice(ROOT.length),
    );
    for (const path of linked) expect(files.has(path.endsWith("/") ? `${path}index.html` : path), path).toBe(true);
  });

  it("the feed id of a post stays the same when it is renamed", async () => {
    const idOf = (): string | undefined =>
      parseAtomFeed(site.page("feed.xml")).entries?.find(({ title }) => title?.value === "Two")?.id;
    expect(idOf()).toBe(`${ROOT}blog/first-name/`);
  });
});

describe("a blog without posts", () => {
  it("has valid feeds and a valid sitemap", async () => {
    const site = blog(SETTINGS);
    expect((await site.build()).code).toBe(0);
    expect(feedFaults(filesOf(site), ROOT)).toEqual([]);
    expect(sitemapFaults(filesOf(site), ROOT)).toEqual([]);
  });
});

describe("settings for feeds and crawlers", () => {
  it("limit feed length, block crawlers, and work with a base path", async () => {
    const settings = `posts_per_feed: 1
crawlers: { ai: { training: deny }, disallow: [/blog/german/] }
url: https://blog.example/journal`;
    const site = blog(SETTINGS.replace("url: https://blog.example", settings) + POSTS);
    expect((await site.build(...NOW)).code).toBe(0);
    const root = `${ROOT}journal/`;
    expect(parseAtomFeed(site.page("feed.xml")).entries).toHaveLength(1);
    expect(feedFaults(filesOf(site), root)).toEqual([]);
    expect(await structuredDataFaults(filesOf(site), root)).toEqual([]);
    expect(sitemapFaults(filesOf(site), root)).toEqual([`${root}blog/german/ is forbidden`]);
    const robots = robotsParser(`${root}robots.txt`, site.page("robots.txt"));
    const isAllowed = (agent: string, path = "blog/two/") => robots.isAllowed(root + path, agent);
    expect(["GPTBot", "ClaudeBot", "Google-Extended", "CCBot"].map((name) => isAllowed(name))).toEqual(
      Array(4).fill(false),
    );
    expect(["Googlebot", "OAI-SearchBot", "ChatGPT-User"].map((name) => isAllowed(name))).toEqual(Array(3).fill(true));
    expect(isAllowed("Googlebot", "blog/german/")).toBe(false);
  });

  it("are overridden by the owner's own template for the same path", async () => {
    const site = blog(
      `${SETTINGS}-- content/pages/robots.njk --\n---\npermalink: /robots.txt\n---\nUser-agent: *\nDisallow: /\n`,
    );
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    expect(site.page("robots.txt")).toBe("User-agent: *\nDisallow: /\n");
  });
});
