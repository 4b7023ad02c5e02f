import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { yamlText } from "../../../src/config/yaml.ts";

/** What is said of a text, as `line:column hint`. */
function said(text: string): string[] {
  const { problems, warnings } = yamlText(source("content/posts/x.md", text));
  return [...problems, ...warnings].map(({ line, column, hint }) => `${line}:${column} ${hint}`);
}

describe("a line that YAML cannot read", () => {
  it.each([
    ["tags: [one, two", "1:7 Write `tags: [one, two]`."],
    ["tags: [#one, two]", "1:7 Write `tags: [one, two]`."],
    ["tags: [one, #two]\nauthor: Ada", "1:7 Write `tags: [one, two]`."],
    ['title: "She said "yes" to me"', "1:8 Write `title: 'She said \"yes\" to me'`."],
    ["title: 'It's mine'", '1:8 Write `title: "It\'s mine"`.'],
    ['title: "Best" mentors', "1:8 Write `title: '\"Best\" mentors'`."],
    ["title: @home", '1:8 Write `title: "@home"`.'],
    ["title: `code` first", '1:8 Write: title: "`code` first"'],
    ["title: %d mentors", '1:8 Write `title: "%d mentors"`.'],
    ["title: *star", '1:8 Put it between quotation marks: `"*star"`.'],
    ['description: "A text\n  of two lines"\ntags: [#one, two]', "3:7 Write `tags: [one, two]`."],
    ["title: *star* power", '1:8 Write `title: "*star* power"`.'],
    ["title: !Important", '1:8 Write `title: "!Important"`.'],
    ["title: - a dash", '1:8 Write `title: "- a dash"`.'],
    ["title: > a sign", '1:8 Write `title: "> a sign"`.'],
    ["title: [Draft] A title", '1:8 Write `title: "[Draft] A title"`.'],
    ["title: {A} title", '1:8 Write `title: "{A} title"`.'],
    ["title: Mentors: how to", '1:8 Write `title: "Mentors: how to"`.'],
    ["title:Mentors\nauthor: Ada", "1:1 Write `title: Mentors`."],
    ["title Mentors\nauthor: Ada", "1:1 Write `title: Mentors`."],
    ["tags:\n  - one\n  - @two", '3:5 Write `- "@two"`.'],
    ["title: Mentors\n  date: 2024-05-02", "2:9 Write `date: 2024-05-02`."],
    ["description: A text\nthat goes on", "2:1 Write `  that goes on`."],
  ])("is shown as it should be written: %s", (text, finding) => {
    expect(said(text)).toEqual([finding]);
  });

  it("does not make others suspect", () => {
    const others =
      "a: >\n  Text: with a colon\n  'and\nb: [one,\n  two]\nc: 'it''s'\nd: \"a\\\"b\" # comment\ne: 1:2\n";
    expect(said(others)).toEqual([]);
    expect(said(`${others}title: @home`)).toEqual(['9:8 Write `title: "@home"`.']);
  });
});

describe("a value that YAML takes for a comment or a name", () => {
  it.each([
    ["tags: #mentoring", "1:7 Write `tags: [mentoring]`."],
    ["tags: #mentoring #careers", "1:7 Write `tags: [mentoring, careers]`."],
    ["tags:\n  - #mentoring\n  - careers", "2:5 Write `- mentoring`."],
    ["title: #1 mistake", '1:8 Write `title: "#1 mistake"`.'],
    ["title: Our #1 mistake", '1:12 Write `title: "Our #1 mistake"`.'],
    ["title: A # 1 mistake", '1:10 Write `title: "A # 1 mistake"`.'],
    ["series: Why C # matters", '1:15 Write `series: "Why C # matters"`.'],
    ["title: &tips Mentors", '1:8 Write `title: "&tips Mentors"`.'],
  ])("is reported: %s", (text, finding) => {
    expect(said(text)).toEqual([finding]);
  });

  it.each([
    "title: C# and F#",
    "title: 'A #1 mistake'",
    "# A comment\ntitle: A\n# Another",
    "tags: # topics\n  - one # the first\n  - two",
    "draft: true # until Friday",
    "thumbnail: #",
    "a: &shared { b: 1 }\nc: *shared",
  ])("is not seen in %j", (text) => {
    expect(said(text)).toEqual([]);
  });
});

describe("an item of a list", () => {
  it("that is indented more than the one above is reported as a part of it", () => {
    expect(said("tags:\n- one\n - two")).toEqual(["3:2 Begin each `-` of a list below the one before."]);
    expect(said("tags:\n- one\n- two - three")).toEqual([]);
  });
});

describe("a field that is given twice", () => {
  it("is reported with the line of the first", () => {
    const [problem] = yamlText(source("x.md", "title: A\ndate: 1\ntitle: B")).problems;
    expect(problem).toMatchObject({ line: 3, message: "The field `title` is given twice: in line 1, too." });
  });
});
