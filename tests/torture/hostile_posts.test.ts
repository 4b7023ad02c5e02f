import { execFileSync } from "node:child_process";
import { mkdirSync, rmdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cases } from "../whole.ts";
import { type BlogFiles, laboratory } from "./laboratory.ts";

const SETTINGS = {
  "content/site.yaml": "name: Test\nurl: https://blog.example\n",
  "content/authors.yaml": "ada: { name: Ada Lovelace }\n",
};

const POST = "content/posts/x.md";

/** A post with the tested field on line 5. */
function withField(field: string, body = "Text."): string {
  return `---\ntitle: A post\ndate: 2024-05-02\nauthor: ada\n${field}\n---\n${body}\n`;
}

const withBody = (body: string): string => withField("draft: false", body);

const lab = laboratory();
afterAll(lab.remove);

/** Reads a blog: its problems and output paths. A violated invariant fails the test. */
async function read(
  files: BlogFiles,
  arrange?: (folder: string) => void,
): Promise<{ said: string[]; outputs: string[] }> {
  const preparation = await lab.read(files, arrange);
  expect(lab.complaint(files, preparation)).toBeUndefined();
  const { plan, problems } = preparation;
  return {
    said: problems.map(({ line, column, severity, rule }) => `${line}:${column} ${severity} ${rule}`),
    outputs: (plan?.pages ?? []).map(({ output }) => output),
  };
}

/** Label, post and expected problem. */
type Refused = [what: string, post: string | Uint8Array, said: string];

describe("a path in a post that leads out of the blog", () => {
  it.each<Refused>([
    ["a slug with ..", withField("slug: ../../x"), "5:7 error unsafe-path"],
    ["a slug with percent-encoded ..", withField("slug: '%2e%2e'"), "5:7 error unsafe-path"],
    ["an absolute slug", withField("slug: /etc/passwd"), "5:7 error unsafe-path"],
    ["a slug with a drive letter", withField("slug: 'C:evil'"), "5:7 error unsafe-path"],
    ["a slug with a line break", withField('slug: "a\\nb"'), "5:7 error unsafe-path"],
    ["a slug that is a dot", withField("slug: ."), "5:7 error unsafe-path"],
    ["a slug of 5,000 characters", withField(`slug: ${"x".repeat(5000)}`), "5:7 error unsafe-path"],
    ["a tag of 5,000 characters", withField(`tags: [${"x".repeat(5000)}]`), "5:8 error unsafe-path"],
    ["a series of 5,000 characters", withField(`series: ${"x".repeat(5000)}`), "5:9 error unsafe-path"],
    ["an alias with ..", withField("aliases: [../../x]"), "5:11 error unsafe-path"],
    ["an alias with percent-encoded ..", withField("aliases: ['/%2e%2e/x']"), "5:11 error unsafe-path"],
    ["an alias with backslashes", withField("aliases: ['..\\..\\x']"), "5:11 error unsafe-path"],
    ["an alias with a line break", withField('aliases: ["/a\\n/b 301"]'), "5:11 error unsafe-path"],
    ["an alias of 5,000 characters", withField(`aliases: [/${"x".repeat(5000)}]`), "5:11 error unsafe-path"],
    ["a thumbnail with ..", withField("thumbnail: ../../etc/passwd"), "5:12 error unsafe-path"],
    ["a thumbnail with a scheme", withField("thumbnail: file:///etc/passwd"), "5:12 error unsafe-path"],
    ["a thumbnail outside the assets", withField("thumbnail: /etc/passwd"), "5:12 warn missing-image"],
    ["a layout with ..", withField("layout: ../../x"), "5:9 error unknown-layout"],
    ["an absolute layout", withField("layout: /etc/passwd"), "5:9 error unknown-layout"],
    ["a layout named like a built-in property", withField("layout: constructor"), "5:9 error unknown-layout"],
    ["a language with ..", withField("lang: ../../x"), "5:7 error wrong-type"],
    ["a canonical address that is a script", withField("canonical: javascript:alert(1)"), "5:12 error wrong-type"],
    ["an image with ..", withBody("![a](../../../../etc/passwd)"), "7:1 error missing-image"],
    ["an absolute image path", withBody("![a](/etc/passwd)"), "7:1 error missing-image"],
    ["a link with ..", withBody("[a](../../../../etc/passwd)"), "7:1 error dead-link"],
    ["a link to a file", withBody("[a](file:///etc/passwd)"), "7:1 warn unsafe-html"],
  ])("is reported: %s", async (_, text, said) => {
    expect((await read({ ...SETTINGS, [POST]: text })).said).toContain(said);
  });

  it.each([
    ["a slug with ? and #", "slug: 'a?b#c'", "blog/a-b-c/index.html"],
    ["a slug named like a host's settings file", "slug: _headers", "blog/headers/index.html"],
    ["a permalink, which posts ignore", "permalink: ../../x", "blog/x/index.html"],
  ])("is made safe: %s", async (_, field, output) => {
    expect((await read({ ...SETTINGS, [POST]: withField(field) })).outputs).toContain(output);
  });

  it("clashes with a post whose name differs only in letter case", async () => {
    const { said } = await read({
      ...SETTINGS,
      "content/posts/Same.md": withBody("One."),
      "content/posts/same.md": withBody("Two."),
      [POST]: withField("aliases: [/Blog/SAME/, /assets/x, /_headers, /_redirects]"),
    });
    expect(said).toContain("1:1 error duplicate-url");
  });
});

describe("front matter that could run code or pollute prototypes", () => {
  it.each<Refused>([
    ...["js", "javascript", "json", "toml", "jsLegacy", " js", "JS", "coffee", "- js"].map(
      (engine): Refused => [`---${engine}`, `---${engine}\n{}\n---\nText.\n`, "1:1 error yaml"],
    ),
    ["a template engine", withField("templateEngineOverride: njk"), "5:1 warn unknown-key"],
    ["computed data", withField("eleventyComputed: { title: '{{ 7 * 7 }}' }"), "5:1 warn unknown-key"],
    ["a pagination", withField("pagination: { data: collections.all, size: 1 }"), "5:1 warn unknown-key"],
    ["__proto__", withField("__proto__: { polluted: true }"), "5:1 error yaml"],
    ["__proto__, deeply nested", withField("cta: { a: [{ __proto__: { polluted: true } }] }"), "5:14 error yaml"],
    ["__proto__, escaped", withField('"__pro\\u0074o__": { polluted: true }'), "5:1 error yaml"],
    ["__proto__, through a merge key", withField("<<: { __proto__: { polluted: true } }"), "5:7 error yaml"],
    ["__proto__, through a YAML alias", withField("a: &k __proto__\n*k : { polluted: true }"), "6:1 error yaml"],
    ["constructor", withField("constructor: { prototype: { polluted: true } }"), "5:1 error yaml"],
    ["a list as a key", withField("? [__proto__]\n: x"), "5:3 error yaml"],
    ["a tag for functions", withField('a: !!js/function "function () {}"'), "5:4 error yaml"],
    ["a tag for commands", withField("a: !!python/object/apply:os.system [ls]"), "5:4 error yaml"],
    ["a call to action named __proto__", withField("cta: __proto__"), "5:6 error unknown-cta"],
  ])("is reported: %s", async (_, text, said) => {
    expect((await read({ ...SETTINGS, [POST]: text })).said).toContain(said);
  });
});

const level = (name: string, before: string): string => `${name}: &${name} [${Array(9).fill(before).join(", ")}]`;

describe("input that would exhaust the build", () => {
  it.each<Refused>([
    [
      "a billion laughs (nested YAML aliases)",
      withField([level("a", "x"), ..."bcdef".split("").map((name, at) => level(name, `*${"abcde"[at]}`))].join("\n")),
      "1:4 error yaml",
    ],
    ["a list that contains itself", withField("a: &a [*a]"), "5:8 error yaml"],
    ["a map that contains itself", withField("a: &a { b: *a }"), "5:12 error yaml"],
    ["a field given twice", withField("title: Another"), "5:1 error yaml"],
    ["nested lists", withField(`a: ${"[".repeat(200)}${"]".repeat(200)}`), "5:35 error yaml"],
    ["very deeply nested lists", withField(`a:\n  ${"- ".repeat(20_000)}x`), "error yaml"],
    ["10 MB of front matter", withField(`description: ${"x".repeat(10_000_000)}`), "1:1 error too-much"],
    ["100 KB of front matter", withField(`description: ${"x".repeat(100_000)}`), "1:1 error yaml"],
    [
      "5 or 50 MB of text",
      withBody("a b c d e\n".repeat(cases({ sample: 500_000, whole: 5_000_000 }))),
      "1:1 error too-much",
    ],
  ])("is reported: %s", async (_, text, said) => {
    expect((await read({ ...SETTINGS, [POST]: text })).said.join("\n")).toContain(said);
  });
});

describe("text that no author writes", () => {
  it.each<Refused>([
    [
      "5,000 or 100,000 headings",
      withBody("## A heading\n".repeat(cases({ sample: 5_000, whole: 100_000 }))),
      "1007:1 error too-much",
    ],
    ["10,000 nested quotes", withBody(`${">".repeat(10_000)} a`), "7:1 error too-much"],
    ["10,000 nested lists", withBody(`${"- ".repeat(10_000)}a`), "7:1 error too-much"],
    [
      "lists nested too deep halfway through",
      withBody(Array.from({ length: 60 }, (_, at) => `${"  ".repeat(at)}- item ${at}`).join("\n")),
      "31:1 error too-much",
    ],
    ["20,000 footnotes", withBody("^[a] ".repeat(20_000)), "7:1 error too-much"],
    ["invalid UTF-8", Buffer.concat([Buffer.from(withBody("abc")), Buffer.from([0xff])]), "8:1 error encoding"],
    [
      "an encoded surrogate",
      Buffer.concat([Buffer.from(withBody("")), Buffer.from([0xed, 0xa0, 0x80])]),
      "8:1 error encoding",
    ],
    ["UTF-16", Buffer.from(`\ufeff${withBody("")}`, "utf16le"), "1:1 error encoding"],
    ["NUL", withBody("a\0b"), "7:2 error encoding"],
    ["an empty file", "", "1:1 error yaml"],
    ["CR line endings", withBody("a").replaceAll("\n", "\r"), "1:1 error yaml"],
  ])("is reported: %s", async (_, text, said) => {
    expect((await read({ ...SETTINGS, [POST]: text })).said).toContain(said);
  });

  it.each([
    ["a byte order mark", `\ufeff${withBody("a")}`],
    ["CRLF", withField("", "a").replaceAll("\n", "\r\n")],
    ["unclosed emphasis", withBody("*a **b ".repeat(5000))],
    ["brackets", withBody("[".repeat(50_000))],
    ["nested links", withBody(`${"[".repeat(5000)}${"](x)".repeat(5000)}`)],
  ])("is accepted: %s", async (_, text) => {
    const { said, outputs } = await read({ ...SETTINGS, [POST]: text });
    expect(said.filter((one) => one.includes("error") && !one.includes("dead-link"))).toEqual([]);
    expect(outputs).toContain("blog/x/index.html");
  });
});

/** Long enough that quadratic backtracking would take minutes. */
const MANY = 600_000;

describe("input that would make parsers backtrack", () => {
  it.each([
    ["a word in a formula", `\\(${"a".repeat(60)}1\\)`],
    ["spaces in a heading", `# ${" ".repeat(MANY)}x`],
    ["hashes in a heading", `${"#".repeat(MANY)}x\n===`],
    ["spaces in a setext heading", `a${" ".repeat(MANY)}x\n===`],
    ["spaces in front of HTML", `a${" ".repeat(MANY)}<b>`],
    ["no-break spaces in text that needs a repair", `a\u200b${"\u00a0".repeat(MANY)}b`],
    ["spaces below a table", `| a |\n| - | ${" ".repeat(MANY)} x`],
    ["hyphens below a table", `| a |\n${"-".repeat(MANY)}x`],
    ["unclosed links in text that needs a repair", `todayâ€™s ${"](".repeat(MANY / 4)}`],
    ["unclosed links without text", "[](x ".repeat(MANY / 20)],
  ])("does not hang the build in a post: %s", async (_, body) => {
    const { outputs } = await read({ ...SETTINGS, [POST]: withBody(body) });
    expect(outputs).toContain("blog/x/index.html");
  });

  it.each([
    ["emphasis", `description: "**${"a ".repeat(30_000)}"`],
    ["hyphens", `description: "${"-".repeat(60_000)}x"`],
    ["links", `description: "${"](".repeat(30_000)}"`],
    ["hyphens without a key", `${"-".repeat(60_000)}x`],
    ["a tag of hyphens", `tags: ["${"-".repeat(60_000)}x"]`],
  ])("does not hang the build in front matter: %s", async (_, field) => {
    const { outputs } = await read({ ...SETTINGS, [POST]: withField(field) });
    expect(outputs).toContain("blog/x/index.html");
  });

  it("does not hang the build in settings", async () => {
    const site = `name: Test\nurl: https://blog.example${"/".repeat(500_000)}x\nrepository: https://x.example${"/".repeat(400_000)}x\n`;
    const { outputs } = await read({ ...SETTINGS, "content/site.yaml": site });
    expect(outputs).toContain("index.html");
  });
});

describe("a source that is not a regular file", () => {
  const inPosts = (folder: string): string => join(folder, "content", "posts", "x.md");
  it.each<[what: string, arrange: (folder: string) => void, said: string]>([
    ["a symlink to a secret", (folder) => symlinkSync("/etc/passwd", inPosts(folder)), "1:1 error unsafe-path"],
    ["a dangling symlink", (folder) => symlinkSync("/nowhere", inPosts(folder)), "1:1 error unsafe-path"],
    ["a symlink to itself", (folder) => symlinkSync("x.md", inPosts(folder)), "1:1 error unsafe-path"],
    ["a folder", (folder) => mkdirSync(inPosts(folder)), "1:1 error unsafe-path"],
    ["a pipe", (folder) => execFileSync("mkfifo", [inPosts(folder)]), "1:1 error unsafe-path"],
    ["a device", (folder) => symlinkSync("/dev/zero", inPosts(folder)), "1:1 error unsafe-path"],
    [
      "settings that are a symlink",
      (folder) => symlinkSync("/etc/passwd", join(folder, "content", "tags.yaml")),
      "1:1 error unsafe-path",
    ],
    [
      "settings that are a pipe",
      (folder) => execFileSync("mkfifo", [join(folder, "content", "tags.yaml")]),
      "1:1 error unsafe-path",
    ],
    [
      "a page that is a symlink",
      (folder) => {
        mkdirSync(join(folder, "content", "pages"));
        symlinkSync("/etc/passwd", join(folder, "content", "pages", "x.md"));
      },
      "1:1 error unsafe-path",
    ],
    [
      "a folder of pages that is a symlink",
      (folder) => {
        mkdirSync(join(folder, "content", "pages"));
        symlinkSync("/etc", join(folder, "content", "pages", "more"));
      },
      "1:1 error unsafe-path",
    ],
  ])("is refused: %s", async (_, arrange, said) => {
    expect((await read(SETTINGS, arrange)).said).toContain(said);
  });

  it("is refused when it is the posts folder", async () => {
    const { said } = await read(SETTINGS, (folder) => {
      mkdirSync(join(folder, "elsewhere"));
      rmdirSync(join(folder, "content", "posts"));
      symlinkSync(join(folder, "elsewhere"), join(folder, "content", "posts"));
    });
    expect(said).toEqual(["1:1 error unsafe-path"]);
  });
});

describe("a Markdown page", () => {
  const PAGE = "content/pages/about.md";
  const page = (field: string, body = "Text."): string => `---\ntitle: About\n${field}\n---\n${body}\n`;

  it.each<Refused>([
    ["code in its permalink", page("permalink: \"/{{ range.constructor('return 7')() }}/\""), "3:12 error unsafe-path"],
    ["a permalink outside the site", page("permalink: ../../escape.html"), "3:12 error unsafe-path"],
    ["a permalink that climbs out of its folder", page("permalink: /a/../../escape.html"), "3:12 error unsafe-path"],
    ["the permalink of a host's settings file", page("permalink: /_headers"), "3:12 error unsafe-path"],
    ["a permalink that is not text", page("permalink: { build: /x/ }"), "3:12 error unsafe-path"],
    ["a template engine of its own", page("templateEngineOverride: njk,md"), "3:1 error unsafe-field"],
    ["computed data", page("eleventyComputed: { title: '{{ 7 * 7 }}' }"), "3:1 error unsafe-field"],
    ["a pagination", page("pagination: { data: plan.post, size: 1 }"), "3:1 error unsafe-field"],
    ["an output elsewhere", page("permalinkBypassOutputDir: true"), "3:1 error unsafe-field"],
    ["a field that replaces site data", page("site: { home: 'javascript:alert(1)' }"), "3:1 error unsafe-field"],
    ["a layout outside its folder", page("layout: ../../secret.njk"), "3:9 error unsafe-path"],
    ["an unknown layout", page("layout: nothing.njk"), "3:9 error unknown-layout"],
    ["an invalid date", page("date: git Last Modified"), "3:7 error wrong-type"],
    ["tags that are not text", page("tags: { a: b }"), "3:7 error wrong-type"],
    ["the permalink of a generated page", page("permalink: /blog/"), "3:12 error duplicate-url"],
    ["that permalink in other letter case", page("permalink: /Blog/INDEX.html"), "3:12 error duplicate-url"],
    ["a name of 5,000 characters", page(`permalink: /${"x".repeat(5000)}/`), "3:12 error unsafe-path"],
    ["a path of 5,000 characters", page(`permalink: ${"/x".repeat(2500)}/`), "3:12 error unsafe-path"],
    ["code as front matter", "---js\n{}\n---\nText.\n", "1:1 error yaml"],
    ["code as front matter after a byte order mark", "\ufeff---js\n{}\n---\nText.\n", "1:1 error yaml"],
    ["__proto__", page("__proto__: { polluted: true }"), "3:1 error yaml"],
    ["bytes that are not UTF-8", Buffer.from([0x61, 0xff]), "1:2 error encoding"],
    ["a script in its HTML", page("noindex: true", "<script>alert(1)</script>"), "5:1 warn unsafe-html"],
    ["a dead link", page("noindex: true", "[a](/nowhere/)"), "5:1 error dead-link"],
    ["a missing image", page("noindex: true", "![a](/assets/nothing.png)"), "5:1 error missing-image"],
  ])("is reported for %s", async (_, text, said) => {
    expect((await read({ ...SETTINGS, [PAGE]: text })).said).toContain(said);
  });

  it("cannot replace the CMS or another page", async () => {
    const files = {
      "content/site.yaml": `${SETTINGS["content/site.yaml"]}cms: { backend: github, repo: ada/blog }\n`,
      [PAGE]: page("permalink: /admin/"),
      "content/pages/one.md": page("permalink: /same/"),
      "content/pages/two.md": page("permalink: /Same/"),
    };
    const { said } = await read(files);
    expect(said.filter((one) => one === "3:12 error duplicate-url")).toHaveLength(2);
  });

  it("may have a title, a permalink and text", async () => {
    const text = page(
      "layout: page_base.njk\npermalink: /who/we-are.html\ndescription: Us.",
      "{{ 7 * 7 }} [All](/blog/)",
    );
    expect((await read({ ...SETTINGS, [PAGE]: text })).said).toEqual([]);
  });
});
