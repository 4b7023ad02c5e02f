import { beforeAll, describe, expect, it } from "vitest";
import { type Blog, type Built, blog, post, SETTINGS } from "./site.ts";

function withRedirects(lines: readonly string[]): string {
  return SETTINGS.replace("url:", `redirects:\n${lines.map((line) => `  - ${line}\n`).join("")}url:`);
}

const POSTS = post("new", "title: The new one\naliases: [/2019/old.html]", "## Part\n\nText.");

describe("the redirects of site.yaml", () => {
  let site: Blog;
  let built: Built;

  beforeAll(async () => {
    site = blog(
      withRedirects([
        "{ from: /old/, to: /blog/new/#part }",
        "{ from: /about-us, to: 'https://blog.example/blog/new/', status: 302 }",
        "{ from: /shop/, to: 'https://shop.example/?from=blog' }",
        "{ from: /feed.php, to: /blog/ }",
      ]) + POSTS,
    );
    built = await site.build();
  });

  it("are published without problems", () => {
    expect(built).toMatchObject({ code: 0, result: { problems: [] } });
  });

  it.each([
    ["old/index.html", "/blog/new/#part", "https://blog.example/blog/new/#part"],
    ["about-us/index.html", "/blog/new/", "https://blog.example/blog/new/"],
    ["shop/index.html", "https://shop.example/?from=blog", "https://shop.example/?from=blog"],
    ["feed.php/index.html", "/blog/", "https://blog.example/blog/"],
    ["2019/old.html", "/blog/new/", "https://blog.example/blog/new/"],
  ])("write %s, which redirects to %s", (path, to, canonical) => {
    const html = site.page(path);
    expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${to}">`);
    expect(html).toContain(`<a href="${to}">`);
    expect(html).toContain(`<link rel="canonical" href="${canonical}">`);
  });
});

describe("invalid redirects", () => {
  const WRONG: [line: string, rule: string, column: number, message: RegExp][] = [
    [
      "{ from: /blog/new/, to: /blog/ }",
      "duplicate-url",
      13,
      /`\/blog\/new\/` is already the address of content\/posts\/new.md/,
    ],
    ["{ from: /2019/old.html, to: /blog/ }", "duplicate-url", 13, /is already the address of content\/posts\/new.md/],
    ["{ from: /one/, to: /two/ }", "redirect-loop", 24, /redirects back to itself/],
    ["{ from: /two/, to: /one/ }", "redirect-loop", 24, /redirects back to itself/],
    ["{ from: /self/, to: /self/ }", "redirect-loop", 25, /redirects back to itself/],
    ["{ from: /a/, to: /2019/old.html }", "redirect-chain", 22, /`\/2019\/old.html` is an old address itself/],
    ["{ from: /b/, to: /blog/nwe/ }", "dead-link", 22, /leads to no page/],
    ["{ from: /c/, to: /blog/secret/ }", "dead-link", 22, /it is draft/],
    ["{ from: /../d/, to: /blog/ }", "unsafe-path", 13, /cannot be the address of a page/],
    ["{ from: '/o*d/', to: /blog/ }", "unsafe-path", 13, /holds `\*`, which hosts read as a pattern/],
    ["{ from: '/o$d/*', to: /blog/ }", "unsafe-path", 13, /holds characters in which hosts read a pattern/],
    ["{ from: '/[a-z]/*', to: '/blog/*' }", "unsafe-path", 13, /holds characters in which hosts read a pattern/],
  ];
  let built: Built;

  beforeAll(async () => {
    built = await blog(
      withRedirects(WRONG.map(([line]) => line)) + POSTS + post("secret", "draft: true", "Text."),
    ).build();
  });

  it("fail the build", () => {
    expect(built.code).toBe(1);
    expect(built.result.problems).toHaveLength(WRONG.length);
  });

  it.each(WRONG.map((wrong, index) => [...wrong, index + 3] as const))(
    "%s is reported as %s",
    (_, rule, column, message, line) => {
      const found = built.result.problems.filter((problem) => problem.line === line);
      expect(found).toMatchObject([{ file: "content/site.yaml", rule, column, severity: "error" }]);
      expect(found[0]?.message).toMatch(message);
    },
  );

  it.each([
    ["{ from: /old/, to: 'javascript:alert(1)' }", /may not lead there/],
    ["{ from: /old/, to: /blog/, status: 200 }", /has the wrong value/],
  ])("%s has the wrong type", async (line, message) => {
    const { code, result } = await blog(withRedirects([line])).build();
    expect(code).toBe(1);
    expect(result.problems).toMatchObject([{ rule: "wrong-type", line: 3 }]);
    expect(result.problems[0]?.message).toMatch(message);
  });

  it("name the end of a redirect chain", async () => {
    const { result } = await blog(
      withRedirects(["{ from: /a/, to: /b/ }", "{ from: /b/, to: /c/ }", "{ from: /c/, to: /blog/ }"]),
    ).build();
    expect(result.problems.map(({ rule, hint }) => [rule, hint])).toEqual([
      ["redirect-chain", "Write its target: `/blog/`."],
      ["redirect-chain", "Write its target: `/blog/`."],
    ]);
  });
});

describe("redirects of whole folders", () => {
  const redirects = (list: string): string =>
    SETTINGS.replace(
      "name: Test",
      `name: Test\nhosts: [netlify, vercel, nginx, caddy, cloudfront, github_pages]\nredirects: ${list}`,
    );
  const POST = post("one", "tags: [mentoring]", "Text.");

  it("are written in the form of every host, and as pages for those that know none", async () => {
    const site = blog(redirects("[{ from: /tag/*, to: /tags/* }, { from: /shop/*, to: / }]") + POST);
    const { code, result } = await site.build();
    expect({ code, problems: result.problems }).toEqual({ code: 0, problems: [] });
    expect(site.page("_redirects")).toContain("/tag/* /tags/:splat 301\n/shop/* / 301\n");
    expect(JSON.parse(site.page("vercel.json")).redirects).toContainEqual({
      source: "/tag/(.*)",
      destination: "/tags/$1",
      statusCode: 301,
    });
    expect(site.page(".hosts/nginx.conf")).toContain(
      'location ^~ "/tag/" { rewrite "^/tag/(.*)$" "/tags/$1" permanent; }',
    );
    expect(site.page(".hosts/blog.caddy")).toContain('handle_path "/tag/*" {\n    redir "/tags{uri}" 301\n  }');
    expect(site.page(".hosts/cloudfront.json")).toContain('[\\"/tag/\\",\\"/tags/\\",true,301]');
    expect(site.page("tag/mentoring/index.html")).toContain("/tags/mentoring/");
  });

  it("are refused where a page of the site lies in the folder, or where they lead nowhere", async () => {
    const site = blog(redirects("[{ from: /blog/*, to: /tags/* }, { from: /x/*, to: /nowhere/* }]") + POST);
    const { result } = await site.build();
    expect(result.problems.map(({ rule }) => rule).sort()).toEqual(["dead-link", "duplicate-url"]);
  });

  it("answer the addresses of a deployment before", async () => {
    const site = blog(redirects("[{ from: /tag/*, to: /tags/* }]") + POST);
    site.write("-- old.txt --\n/tag/mentoring/ /tag/unknown/\n");
    const { result } = await site.build("--against", `${site.folder}/old.txt`);
    expect(result.problems).toMatchObject([{ message: expect.stringContaining("`/tag/unknown/`") }]);
  });
});
