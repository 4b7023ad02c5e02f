import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

const RULES = /unclosed-emphasis|unclosed-code|mistyped-markup/;
const of = async (body: string): Promise<string[]> => (await findings(body)).filter((found) => RULES.test(found));

describe("marks within a line", () => {
  it.each([
    ["This is __bold and so on.", "1:9 unclosed-emphasis"],
    ["This is ~~struck and so on.", "1:9 unclosed-emphasis"],
    ["This is *italic and so on.", "1:9 unclosed-emphasis"],
    ["Run `npm install and so on.", "1:5 unclosed-code"],
    ["See [the docs](https://x.example/docs for more.", "1:5 mistyped-markup"],
    ["See [the docs(https://x.example/docs) for more.", "1:5 mistyped-markup"],
    ["See the docs](https://x.example/docs) for more.", "1:13 mistyped-markup"],
    ["Text.\n\n! [A desk](https://x.example/desk.png)", "3:1 mistyped-markup"],
  ])("are reported where they are never closed: %s", async (body, finding) => {
    expect(await of(body)).toContain(finding);
  });

  it.each([
    ["__init__ and __bold__ and `__x` and 2 * 3 * 4."],
    ["~~struck~~, ~100 and a ~ b."],
    ["*One*, **two**, ***three*** and a*b."],
    ["*A note that begins with an asterisk."],
    ["`` a`b `` and \\` and `code`."],
    ["An array[0](see below), f(x)[1] and [text](https://x.example/a_(b))."],
    ["Great! [See this](https://x.example/page)."],
    ["| a | b |\n|---|---|\n| `+(a\\|b)` | x |"],
    ['See [it][a].\n\n[a]: https://x.example/ "With `code`"'],
    ["It spans *two\nlines* of text, and `code\ntoo`."],
  ])("are fine: %s", async (body) => {
    expect(await of(body)).toEqual([]);
  });
});

describe("marks that differ at both ends", () => {
  it.each([
    ["***Note: this matters.**", "1:1 unclosed-emphasis"],
    ["Text with **bold*** words", "1:11 unclosed-emphasis"],
    ["Type ``code` here.", "1:6 unclosed-code"],
    ["See [the docs](<https://example.com/docs for more.", "1:5 mistyped-markup"],
  ])("are reported: %s", async (body, finding) => {
    expect(await findings(body)).toContain(finding);
  });

  it.each([
    "***Both.*** and ***bold** italic* and *italic **both***",
    "Type ``a ` b`` and `c`.",
    "See [the docs](<https://example.com/a b>).",
    "2 ** 3 *** 4",
  ])("are none of these: %s", async (body) => {
    expect(await findings(body)).toEqual([]);
  });
});
