import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../src/base/diagnostic.ts";
import { type Blog, blog, post, SETTINGS } from "./site.ts";

const GUIDE = post("guide", "title: A guide to mentors\ntags: [mentoring]", "How to find one.");
const OTHER = post("other", "title: Another\naliases: [/blog/older/]", "Text.");

describe("npm run build --against a previous deployment", () => {
  let site: Blog;
  let manifest: string;

  beforeEach(async () => {
    site = blog(SETTINGS + GUIDE + OTHER);
    await site.build();
    manifest = join(site.folder, "deployed.json");
    site.write(`-- deployed.json --\n${site.page("site-manifest.json")}`);
  });

  async function vanished(against = manifest): Promise<Problem[]> {
    const { result } = await site.build("--against", against);
    return result.problems.filter(({ rule }) => rule === "vanished-address");
  }

  it("reports nothing while every old address still resolves", async () => {
    expect(await vanished()).toEqual([]);
    expect(await vanished(site.output)).toEqual([]);
  });

  it("fails when a post was renamed, and suggests the alias to add", async () => {
    const before = site.snapshot();
    site.remove("content/posts/guide.md");
    site.write(GUIDE.replace("posts/guide.md", "posts/finding-a-mentor.md"));
    const [problem, ...others] = await vanished();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      file: "content/posts/finding-a-mentor.md",
      severity: "error",
      message: "This post was published at `/blog/guide/`, which would lead nowhere.",
      hint: "Add the line `aliases: [/blog/guide/]` between the two `---`.",
    });
    expect(site.snapshot()).toEqual(before);
    site.write(
      GUIDE.replace("posts/guide.md", "posts/finding-a-mentor.md").replace("date:", "aliases: [/blog/guide/]\ndate:"),
    );
    expect(await vanished()).toEqual([]);
    expect(site.page("blog/guide/index.html")).toContain("/blog/finding-a-mentor/");
  });

  it("recognises by its title a post that was renamed and edited", async () => {
    site.remove("content/posts/guide.md");
    site.write(GUIDE.replace("posts/guide.md", "posts/finding-a-mentor.md").replace("How to", "Where to"));
    expect((await vanished())[0]?.file).toBe("content/posts/finding-a-mentor.md");
  });

  it("reports aliases that vanished", async () => {
    site.write(OTHER.replace("aliases: [/blog/older/]", "aliases: [/blog/oldest/]"));
    expect(await vanished()).toMatchObject([
      { file: "content/posts/other.md", hint: expect.stringContaining("older") },
    ]);
  });

  it("reports deleted posts and topics until site.yaml lists them under `gone`", async () => {
    site.remove("content/posts/guide.md");
    const found = await vanished();
    expect(found.map(({ message }) => message)).toEqual([
      "`/blog/guide/` was published until now; it would lead nowhere.",
      "`/tags/mentoring/` was published until now; it would lead nowhere.",
    ]);
    site.write(SETTINGS.replace("name: Test", "name: Test\ngone: [/blog/guide/, /tags/mentoring]"));
    expect(await vanished()).toEqual([]);
  });

  it("fails when a published post becomes a draft, but not when it expires", async () => {
    site.write(post("guide", "title: A guide to mentors\ntags: [mentoring]\ndraft: true", "How to find one."));
    expect((await vanished())[0]).toMatchObject({ file: "content/posts/guide.md", line: 6 });
    site.write(post("guide", "title: A guide to mentors\nexpires: 2025-01-01", "How to find one."));
    expect((await vanished()).map(({ message }) => message)).toEqual([expect.stringContaining("/tags/mentoring/")]);
  });

  it("compares with another generator's output folder or sitemap", async () => {
    const html = (title: string): string => `<title>${title} | Old</title><body><h1>${title}</h1>`;
    const pages = ["a", "b", "c", "mentoring"].map((tag) => `-- old/tag/${tag}/index.html --\n${html(tag)}`);
    site.write(`-- old/index.html --\n${html("Old")}
-- old/404.html --\n${html("Nothing here")}
-- old/blog/guide/index.html --\n${html("A guide to mentors")}
-- old/2024/05/other.html --\n${html("Another")}
-- old/moved/index.html --\n<meta http-equiv="refresh" content="0; url=/blog/guide/">
${pages.join("\n")}
-- old/rss.xml --\n<rss/>
-- old/imprint/index.html --\n${html("Imprint")}
-- sitemap.xml --
<sitemapindex><sitemap><loc>https://blog.example/posts.xml</loc></sitemap></sitemapindex>
-- posts.xml --
<urlset><url><loc>https://blog.example/blog/guide</loc></url><url><loc>https://blog.example/imprint/</loc></url></urlset>
`);
    const found = (await vanished(join(site.folder, "old"))).map(({ file, message, hint }) =>
      [file, message, hint].join(" "),
    );
    expect(found).toHaveLength(5);
    const told = [
      ["content/posts/other.md", "`/2024/05/other.html`", "`- /2024/05/other.html`"],
      ["content/posts/guide.md", "aliases: [/moved/]"],
      ["`/tag/a/`, `/tag/b/`, `/tag/c/`, `/tag/mentoring/` were", "{ from: /tag/*, to: /tags/ }"],
      ["`/rss.xml`", "{ from: /rss.xml, to: /feed.xml }"],
      ["`/imprint/`"],
    ];
    for (const words of told) expect(found.some((line) => words.every((word) => line.includes(word)))).toBe(true);
    const listed = await vanished(join(site.folder, "sitemap.xml"));
    expect(listed.map(({ message }) => message)).toEqual([expect.stringContaining("`/imprint/`")]);
  });

  it("only warns if checks say so", async () => {
    site.remove("content/posts/other.md");
    site.write(SETTINGS.replace("name: Test", "name: Test\nchecks: { vanished-address: warn }"));
    const { code, result } = await site.build("--against", manifest);
    expect(code).toBe(0);
    expect(result.problems.filter(({ rule }) => rule === "vanished-address")).toHaveLength(2);
  });

  it("exits with 2 for a missing, empty or malformed baseline", async () => {
    site.write("-- empty/notes.txt --\n-- nonsense.json --\n{}\n-- nonsense.xml --\n<rss>");
    for (const [name, words] of [
      ["empty", "There is no page in"],
      ["nonsense.xml", "names no address"],
    ] as const) {
      const refused = await site.buildForPeople("--against", join(site.folder, name));
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
    }
    const nonsense = await site.buildForPeople("--against", join(site.folder, "nonsense.json"));
    expect(nonsense).toMatchObject({ code: 2, stderr: expect.stringContaining("is not a site manifest") });
    const missing = await site.buildForPeople("--against", join(site.folder, "missing.json"));
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("There is no site manifest") });
  });

  describe("with a baseline on the web", () => {
    let address: string;
    let stop: () => void;

    beforeEach(async () => {
      const server = createServer((request, response) => {
        if (request.url === "/blog/site-manifest.json") response.end(site.page("site-manifest.json"));
        else response.writeHead(request.url?.startsWith("/none") ? 404 : 500).end();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const bound = server.address();
      address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`;
      stop = () => server.close();
    });
    afterEach(() => stop());

    it("reads the manifest of the served site", async () => {
      site.remove("content/posts/other.md");
      const found = await vanished(`${address}/blog/`);
      expect(found.map(({ message }) => message).join()).toContain("/blog/other/");
      expect(await vanished(`${address}/none/`)).toMatchObject([{ severity: "warn" }]);
    });

    it("exits with 2 when the server answers with an error", async () => {
      const failed = await site.buildForPeople("--against", `${address}/broken/`);
      expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining("answers 500") });
    });
  });
});

describe("site-manifest.json", () => {
  it("lists pages and redirects, and no drafts", async () => {
    const site = blog(
      SETTINGS + GUIDE + OTHER + post("secret", "title: Secret plan\ndraft: true\naliases: [/hush/]", "Hush."),
    );
    await site.build();
    const text = site.page("site-manifest.json");
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      url: "https://blog.example/",
      pages: { "/blog/guide/": { kind: "post", title: "A guide to mentors" }, "/about/": { kind: "page" } },
      redirects: { "/blog/older/": "/blog/other/" },
    });
    expect(text).not.toMatch(/secret|hush/i);
  });
});
