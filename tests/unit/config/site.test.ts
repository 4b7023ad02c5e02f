import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { readSite } from "../../../src/config/site.ts";

function problemsOf(lines: string): string[] {
  const { problems } = readSite(source("content/site.yaml", lines));
  for (const { message, hint } of problems) expect([message, hint].join(" ")).toMatch(/\w+ .*\w/);
  return problems.map(({ line, rule, severity }) => `${line} ${severity} ${rule}`);
}

describe("a setting for headers, host files and robots.txt", () => {
  const WRONG: readonly string[] = [
    "embeds: [\"a.example; script-src-elem 'unsafe-inline' *\"]",
    'embeds: ["b.example\\n  Set-Cookie: injected=1"]',
    'embeds: ["https://player.vimeo.com"]',
    'embeds: ["*.example"]',
    'embeds: ["frames.example:8443"]',
    "embeds: [\"a;script-src'unsafe-inline'\"]",
    'crawlers: { disallow: ["/a\\nUser-agent: GPTBot\\nAllow: /"] }',
    'crawlers: { disallow: ["/a b"] }',
    'crawlers: { disallow: ["private/"] }',
    'analytics: { service: goatcounter, id: "my code" }',
    'analytics: { service: goatcounter, id: "x.evil.example/" }',
    'analytics: { service: plausible, id: "a.example\\nX: 1" }',
    'analytics: { service: umami, id: "a;b" }',
    "analytics: { service: umami, id: a, server: \"https://x;script-src'unsafe-inline'/\" }",
    "newsletter: { action: \"https://a'none'.example/\" }",
    'newsletter: { action: "http://letters.example/" }',
    'newsletter: { action: "https://me:secret@letters.example/" }',
    'cta_beacon: "https://a;b/"',
    'cta_beacon: "/\\\\evil.example/"',
    'cta_beacon: "/a\\tb"',
    'comments: { repo: "o/n\\n", repo_id: R, category: C, category_id: D }',
    'comments: { repo: o/n, repo_id: "R; x", category: C, category_id: D }',
    'redirects: [{ from: /a/, to: "/\\\\evil.example/" }]',
    'redirects: [{ from: /a/, to: "https://x.example/a b" }]',
    'redirects: [{ from: /a/, to: "https://x;y/" }]',
    'cms: { repo: "o/n?x" }',
    'cms: { branch: "a b" }',
    'cms: { base_url: "https://x\\ny.example" }',
    'cms: { site_domain: "//evil.example" }',
    'repository: "https://me:secret@git.example/o/n"',
    'newsletter: { action: "https:letters.example" }',
    "colour: '#fff; x'",
  ];

  it.each(WRONG)("is rejected at its line: %s", (line) => {
    expect(problemsOf(`name: Test\nurl: https://blog.example\n${line}\n`)).toEqual(["3 error wrong-type"]);
  });

  it.each([
    "https://blog.example/a;b/",
    "https://a'b.example",
    "https://blog.example/?a",
    "https://blog.example/#a",
    "https://u:p@blog.example",
    "https://blog.example/*/",
    "https://blog.example/{x}/",
    "https://blog.example/%2a/",
    "ftp://blog.example/",
  ])("is rejected as `url`: %s", (url) => {
    expect(problemsOf(`name: Test\nurl: ${JSON.stringify(url)}\n`)).toEqual(["2 error wrong-type"]);
  });

  it.each([
    "http://localhost:8080",
    "https://blog.example/a/b~c/",
    "https://[::1]:8080/",
    "https://bücher.example/блог/",
  ])("is accepted as `url`: %s", (url) => expect(problemsOf(`name: Test\nurl: ${JSON.stringify(url)}\n`)).toEqual([]));
});

describe("link_schemes", () => {
  it.each(["javascript", "vbscript", "data", "blob", "about", "'sms:'", "SMS", "'a b'"])("rejects %s", (scheme) => {
    expect(problemsOf(`name: Test\nurl: https://blog.example\nlink_schemes: [${scheme}]\n`)).toEqual([
      "3 error wrong-type",
    ]);
  });
});
