import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/base/diagnostic.ts";
import { type Built, blog, post, SETTINGS } from "./site.ts";

/** Settings on lines of their own, from line 2 of site.yaml on. */
const withSettings = (lines: readonly string[]): string =>
  SETTINGS.replace("name: Test\n", `name: Test\n${lines.map((line) => `${line}\n`).join("")}`);

const shown = ({ file, line, rule, severity }: Problem): string => `${file}:${line} ${severity} ${rule}`;

describe("settings for headers, host files and robots.txt", () => {
  it("are written to _headers and robots.txt", async () => {
    const site = blog(
      withSettings([
        "embeds: [frames.example, www.youtube.com, localhost]",
        'crawlers: { disallow: [/private/, "/*.pdf$", /ü/] }',
        "analytics: { service: plausible, id: 'blog.example,example.com/blog', server: 'https://count.example:8443/x' }",
        "newsletter: { action: 'https://letters.example/subscribe?u=1&id=2' }",
        "cta_beacon: https://beacon.example/cta",
        "comments: { repo: o/n, repo_id: R_kg=, category: Talk & more, category_id: DIC_x }",
        "cms: { backend: gitlab, repo: group/sub/name, app_id: a1, branch: feature/new-look }",
        "repository: https://git.example:8443/o/n",
      ]),
    );
    const { result } = await site.build();
    expect(result.problems).toEqual([]);
    const policy = /Content-Security-Policy: (.*)/.exec(site.page("_headers"))?.[1];
    expect(policy).toContain("frame-src https://frames.example https://www.youtube.com https://localhost");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' https://count.example:8443;");
    expect(policy).toContain("form-action 'self' https://letters.example;");
    expect(site.page("robots.txt")).toContain("Disallow: /private/\nDisallow: /*.pdf$\nDisallow: /ü/\n");
  });
});

describe("a URL in settings and posts", () => {
  const HOSTILE = ['"\\tjavascript:alert(1)"', '"\\u0001java\\nscript:alert(1)"', "ms-msdt:/id", '"https://a b/"'];

  it.each(HOSTILE)("is an error when unsafe in authors.yaml, navigation or front matter: %s", async (address) => {
    const authors = `ada: { name: Ada Lovelace, picture: ${address}, links: [{ label: A, url: ${address} }] }\n`;
    const site = blog(
      withSettings([`navigation: [{ label: N, url: ${address} }]`]).replace(/^ada: .*\n/m, authors) +
        post("one", `canonical: ${address}\nthumbnail: ${address}`, "Text."),
    );
    const { code, result } = await site.build();
    expect([code, ...result.problems.map(shown)]).toEqual([
      1,
      "content/authors.yaml:1 error unsafe-path",
      "content/authors.yaml:1 error unsafe-path",
      "content/posts/one.md:5 error wrong-type",
      "content/posts/one.md:6 error unsafe-path",
      "content/site.yaml:2 error unsafe-path",
    ]);
  });

  it("is removed from a post with a warning when unsafe, beside raw HTML too", async () => {
    const text = "[update](ms-msdt:/id%20x) [app](intent://x#Intent;end) <search-ms:query=x>";
    const site = blog(
      SETTINGS + post("plain", "title: Plain", text) + post("mixed", "title: Mixed", `${text}\n\n<b>bold</b>`),
    );
    const { code, result } = await site.build();
    expect([
      code,
      ...result.problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`),
    ]).toEqual([
      0,
      ...["mixed", "plain"].flatMap((name) => [1, 27, 56].map((at) => `content/posts/${name}.md:6:${at} unsafe-html`)),
    ]);
    for (const name of ["plain", "mixed"]) {
      expect(site.page(`blog/${name}/index.html`)).toContain("<p>update app search-ms:query=x</p>");
    }
  });

  describe("with a scheme from link_schemes", () => {
    let built: Built;

    it("is allowed everywhere", async () => {
      const site = blog(
        withSettings(["link_schemes: [sms]", 'navigation: [{ label: Text us, url: "sms:+1555" }]']).replace(
          /^ada: .*\n/m,
          "ada: { name: Ada Lovelace, links: [{ label: SMS, url: 'sms:+1777' }] }\n",
        ) + post("one", "", "[Write](sms:+1999)"),
      );
      built = await site.build();
      expect([built.code, built.result.problems]).toEqual([0, []]);
      const html = site.page("blog/one/index.html");
      for (const number of ["+1555", "+1999"]) expect(html).toContain(`href="sms:${number}"`);
      expect(site.page("authors/ada/index.html")).toContain('href="sms:+1777"');
    });
  });
});
