import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

describe("what the rich text of a CMS leaves", () => {
  it.each([
    ["\\*\\*bold\\*\\* text", "1:1"],
    ["\\## A heading", "1:1"],
    ["\\`\\`\\`\ncode\n\\`\\`\\`", "1:1"],
    ["\\| A \\| B \\|", "1:1"],
    ["A word\\[^1].", "1:7"],
    ["It is ( x^2 + 1 ) here.", "1:7"],
  ])("is found: %j", async (body, place) => {
    expect(await findings(body)).toContain(`${place} stray-escape`);
  });

  it.each([
    ["2 \\* 3 and \\# and \\_x\\_"],
    ["`\\*\\*bold\\*\\*`"],
    ["( as said ) and (x^2)"],
    ["\\[[more](https://x.example/)\\]"],
  ])("is not seen in %j", async (body) => {
    expect((await findings(body)).filter((found) => found.endsWith("stray-escape"))).toEqual([]);
  });
});

describe("links named by words that say nothing", () => {
  it.each([
    ["See [here](https://x.example/).", "en"],
    ["[Click here!](https://x.example/)", "en"],
    ["[hier](https://x.example/)", "de"],
  ])("are found: %s", async (body, language) => {
    expect((await findings(body, { language })).join()).toContain("link-text");
  });

  it("are not reported where the words name the page", async () => {
    const found = await findings("[What is here](https://x.example/) and [this guide to SQL](https://x.example/).");
    expect(found.filter((one) => one.endsWith("link-text"))).toEqual([]);
  });
});

describe("curly quotation marks in a code span", () => {
  it("are reported, except in text about quotation marks", async () => {
    expect(await findings("Write `print(“a”)`.")).toContain("1:14 quotes-in-code");
    expect((await findings("The marks `“` and `”`.")).filter((found) => found.endsWith("quotes-in-code"))).toEqual([]);
  });
});

describe("a table without a row of dashes", () => {
  it("is found", async () => {
    expect(await findings("| a | b |\n| 1 | 2 |")).toContain("1:1 table-columns");
    expect(await findings("| a | b |\n| === | === |\n| 1 | 2 |")).toContain("1:1 table-columns");
  });

  it("is not reported for a complete table", async () => {
    const found = await findings("| a | b |\n| --- | - |\n| 1 | 2 |\n| 3 | 4 |\n\n|x|");
    expect(found.filter((one) => one.endsWith("table-columns"))).toEqual([]);
  });
});
