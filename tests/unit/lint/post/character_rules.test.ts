import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

const of = async (body: string, fields = ""): Promise<string[]> =>
  (await findings(body, { fields })).filter((found) => /html-entity|look-alike|mojibake|invisible/.test(found));

describe("characters that are not what they seem", () => {
  it.each([
    ["an entity without its semicolon", "Salt &amp pepper", "1:6 html-entity"],
    ["an entity that was escaped twice", "It&amp;rsquo;s", "1:3 html-entity"],
    ["markup that was escaped", "This is &lt;b&gt;bold&lt;/b&gt;.", "1:9 html-entity"],
    ["a Cyrillic letter", "A p\u0430per", "1:3 look-alike-letter"],
    ["a lost character", "The caf\ufffd", "1:5 mojibake"],
    ["a soft hyphen", "An ex\u00adample", "1:6 invisible-character"],
  ])("are found: %s", async (_, body, finding) => {
    expect(await of(body)).toEqual([finding]);
  });

  it("are found in fields, too", async () => {
    expect(await of("Text.", "description: An ex\u00adample\n")).toEqual(["-1:19 invisible-character"]);
  });

  it.each([
    ["Salt &amp; pepper, AT&T, R&D; https://x.example/?a=1&lt=2&copy=3"],
    ["Write `&nbsp` and `&lt;b&gt;`, or the tag &lt;b&gt;."],
    ["Привет, world. Δx and µm."],
  ])("are fine: %s", async (body) => {
    expect(await of(body)).toEqual([]);
  });
});
