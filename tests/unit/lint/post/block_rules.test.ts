import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

const of = async (body: string, rule: string): Promise<string[]> =>
  (await findings(body)).filter((found) => found.endsWith(rule));

describe("lines that become another block", () => {
  it.each([
    ["a task without a space", "- [] Write\n- [ ] Read", "1:1"],
    ["a task with two spaces", "- [ x ] Write", "1:1"],
    ["pasted bullets", "• One\n• Two", "1:1"],
    ["dashes of a word processor", "– One\n– Two", "1:1"],
    ["letters", "a) One\nb) Two\nc) Three", "1:1"],
    ["numbers in brackets", "(1) One\n(2) Two", "1:1"],
    ["a heading of level 7", "####### Deep", "1:1"],
    ["a sentence above a line of dashes", "This is a sentence.\n---\n\nText.", "1:1"],
    ["a year that begins a list", "1986. A good year for wine.", "1:1"],
    ["an indented paragraph", "Text.\n\n    This paragraph has four spaces before its first word.", "3:5"],
    ["an unknown callout", "> [!NOTES]\n> Text.", "1:3"],
    ["a callout without its mark", "> [TIP]\n> Text.", "1:3"],
    ["other quotation marks for a fence", "'''python\nprint(1)\n'''", "1:1"],
    ["front matter, pasted again", "---\ntitle: Again\ndate: 2024-01-01\n---\n\nText.", "2:1"],
    ["a conflict", "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> main", "1:1"],
  ])("are found: %s", async (_, body, place) => {
    expect(await of(body, "mistyped-markup")).toContain(`${place} mistyped-markup`);
  });

  it.each([
    ["tasks", "- [ ] Write\n- [x] Read\n- [a](https://x.example/)"],
    ["dots between words", "One • Two • Three"],
    ["boxes to tick on paper", "☐ One\n\n☐ Two"],
    ["letters in a sentence", "Either\na) this or\n\nthat."],
    ["headings with an underline", "A heading\n---\n\nText."],
    ["a rule", "Text.\n\n---\n\nText."],
    ["indented code", "Text.\n\n    const answer = compute(all, of, them);"],
    ["a paragraph within a list", "1. One.\n\n    This paragraph belongs to the item above, as it should."],
    ["callouts", "> [!NOTE]\n> Text.\n\n> [!tip] A title\n> Text."],
    ["text with colons", "Text.\n\ntitle: this is what I mean\n\nMore."],
  ])("are not seen in %s", async (_, body) => {
    expect(await of(body, "mistyped-markup")).toEqual([]);
  });
});

describe("the numbers of a list", () => {
  it.each([
    ["1. One\n2. Two\n4. Four", "3:1"],
    ["1. One\n2. Two\n2. Two again", "3:1"],
    ["1. One\n\n   More.\n\n3. Three", "5:1"],
    ["- a\n  1. One\n  3. Three", "3:3"],
    ["1. One\n   - a\n   - b\n3. Three", "4:1"],
  ])("are found where they jump or repeat: %j", async (body, place) => {
    expect(await of(body, "list-number")).toEqual([`${place} list-number`]);
  });

  it.each([
    ["1. One\n1. Two\n1. Three"],
    ["3. Three\n4. Four\n5. Five"],
    ["1. One\n\nText.\n\n2. Two"],
    ["1. One\n   1. Inner\n   2. Inner\n2. Two\n   1. Inner\n3. Three"],
    ["## A\n\n1. One\n2. Two\n\n## B\n\n1. One\n2. Two"],
    ["1. One\n\n```\ncode\n```\n\n1. Another list"],
    ["```\n1. One\n5. Five\n```"],
  ])("are fine: %j", async (body) => {
    expect(await of(body, "list-number")).toEqual([]);
  });
});
