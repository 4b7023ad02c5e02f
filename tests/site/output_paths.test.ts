import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/base/diagnostic.ts";
import { blog, post, SETTINGS } from "./site.ts";

const shown = ({ file, line, column, rule, severity }: Problem): string =>
  `${file}:${line}:${column} ${severity} ${rule}`;

async function problemsOf(files: string): Promise<Problem[]> {
  const { code, result } = await blog(files).build();
  expect(code).toBe(result.problems.some(({ severity }) => severity === "error") ? 1 : 0);
  return result.problems;
}

/** A post with one alias a line, from line 6 on. */
const withAliases = (aliases: readonly string[]): string =>
  post("one", `aliases:\n${aliases.map((alias) => `  - ${JSON.stringify(alias)}`).join("\n")}`, "Text.");

describe("an alias", () => {
  const TAKEN = [
    "/_headers",
    "/_redirects",
    "/feed.xml",
    "/feed.json",
    "/feed.css",
    "/robots.txt",
    "/sitemap.xml",
    "/llms.txt",
    "/404.html",
    "/404.json",
    "/site-manifest.json",
    "/shard.json",
    "/favicon.ico",
    "/icon.svg",
    "/manifest.webmanifest",
    "/vercel.json",
    "/CNAME",
    "/.nojekyll",
    "/.hosts/nginx.conf",
    // What hosts act on: a folder of this name would take the whole site down.
    "/_worker.js",
    "/_routes.json/more/",
    "/.htaccess",
    "/.git/config",
    "/pagefind/pagefind.js",
    "/pagefind/anything/at/all/",
    "/pagefind/",
    "/blog/two.md",
    "/tags/mentoring/feed.xml",
    "/assets/img/uploads/here.png",
    "/feed.xml.gz",
    "/index.html",
    "/about/",
    // Other spellings of the same paths.
    "/FEED.xml",
    "/feed.xml/",
    "/feed.xml/index.html",
    "/%66eed.xml",
    "/feed%2Exml?from=here#part",
    "//feed.xml",
    "https://old.example/feed.xml",
    "/blog/two/index.html",
    "/BLOG/Two",
    "/feed.xml/more/",
    "/feed.xml.",
    "/robots.txt%20/",
    "/pagefind./more/",
    "/blog/two. ./",
  ];

  it("is an error at its line when it is the path of a generated file", async () => {
    const nameOf = (index: number): string => `p${String(index).padStart(2, "0")}`;
    const found = await problemsOf(
      SETTINGS +
        TAKEN.map((alias, index) =>
          post(nameOf(index), `aliases: [/mine-${index}/, ${JSON.stringify(alias)}]`, "Text."),
        ).join("") +
        post("two", "tags: [mentoring]", "Text.") +
        "-- assets/img/uploads/here.png --\n-- content/pages/about.md --\n---\ntitle: About\n---\nText.\n",
    );
    expect(found.map(({ file, line, column, rule, severity }) => [file, line, column, rule, severity])).toEqual(
      TAKEN.map((_, index) => [
        `content/posts/${nameOf(index)}.md`,
        5,
        `aliases: [/mine-${index}/, `.length + 1,
        "duplicate-url",
        "error",
      ]),
    );
  });

  it("is reported at its own line after invalid aliases", async () => {
    const found = await problemsOf(SETTINGS + withAliases(["/*", "", "/feed.xml"]));
    expect(found.map(shown)).toEqual([
      "content/posts/one.md:6:5 error unsafe-path",
      "content/posts/one.md:8:5 error duplicate-url",
    ]);
  });

  it("is an error when another alias is the same path in another spelling", async () => {
    const found = await problemsOf(
      SETTINGS + withAliases(["/caf\u00e9/", "/cafe\u0301", "/CAF%C3%89/index.html", "/straße/", "/STRASSE/"]),
    );
    expect(found.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      "7 duplicate-url",
      "8 duplicate-url",
      "10 duplicate-url",
    ]);
  });

  it("may be similar to a generated path", async () => {
    const site = blog(SETTINGS + withAliases(["/feed/", "/robots/", "/blog/feed.xml", "/index.php", "/sitemap"]));
    expect((await site.build()).result.problems).toEqual([]);
    expect(site.page("_redirects")).toContain("/blog/feed.xml /blog/one/ 301\n");
  });
});

describe("an old address with characters that hosts read as patterns", () => {
  it.each([
    ["/*", "*"],
    ["/old/*/more/", "*"],
    ["/%2a", "*"],
    ["/:page/", ":page"],
    ["/old/:splat", ":splat"],
    ["/:", ":"],
    ["/{path}/", "{"],
    ["/%7Bhttp.request.uri%7D/", "{"],
    ["/(.*)", "*"],
  ])("is an error in a post and in site.yaml: %s", async (address, sign) => {
    const settings = SETTINGS.replace("url:", `redirects:\n  - { from: ${JSON.stringify(address)}, to: /blog/ }\nurl:`);
    const found = await problemsOf(settings + withAliases([address]));
    expect(found.map(shown)).toEqual([
      "content/posts/one.md:6:5 error unsafe-path",
      "content/site.yaml:3:13 error unsafe-path",
    ]);
    for (const { message } of found) expect(message).toContain(`\`${sign}\``);
  });

  it.each(["/*/", "/:name/", "/{a}/", "/a%2Fb/", "/$1*/"])("is an error as a permalink: %s", async (permalink) => {
    const found = await problemsOf(
      `${SETTINGS}-- content/pages/own.md --\n---\ntitle: Own\npermalink: ${JSON.stringify(permalink)}\n---\nText.\n`,
    );
    expect(found.map(shown)).toEqual(["content/pages/own.md:3:12 error unsafe-path"]);
  });

  it("is redirected by a page, not a rule, when a file name contains it", async () => {
    const names = ["a*b", "go:page", "50% off", "earn-$1", "what {now}?", 'say "hi"'];
    const hosts = "hosts: [netlify, nginx, caddy, vercel, cloudfront]";
    const site = blog(
      SETTINGS.replace("timezone:", `${hosts}\ntimezone:`) + names.map((name) => post(name, "", "Text.")).join(""),
    );
    const { code, result } = await site.build();
    expect([code, result.problems]).toEqual([0, []]);
    for (const name of names) expect(site.page(`blog/${name}/index.html`)).toContain('http-equiv="refresh"');
    expect(site.page("_redirects")).toBe("");
    expect(site.page(".hosts/nginx.conf")).not.toContain("return 301");
    expect(site.page(".hosts/blog.caddy")).not.toMatch(/^ *redir /m);
    expect(JSON.parse(site.page("vercel.json")).redirects).toEqual([]);
  });

  it("is escaped when it is the target of a redirect", async () => {
    const to = "https://shop.example/a(b)/:splat/$1/{x}?q=$1&u=a;b#$0:x";
    const lines = [to, "https://shop.example/?at=10:30", "https://shop.example/?q=a(b)"].map(
      (target, index) => `  - { from: /old${index || ""}/, to: ${JSON.stringify(target)} }\n`,
    );
    const settings = SETTINGS.replace(
      "url:",
      `hosts: [netlify, nginx, caddy, vercel]\nredirects:\n${lines.join("")}url:`,
    );
    const site = blog(settings);
    expect((await site.build()).result.problems).toEqual([]);
    const safe = "https://shop.example/a%28b%29/%3Asplat/%241/%7Bx%7D?q=%241&u=a;b#%240%3Ax";
    expect(site.page("_redirects")).toBe(`/old/ ${safe} 301\n/old ${safe} 301\n`);
    expect(site.page(".hosts/nginx.conf")).toContain(`{ return 301 "${safe}"; }`);
    expect(site.page(".hosts/blog.caddy")).toContain(`redir "/old/" "${safe}" 301`);
    expect(JSON.parse(site.page("vercel.json")).redirects[0].destination).toBe(safe);
    // Vercel rejects such redirect targets, so HTML pages redirect there.
    expect(site.page("old1/index.html")).toContain("url=https://shop.example/?at=10:30");
    expect(site.page("old2/index.html")).toContain("url=https://shop.example/?q=a(b)");
  });
});

describe("an owner's page", () => {
  const template = (name: string, permalink: string): string =>
    `-- content/pages/${name} --\n---\nlayout: false\npermalink: ${permalink}\n---\nMine.\n`;

  it("can replace a generated file such as robots.txt", async () => {
    const site = blog(SETTINGS + template("robots.njk", "/robots.txt") + template("headers.njk", "/_headers"));
    expect((await site.build()).result.problems).toEqual([]);
    expect([site.page("robots.txt"), site.page("_headers")]).toEqual(["Mine.\n", "Mine.\n"]);
  });

  it("can replace a list page", async () => {
    const site = blog(SETTINGS + template("tags.njk", "/tags/"));
    expect((await site.build()).result.problems).toEqual([]);
    expect(site.page("tags/index.html")).toBe("Mine.\n");
  });

  it("cannot replace a post, another page, search or the manifest", async () => {
    const found = await problemsOf(
      SETTINGS +
        post("one", "", "Text.") +
        template("a.njk", "/blog/one/") +
        template("b.njk", "/tags/") +
        template("c.njk", "/mine/") +
        template("d.njk", "/Mine/index.html") +
        template("e.njk", "/pagefind/pagefind.js") +
        template("f.njk", "/robots.txt") +
        template("g.njk", "/robots.txt") +
        template("h.njk", "/site-manifest.json"),
    );
    expect(found.map(shown)).toEqual(
      ["a", "b", "d", "e", "g", "h"].map((name) => `content/pages/${name}.njk:3:12 error duplicate-url`),
    );
  });

  it("cannot replace anything if it is Markdown", async () => {
    const page = (name: string, permalink: string): string =>
      `-- content/pages/${name}.md --\n---\ntitle: Own\npermalink: ${permalink}\n---\nText.\n`;
    const found = await problemsOf(
      SETTINGS + post("one", "", "Text.") + page("a", "/blog/one.md/") + page("b", "/feed.xml/") + page("c", "/TAGS/"),
    );
    expect(found.map(shown)).toEqual(
      ["a", "b", "c"].map((name) => `content/pages/${name}.md:3:12 error duplicate-url`),
    );
  });

  it("is an error when its computed address is in use", async () => {
    const computed = (name: string, address: string): string =>
      `-- content/pages/${name}.njk --\n---\nlayout: false\npermalink: "{{ '${address}' }}"\n---\nMine.\n`;
    for (const address of ["/Blog/one/", "/robots.txt", "/pagefind/pagefind.js"]) {
      const site = blog(SETTINGS + post("one", "", "Text.") + computed("own", address));
      const { code, result } = await site.build();
      expect([code, ...result.problems.map(shown)]).toEqual([1, "content/pages/own.njk:3:12 error duplicate-url"]);
      expect(site.has("index.html")).toBe(false);
    }
  });
});

describe("two uploads whose names differ only in letter case", () => {
  it("are published with a warning", async () => {
    const site = blog(
      `${SETTINGS}-- assets/img/uploads/Chart.svg --\n<svg/>\n-- assets/img/uploads/chart.svg --\n<svg/>\n`,
    );
    const { code, result } = await site.build();
    expect([code, ...result.problems.map(shown)]).toEqual([0, "assets/img/uploads/chart.svg:1:1 warn duplicate-url"]);
  });
});
