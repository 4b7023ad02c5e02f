import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

const of = async (body: string): Promise<string[]> =>
  (await findings(body)).filter((found) => found.endsWith("pasted-html"));

describe("styles that a page does not keep", () => {
  it.each([
    ['<p style="color: red">Red</p>', "1:1"],
    ["Some <span style='color:red'>red</span> words", "1:6"],
    ['Some <font color="red">red</font> words', "1:6"],
    ['<table>\n<tr bgcolor="red"><td>a</td></tr>\n</table>', "2:1"],
    ['<p style="text-align: center; color: red">Red</p>\n\n<b style="a:b">c</b>', "1:1"],
  ])("are reported where they begin: %s", async (body, place) => {
    expect(await of(body)).toEqual([`${place} pasted-html`]);
  });

  it.each([
    '<p style="text-align:center">Centred</p>',
    '<iframe style="border: 0" src="https://video.example/a" title="A"></iframe>',
    '<img src="https://x.example/a.png" alt="A" style="width: 95%">',
    '`<p style="color: red">`',
    "A style = something else",
  ])("are none of these: %s", async (body) => {
    expect(await of(body)).toEqual([]);
  });
});
