import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Blog, blog, command, ROOT, type Run, snapshot } from "./site.ts";

const SITE = "-- content/site.yaml --\nname: Test\nurl: https://blog.example\n";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function folder(files: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(tmpdir(), "old-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

const take = (site: Blog, from: string, ...more: string[]): Promise<Run> =>
  command("import", [
    from,
    "--content",
    join(site.folder, "content"),
    "--assets",
    join(site.folder, "assets"),
    ...more,
  ]);

describe("npm run import", () => {
  it.each<[string, string, Record<string, string | Buffer>, string, string]>([
    [
      "Jekyll",
      "_posts/2020-03-04-first.md",
      { "assets/a.png": PNG },
      "layout: post\ntitle: First\nauthor: Ada Lovelace\ncategories: [data]\nimage: /assets/a.png\nredirect_from: /old/",
      "data/2020/03/04/first.html",
    ],
    [
      "Hugo (TOML)",
      "content/posts/first/index.md",
      { "content/posts/first/a.png": PNG },
      '+++\ntitle = "First"\ndate = 2020-03-04T10:00:00Z\nauthors = ["Ada Lovelace"]\naliases = ["/old/"]\n[cover]\nimage = "a.png"\n+++',
      "posts/first/index.html",
    ],
    [
      "Astro",
      "src/content/notes/first.md",
      { "public/a.png": PNG },
      "title: First\npubDate: 2020-03-04\nauthor: Ada Lovelace\nheroImage: /a.png\naliases: [/old/]",
      "notes/first/index.html",
    ],
    [
      "Jekyll (custom permalinks)",
      "_posts/2020-03-04-first.md",
      { "_config.yml": "permalink: /:year/:title/\n", "assets/a.png": PNG },
      "layout: post\ntitle: First\nauthor: Ada Lovelace\nimage: /assets/a.png\nredirect_from: /old/",
      "2020/first/index.html",
    ],
    [
      "Hugo (custom permalinks)",
      "content/posts/first.md",
      { "hugo.toml": "[permalinks.page]\nposts = '/:year/:month/:slug/'\n", "static/a.png": PNG },
      "title: First\ndate: 2020-03-04\nauthor: Ada Lovelace\nimages: [/a.png]\nthumbnail: /a.png\naliases: [/old/]",
      "2020/03/first/index.html",
    ],
  ])("imports a %s post with its image, author and redirects", async (_, path, files, front, old) => {
    const head = front.startsWith("+++") ? front : `---\n${front}\n---`;
    const from = folder({ ...files, [path]: `${head}\nSome text of a post.\n` });
    const before = snapshot(from);
    const site = blog(SITE);
    expect((await take(site, from)).code).toBe(0);
    const { result } = await site.build();
    expect(result.problems).toEqual([]);
    const page = site.page("blog/first/index.html");
    for (const words of ["First", "Ada Lovelace", "2020-03-04", "/assets/img/sized/a-"]) expect(page).toContain(words);
    expect(site.has("assets/img/uploads/a.png")).toBe(true);
    for (const address of [old, "old/index.html"]) expect(site.page(address)).toContain("/blog/first/");
    expect(snapshot(from)).toEqual(before);
  });

  it("changes nothing when run again", async () => {
    const from = folder({
      "posts/a.md": "---\ntitle: A\ndate: 2020-01-02\nauthor: Ada\n---\n![x](x.png)\n",
      "posts/x.png": PNG,
    });
    const site = blog(SITE);
    await take(site, from);
    const first = snapshot(site.folder);
    expect((await take(site, from)).stdout).toContain("Everything has already been imported.");
    expect(snapshot(site.folder)).toEqual(first);
  });

  it("keeps an existing post and says so", async () => {
    const from = folder({ "posts/a.md": "---\ntitle: A\ndate: 2020-01-02\nauthor: Ada\n---\nTheirs.\n" });
    const site = blog(`${SITE}-- content/posts/a.md --\n---\ntitle: Mine\n---\nMine.\n`);
    expect((await take(site, from)).stdout).toContain("posts/a.md: left as it is.");
    expect(readFileSync(join(site.folder, "content/posts/a.md"), "utf8")).toContain("Mine.");
  });

  it("lists in its report what could not be imported", async () => {
    const text = "---\ntitle: A\nrating: 5\n---\n{% bookmark abc %}\n\n![x](gone.png)\n";
    const site = blog(SITE);
    await take(site, folder({ "posts/a.md": text, "posts/b.mdx": "---\ntitle: B\n---\n<Chart data={x} />\n" }));
    const report = readFileSync(join(site.folder, "content/import-report.md"), "utf8");
    for (const words of [
      "`rating`",
      "no `date`",
      "no `author`",
      "{% bookmark abc %}",
      "`gone.png` was not found",
      "`<Chart data={x} />`",
    ]) {
      expect(report).toContain(words);
    }
  });

  it("answers with one sentence where there is nothing to import", async () => {
    const site = blog(SITE);
    const old = folder({
      "empty/notes.txt": "x",
      "broken.zip": "PK\u0003\u0004 damaged",
      "blog.xml": "<rss",
      "a.json": "{",
    });
    for (const [name, words] of [
      [join(old, "nowhere"), "There is no folder or file"],
      [join(old, "empty"), "Nothing can be imported from"],
      [join(old, "broken.zip"), "is a damaged zip file"],
      [join(old, "blog.xml"), "it is damaged"],
      [join(old, "a.json"), "it is damaged"],
      [ROOT, "is this blog itself"],
    ] as const) {
      const { code, stderr } = await take(site, name);
      expect({ code, stderr: stderr.trim().split("\n") }).toEqual({
        code: 2,
        stderr: [expect.stringContaining(words)],
      });
    }
  });

  it("says everything and writes nothing with --dry-run", async () => {
    const from = folder({ "posts/a.md": "---\ntitle: A\ndate: 2020-01-02\nauthor: Ada\n---\nSee [it](/gone/).\n" });
    const site = blog(SITE);
    const before = snapshot(site.folder);
    const { stdout } = await take(site, from, "--dry-run");
    for (const words of ["1 post found, 1 written", "1 × dead-link", "Nothing was written."])
      expect(stdout).toContain(words);
    expect(snapshot(site.folder)).toEqual(before);
  });

  it("publishes a blog with the mistakes that it had before, and lists them as known", async () => {
    const from = folder({
      "posts/a.md": "---\ntitle: A\ndate: 2020-01-02\nauthor: A\ntags: [x]\n---\n![](no.png) [a](/gone/) [b](#none)\n",
      "posts/b.md": "---\ntitle: B: with a colon\ndate: May 2, 2020\n---\nText.\n",
    });
    const site = blog(SITE);
    const { stdout } = await take(site, from);
    expect(stdout).toContain("posts/a.md:3: its author field held its title");
    const { code, result } = await site.build();
    expect({ code, errors: result.problems.filter(({ severity }) => severity === "error") }).toEqual({
      code: 0,
      errors: [],
    });
    const known = readFileSync(join(site.folder, "content/known_problems.yaml"), "utf8");
    for (const words of ["posts/a.md", "dead-link: 1", "missing-image: 1", "dead-anchor: 1"])
      expect(known).toContain(words);
    expect(site.page("blog/b/index.html")).toContain("B: with a colon");
  });

  it("keeps the addresses of a folder that another generator built, and redirects its lists", async () => {
    const html = (title: string): string => `<title>${title}</title><body><h1>${title}</h1></body>`;
    const from = folder({
      "posts/a.md": "---\ntitle: First\ndate: 2020-01-02\nauthor: Ada\ntags: [data]\n---\nText.\n",
      "_site/index.html": html("Home"),
      "_site/articles/2020/first-post.html": html("First"),
      "_site/category/data/index.html": html("Data"),
      "_site/category/data/page/2/index.html": html("Data"),
      "_site/shop/index.html": html("Shop"),
    });
    const site = blog(SITE);
    const { stdout } = await take(site, from);
    expect(stdout).toContain("1 old address leads nowhere: /shop/");
    expect((await site.build("--against", join(from, "_site"))).result.problems).toMatchObject([
      { message: expect.stringContaining("/shop/") },
    ]);
    site.write(
      `-- content/site.yaml --\n${readFileSync(join(site.folder, "content/site.yaml"), "utf8")}gone: [/shop/]\n`,
    );
    expect((await site.build("--against", join(from, "_site"))).result.problems).toEqual([]);
    const { redirects } = JSON.parse(site.page("site-manifest.json"));
    expect(redirects).toEqual({
      "/articles/2020/first-post.html": "/blog/first-post/",
      "/category/data/": "/tags/data/",
      "/category/data/page/2/": "/tags/data/",
    });
  });
});
