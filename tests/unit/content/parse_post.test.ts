import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { authorRegistry, tagRegistry } from "../../../src/config/authors_and_tags.ts";
import { readSite } from "../../../src/config/site.ts";
import type { Surroundings } from "../../../src/content/parse_fields.ts";
import { type ParsedPost, parsePost } from "../../../src/content/parse_post.ts";

const site = readSite(
  source("site.yaml", 'name: Test\nurl: https://x.example\nlayouts: { "old_*.njk": blog_base.njk }'),
).value;
if (site === undefined) throw new Error("The settings of this test are wrong.");

const AROUND: Surroundings = {
  site,
  authors: authorRegistry(
    source("authors.yaml", "ada: { name: Ada Lovelace, aliases: [A. L.] }\nmax: { name: Max Weber }"),
  ).registry,
  tags: tagRegistry(source("tags.yaml", "mentoring: { label: Mentoring, synonyms: [mentorship] }")).registry,
  layouts: ["blog_base.njk"],
  now: Date.parse("2025-01-01T00:00:00Z"),
};

function parse(fields: string, around: Partial<Surroundings> = {}, name = "a-post"): ParsedPost {
  return parsePost(source(`content/posts/${name}.md`, `---\n${fields}\n---\nText.\n`), name, { ...AROUND, ...around });
}

const USUAL = "title: A post\ndate: 2024-05-02\nauthor: Ada Lovelace";

function found(parsed: ParsedPost): string[] {
  return parsed.problems.map(({ line, column, severity, rule }) => `${line}:${column} ${severity} ${rule}`);
}

describe("valid front matter", () => {
  it("gives a post with address, authors and date", () => {
    const { post, problems } = parse(USUAL);
    expect(problems).toEqual([]);
    expect(post).toMatchObject({
      slug: "a-post",
      url: "/blog/a-post/",
      authors: ["ada"],
      status: "published",
      layout: "blog_base.njk",
    });
  });

  it("matches authors by id, name or alias, ignoring case and spaces", () => {
    for (const name of ["ada", "Ada Lovelace", " ada  lovelace ", "A. L."]) {
      expect(parse(`title: A\ndate: 2024-05-02\nauthor: "${name}"`).post?.authors).toEqual(["ada"]);
    }
  });

  it("may name several authors", () => {
    expect(parse("title: A\ndate: 2024-05-02\nauthor: [Max Weber, ada]").post?.authors).toEqual(["max", "ada"]);
  });

  it("treats empty strings as missing, as CMSs write them", () => {
    const { post, problems } = parse(`${USUAL}\ndescription: ""\nthumbnail: ''\nseries:`);
    expect(problems).toEqual([]);
    expect(post).toMatchObject({ description: undefined, thumbnail: undefined, series: undefined });
  });

  it("ignores the tag `post`", () => {
    expect(parse(`${USUAL}\ntags: [post, mentoring]`).post?.tags.map(({ id }) => id)).toEqual(["mentoring"]);
  });

  it("maps layouts as site.yaml says", () => {
    expect(parse(`${USUAL}\nlayout: old_katherine.njk`).post?.layout).toBe("blog_base.njk");
  });

  it("accepts a number as a title", () => {
    expect(parse("title: 2024\ndate: 2024-05-02\nauthor: ada").post?.title).toBe("2024");
  });

  it("keeps the digits of numbers in titles and tags", () => {
    const { post } = parse("title: 3.10\ndate: 2024-05-02\nauthor: ada\ntags: [3.10, 2.0]", { tags: undefined });
    expect(post?.title).toBe("3.10");
    expect(post?.tags.map(({ written }) => written)).toEqual(["3.10", "2.0"]);
  });

  it("splits a string of tags at its commas", () => {
    const { post, problems } = parse(`${USUAL}\ntags: career, data science, C++`, { tags: undefined });
    expect(problems).toEqual([]);
    expect(post?.tags.map(({ written }) => written)).toEqual(["career", "data science", "C++"]);
  });

  it("may have spaces after its `---` lines", () => {
    const text = `---   \n${USUAL}\n---  \nText.\n`;
    const { post, problems, bodyStart } = parsePost(source("content/posts/a-post.md", text), "a-post", AROUND);
    expect(problems).toEqual([]);
    expect(post?.places.title).toEqual({ line: 2, column: 8 });
    expect(text.slice(bodyStart).trim()).toBe("Text.");
  });

  it.each([
    [
      "blank lines before it",
      `\n\n---\n${USUAL}\n---\nText.`,
      "1:1 Blank lines or spaces stand before the first `---`.",
    ],
    [
      "spaces before its end",
      `---\n${USUAL}\n  ---\nText.`,
      "5:1 Spaces stand before the `---` that closes the front matter.",
    ],
  ])("reports %s", (_, text, said) => {
    const { problems } = parsePost(source("content/posts/a-post.md", text), "a-post", AROUND);
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([said]);
  });

  it("redirects from the file name when the slug differs", () => {
    expect(parse(USUAL, {}, "why-you’re-here").post).toMatchObject({
      url: "/blog/why-youre-here/",
      aliases: ["/blog/why-you’re-here/"],
    });
  });

  it.each([
    ["/blog/old/", "/blog/old/"],
    ["old/path", "/old/path/"],
    ["/2019/why.html", "/2019/why.html"],
    ["https://old.example/x?y#z", "/x/"],
    ["//c/", "/c/"],
  ])("reads the alias %s as %s", (written, path) => {
    expect(parse(`${USUAL}\naliases: ${JSON.stringify([written])}`).post?.aliases).toEqual([path]);
  });

  it("may have CRLF line endings", () => {
    const { post, problems } = parse(USUAL.replaceAll("\n", "\r\n"));
    expect(problems).toEqual([]);
    expect(post?.title).toBe("A post");
  });

  it.each([
    ["draft: true", "draft"],
    ["date: 2030-01-01", "scheduled"],
    ["expires: 2024-12-31", "expired"],
    ["expires: 2025-06-01", "published"],
  ])("%s gives the status %s", (field, status) => {
    const usual = USUAL.split("\n").filter((line) => !field.startsWith(line.slice(0, 4)));
    expect(parse([...usual, field].join("\n")).post?.status).toBe(status);
  });
});

describe("invalid front matter", () => {
  it.each([
    ["date: 2024-05-02\nauthor: ada", "2:1 error missing-field"],
    ["title: A\ndate: 2024-05-02", "2:1 error missing-field"],
    ['title: "   "\ndate: 2024-05-02\nauthor: ada', "2:8 error missing-field"],
    [`${USUAL}\nlang: en_US`, "5:7 error wrong-type"],
    [`${USUAL}\nthumbnail: "javascript:alert(1)"`, "5:12 error unsafe-path"],
    [`${USUAL}\naliases: [/, ok]`, "5:11 error unsafe-path"],
    [`${USUAL}\nseries: "///"`, "5:9 error unsafe-path"],
    ["title: A\ndate: 2024-02-30\nauthor: ada", "3:7 error invalid-date"],
    ["title: A\ndate: 2024-05-02\nauthor: Adda Lovelace", "4:9 error unknown-author"],
    [`${USUAL}\ntags:\n  - post\n  - menturing`, "7:5 error unknown-tag"],
    [`${USUAL}\ntags: [Mentorship]`, "5:8 warn unknown-tag"],
    [`${USUAL}\nlayout: blog_bsae.njk`, "5:9 error unknown-layout"],
    [`${USUAL}\nlayout: ../../x.njk`, "5:9 error unknown-layout"],
    [`${USUAL}\ntumbnail: /assets/x.jpg`, "5:1 warn unknown-key"],
    [`${USUAL}\ndraft: maybe`, "5:8 error wrong-type"],
    [`${USUAL}\nthumbnail: /assets/../../etc/passwd`, "5:12 error unsafe-path"],
    [`${USUAL}\nthumbnail: '\\x.example:y/a.png'`, "5:12 error unsafe-path"],
    [`${USUAL}\nthumbnail: assets%5Cimg%5Ca.png`, "5:12 error unsafe-path"],
    [`${USUAL}\nthumbnail: "data:image/png;base64,AAAA"`, "5:12 error unsafe-path"],
    [`${USUAL}\naliases: [/blog/ok/, ../../x]`, "5:22 error unsafe-path"],
    [`${USUAL}\nslug: a/b`, "5:7 error unsafe-path"],
    [`${USUAL}\ncta: intervews`, "5:6 error unknown-cta"],
    ["title: A: B\ndate: 2024-05-02", "2:8 error yaml"],
    ["title: A\ntitle: B\ndate: 2024-05-02", "3:1 error yaml"],
    ["title: A\n__proto__: { polluted: true }", "3:1 error yaml"],
    ["title: A\nx: !!js/function 'f'", "3:4 error yaml"],
    ["- a list", "2:1 error yaml"],
  ])("is reported at its place: %j: %s", (fields, place) => {
    expect(found(parse(fields))).toContain(place);
  });

  it("suggests the nearest known key", () => {
    expect(parse(`${USUAL}\ntumbnail: x`).problems[0]?.hint).toBe("Did you mean `thumbnail`?");
  });

  it("reports all problems at once", () => {
    const fields = "titel: A\ndate: 2024-02-30\nauthor: Nobody\nlayout: none.njk\ntags: [nothing]\ndraft: 7\nslug: a/b";
    expect(
      parse(fields)
        .problems.map(({ rule }) => rule)
        .sort(),
    ).toEqual([
      "invalid-date",
      "missing-field",
      "unknown-author",
      "unknown-key",
      "unknown-layout",
      "unknown-tag",
      "unsafe-path",
      "wrong-type",
    ]);
  });

  it("causes only warnings in a draft", () => {
    expect(found(parse("title: A\ndate: 2024-05-02\nauthor: Nobody\ndraft: true"))).toEqual([
      "4:9 warn unknown-author",
    ]);
  });

  it("without an author's name causes only a warning when `author` repeats the title", () => {
    const parsed = parse("title: A post\ndate: 2024-05-02\nauthor: A post");
    expect(found(parsed)).toEqual(["4:9 warn unknown-author"]);
    expect(parsed.post?.authors).toEqual([]);
  });

  it.each(["---js\n{ title: 1 }\n---\n", "---json\n{}\n---\n", "no front matter", "", "---\ntitle: never closed\n"])(
    "gives no post: %j",
    (text) => {
      const parsed = parsePost(source("x.md", text), "x", AROUND);
      expect(parsed.post).toBeUndefined();
      expect(found(parsed)).toEqual(["1:1 error yaml"]);
    },
  );
});

describe("a field of another tool", () => {
  it.each([
    ["published: false", "Write `draft: true` here to hide a post."],
    ["summary: What it is", "Write `description: …` here."],
    ["categories: [a]", "Write `tags: […]` here."],
    ["titel: A", "Did you mean `title`?"],
  ])("is told with what it is called here: %s", (field, hint) => {
    expect(parse(`${USUAL}\n${field}`).problems[0]?.hint).toBe(hint);
  });
});

describe("a value that does not fit", () => {
  it.each([
    ["layout: blog_base", "Did you mean `blog_base.njk`?"],
    [
      "expires: never",
      "Write a day that exists as year, month and day, as in `expires: 2026-03-31`, or remove the line.",
    ],
    [
      "updated: 2024-06-01 25:00",
      "Write a day that exists as year, month and day, as in `updated: 2026-03-31 09:30`, or remove the line.",
    ],
  ])("is told with what to write: %s", (field, hint) => {
    expect(parse(`${USUAL}\n${field}`).problems[0]?.hint).toBe(hint);
  });

  it("is told as a list where one value is expected", () => {
    expect(parse(`${USUAL}\nseries: [A, B]`).problems[0]?.message).toContain("one value is expected, not a list");
  });

  it("is told which of several authors is unknown", () => {
    expect(parse("title: A\ndate: 2024-05-02\nauthor: Ada Lovelace, Max Planck").problems[0]?.hint).toBe(
      "Write them as a list, `author: [Ada Lovelace, Max Planck]`, and add Max Planck to authors.yaml.",
    );
  });
});

describe("a field that is on or off", () => {
  it.each([
    ["draft: yes", "Write `draft: true`."],
    ["featured: 'No'", "Write `featured: false`."],
    ["noindex: maybe", "Write `noindex: true` or `noindex: false`."],
  ])("is told with what to write: %s", (field, hint) => {
    expect(parse(`${USUAL}\n${field}`).problems[0]?.hint).toBe(hint);
  });
});

describe("other lines of dashes around the front matter", () => {
  const fields = "title: A\ndate: 2024-05-02\nauthor: Ada Lovelace";
  const said = (text: string): string[] => {
    const { post, problems } = parsePost(source("content/posts/a.md", text), "a", AROUND);
    expect(post).toBeUndefined();
    return problems.map(({ line, message }) => `${line} ${message}`);
  };

  it.each(["--", "----", "—", "–––", "+++", "- - -"])("are refused above the fields: %s", (dashes) => {
    expect(said(`${dashes}\n${fields}\n${dashes}\nText.\n`)).toEqual([
      `1 \`${dashes}\` does not begin the front matter.`,
    ]);
  });

  it.each(["--", "----", "—", "–––", "- - -"])("are refused below the fields: %s", (dashes) => {
    const finding = `5 \`${dashes}\` does not close the front matter.`;
    expect(said(`---\n${fields}\n${dashes}\nText.\n`)).toEqual([finding]);
    expect(said(`---\n${fields}\n${dashes}\nText.\n\n---\n\nMore.\n`)).toEqual([finding]);
  });

  it("are a part of the text below the front matter", () => {
    const { post, problems } = parsePost(
      source("content/posts/a.md", `---\n${fields}\n---\nText.\n\n--\n\n----\n`),
      "a",
      AROUND,
    );
    expect([post?.title, problems]).toEqual(["A", []]);
  });
});

describe("posts without authors.yaml and tags.yaml", () => {
  it("may have any author and any tag", () => {
    const { post, problems } = parse(`${USUAL}\ntags: [Machine Learning]`, { authors: undefined, tags: undefined });
    expect(problems).toEqual([]);
    expect(post?.authors).toEqual(["ada-lovelace"]);
    expect(post?.tags).toMatchObject([{ id: "machine-learning", written: "Machine Learning" }]);
  });
});
