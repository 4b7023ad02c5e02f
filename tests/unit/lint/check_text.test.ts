import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { readSite } from "../../../src/config/site.ts";
import { checkText } from "../../../src/lint/check_text.ts";
import { SETTINGS } from "../markdown/sample.ts";

const site = readSite(source("site.yaml", "name: Test\nurl: https://x.example")).value;
if (site === undefined) throw new Error("The settings of this test are wrong.");
const AROUND = { site, authors: undefined, tags: undefined, layouts: ["blog_base.njk"], now: Date.parse("2025-01-01") };

async function said(fields: string, body: string): Promise<string[]> {
  const text = `---\n${fields}\nauthor: Ada\n---\n${body}\n`;
  const { problems, advice } = await checkText(source("content/posts/x.md", text), "x", AROUND, SETTINGS);
  return [...problems, ...advice].map(({ line, severity, rule }) => `${line} ${severity} ${rule}`);
}

describe("mistakes in the text of a post", () => {
  it.each([
    ["whose front matter YAML cannot read", "title: A: B\ndate: 2024-05-02", "2 error yaml"],
    ["without a title", "draft: false\ndate: 2024-05-02", "2 error missing-field"],
    ["with a date that does not exist", "title: A\ndate: 2024-02-30", "3 error invalid-date"],
  ])("are reported beside those in the fields of a post %s", async (_, fields, finding) => {
    expect(await said(fields, "Some **bold words.\n\n<form>")).toEqual([
      finding,
      "8 warn unsafe-html",
      "6 warn unclosed-emphasis",
      "8 warn unclosed-html",
    ]);
  });

  it("are not looked for where nobody knows where it begins", async () => {
    const text = "---\ntitle: A\n\nSome **bold words.\n";
    const { problems, advice } = await checkText(source("x.md", text), "x", AROUND, SETTINGS);
    expect([...problems, ...advice].map(({ rule }) => rule)).toEqual(["yaml"]);
  });
});

describe("a title that is lost as a comment", () => {
  it("is one error", async () => {
    expect(await said("title: #1 mistake\ndate: 2024-05-02", "Some words.")).toEqual(["2 error yaml"]);
  });
});
