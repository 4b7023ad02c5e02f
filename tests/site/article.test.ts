import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, type Built, blog, post, SETTINGS } from "./site.ts";

const LONG = Array.from({ length: 8 }, (_, index) => `## Section ${index}\n\n${"Some words here. ".repeat(70)}`).join(
  "\n\n",
);

const CTA = `cta:
  default:
    title: Talk to someone
    primary: { label: Find a mentor, url: "https://www.example.com/mentors/?ref=1" }
    secondary: { label: Become a mentor, url: "https://www.example.com/become/" }
  variants:
    interviews:
      title: Practise first
      primary: { label: Book, url: "https://www.example.com/book/" }
      tags: [career]
url:`;

describe("an article", () => {
  let site: Blog;
  let built: Built;

  beforeAll(async () => {
    site = blog(
      [
        SETTINGS.replace("url:", CTA),
        post("long", "title: A long <one> & “more”\ntags: [mentoring]", LONG),
        post("short", "tags: [career]", "Just {{ this }} and {% that %}."),
        post("asks", "cta: interviews\ntags: [mentoring]", "Text."),
        post("silent", "cta: false", LONG),
        post(
          "wordy",
          "description: What it is about.\nmeta_title: For search\nmeta_description: Also for search.",
          "Text.",
        ),
        post(
          "pictured",
          "thumbnail: /assets/img/uploads/a.svg\nthumbnail_alt: A drawing",
          "![A](/assets/img/uploads/a.svg)",
        ),
        post("linked", "", "See [the long one](/blog/long/#section-2), [home](/) and [about](/about/)."),
        '-- assets/img/uploads/a.svg --\n<svg xmlns="http://www.w3.org/2000/svg"/>\n',
      ].join(""),
    );
    built = await site.build();
  });

  it("builds without problems", () => {
    expect(built.result.problems).toEqual([]);
    expect(built.code).toBe(0);
  });

  it("has its escaped title as the only first-level heading", () => {
    const html = site.page("blog/long/index.html");
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/<h1[^>]*>\s*A long &lt;one&gt; &amp; “more”\s*<\/h1>/);
  });

  it("keeps template syntax in the text as it is", () => {
    expect(site.page("blog/short/index.html")).toContain("Just {{ this }} and {% that %}.");
  });

  it("has a table of contents that links to its headings", () => {
    const html = site.page("blog/long/index.html");
    for (let index = 0; index < 8; index++) {
      expect(html).toContain(`href="#section-${index}"`);
      expect(html).toContain(`id="section-${index}"`);
    }
    expect(site.page("blog/short/index.html")).not.toContain('href="#section');
  });

  it("ends with the call to action, and repeats it once inside when long", () => {
    const placements = (path: string): string[] =>
      [...site.page(path).matchAll(/utm_content=([\w-]+)/g)].map((match) => match[1] ?? "");
    expect(placements("blog/long/index.html")).toEqual([
      "header",
      "article-inside",
      "article-inside",
      "article-end",
      "article-end",
    ]);
    expect(placements("blog/short/index.html")).toEqual(["header", "article-end"]);
    expect(placements("blog/silent/index.html")).toEqual([]);
    expect(placements("index.html")).toEqual(["header", "home", "home"]);
  });

  it("shows the call to action of its topic, or the one it names", () => {
    expect(site.page("blog/long/index.html")).toContain("Talk to someone");
    expect(site.page("blog/short/index.html")).toContain("Practise first");
    expect(site.page("blog/asks/index.html")).toContain("Practise first");
  });

  it("adds page and placement as UTM parameters to call-to-action links", () => {
    expect(site.page("blog/long/index.html")).toContain(
      "https://www.example.com/mentors/?ref=1&amp;utm_source=blog&amp;utm_medium=cta&amp;utm_campaign=%2Fblog%2Flong%2F&amp;utm_content=article-end",
    );
  });

  it("has title, description and canonical link", () => {
    const html = site.page("blog/wordy/index.html");
    expect(html).toContain("<title>For search | Test</title>");
    expect(html).toContain('<meta name="description" content="Also for search.">');
    expect(html).toContain('<link rel="canonical" href="https://blog.example/blog/wordy/">');
    expect(html).toContain("What it is about.");
  });

  it("shows its thumbnail with its alt text", () => {
    expect(site.page("blog/pictured/index.html")).toMatch(
      /<img[^>]*src="\/assets\/img\/uploads\/a\.svg"[^>]*alt="A drawing"/,
    );
    expect(site.has("assets/img/uploads/a.svg")).toBe(true);
  });
});

describe("a site with a base path", () => {
  it("prefixes all its links, in templates and in texts", async () => {
    const site = blog(
      SETTINGS.replace("https://blog.example", "https://example.com/journal") +
        post(
          "one",
          "thumbnail: /assets/a.svg",
          "To [two](/blog/two/#part) and [out](//example.org/x).\n\n![A](/assets/a.svg)",
        ) +
        post("two", "aliases: [/old/]", "## Part\n\nText.") +
        '-- assets/a.svg --\n<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    );
    expect(await site.build()).toMatchObject({ code: 0, result: { problems: [] } });
    const html = site.page("blog/one/index.html");
    expect(html).toContain('href="/journal/blog/two/#part"');
    expect(html).toContain('src="/journal/assets/a.svg"');
    expect(html).toContain('href="//example.org/x"');
    expect(html).toContain('<link rel="canonical" href="https://example.com/journal/blog/one/">');
    expect(html.match(/(?:href|src)="\/(?!journal\/|\/)[^"]*"/g)).toBeNull();
    expect(site.page("old/index.html")).toContain("/journal/blog/two/");
  });
});

describe("an alias", () => {
  it("redirects to the post, and is an error when two posts claim it", async () => {
    const site = blog(
      SETTINGS +
        post("why-you’re-here", "aliases: [/2019/why.html, old/path]", "Text.") +
        post("other", "aliases: [/old/path/]", "x"),
    );
    const { code, result } = await site.build();
    expect(code).toBe(1);
    expect(result.problems).toMatchObject([
      { rule: "duplicate-url", file: "content/posts/why-you’re-here.md", line: 5 },
    ]);
    site.write(post("other", "", "x"));
    await site.build();
    for (const path of ["blog/why-you’re-here/index.html", "2019/why.html", "old/path/index.html"]) {
      expect(site.page(path)).toContain('href="/blog/why-youre-here/"');
    }
  });
});

describe("related posts", () => {
  it("fall back to posts of the same topic", async () => {
    const site = blog(
      SETTINGS +
        post("one", "title: One\ntags: [career]", "Alpha.") +
        post("two", "title: Two\ntags: [career]", "Omega.") +
        post("three", "title: Three\ntags: [mentoring]", "Sigma."),
    );
    await site.build();
    const next = (name: string): string => site.page(`blog/${name}/index.html`).split('id="page_related"')[1] ?? "";
    expect(next("one")).toContain("/blog/two/");
    expect(next("one").split("</section>")[0]).not.toContain("/blog/three/");
    expect(next("three")).toBe("");
  });
});
