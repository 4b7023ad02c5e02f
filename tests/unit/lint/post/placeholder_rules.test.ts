import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

describe("an answer of an assistant", () => {
  it.each([
    "Certainly! Here is a blog post about mentors.",
    "As an AI language model, I have no opinion.",
    "Sure, here’s the text.",
  ])("is found: %s", async (body) => {
    expect(await findings(body)).toContain("1:1 placeholder");
  });

  it.each([
    "Sure! Mentors help.",
    "Absolutely! Here are some reasons.",
    "Certainly, here and there it fails.",
    "She said: as an AI model it fails.",
  ])("is not seen in: %s", async (body) => {
    expect(await findings(body)).toEqual([]);
  });
});

describe("placeholders, private links and doubled words", () => {
  it.each([
    ["Lorem ipsum dolor sit amet.", "1:1 placeholder"],
    ["Text.\n\nTODO: write this", "3:1 placeholder"],
    ["Text (TBD).", "1:7 placeholder"],
    ["Read [insert link] now.", "1:6 placeholder"],
    ["Yours, [Your Name]", "1:8 placeholder"],
    ["Your text goes here.", "1:1 placeholder"],
    ["", "1:1 placeholder"],
    ["[it](http://localhost:8080/blog/report/)", "1:1 private-link"],
    ["[it](https://staging.x.example/a/)", "1:1 private-link"],
    ["[it](http://192.168.0.10/a/)", "1:1 private-link"],
    ["[it](https://x.example/?p=3&preview=true)", "1:1 private-link"],
    ["Read the the text.", "1:6 doubled-word"],
    ["Read the\nthe text.", "1:6 doubled-word"],
    ["This is a post about data data science.", "1:22 doubled-word"],
  ])("are reported in %j", async (body, found) => {
    expect(await findings(body)).toContain(found);
  });

  it.each([
    ["A to-do list, a todo, and the TODOs of a team."],
    ["`TODO: x` and `[insert link]`"],
    ["Dear [Manager], I am [Your Name] of [Your Company]."],
    ["[your profile](https://x.example/)"],
    ["[it](https://localhosting.example/) and [it](https://dev.to/a)"],
    ["He had had that that, very very much. Set `a` to `b` to see."],
    ["The end.\n\nEnd of the text."],
    ["Bora Bora and New New York, and C C."],
    ["![A chart](/assets/a.png)"],
  ])("are not reported in %j", async (body) => {
    const rules = /placeholder|private-link|doubled-word/;
    expect((await findings(body)).filter((found) => rules.test(found))).toEqual([]);
  });

  it("are not reported in languages that repeat words", async () => {
    expect(await findings("Die, die die Texte lesen.", { language: "de" })).toEqual([]);
  });
});

describe("the date in `updated`", () => {
  it("is reported when it is before the date of the post", async () => {
    expect(await findings("Text.", { fields: "updated: 2020-01-01\n" })).toEqual(["-1:10 updated-before-date"]);
  });

  it.each(["2024-05-02", "2024-06-01"])("may be %s, on or after the date of the post", async (updated) => {
    expect(await findings("Text.", { fields: `updated: ${updated}\n` })).toEqual([]);
  });
});
