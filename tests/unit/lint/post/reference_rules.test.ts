import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

describe("references", () => {
  it.each([
    ["a footnote without a text", "A claim[^nope].", ["1:8 undefined-reference"]],
    ["a footnote that nothing refers to", "A claim.\n\n[^one]: The note.", ["3:1 unused-footnote"]],
    ["a link without an address", "See [a text][nowhere].", ["1:5 undefined-reference"]],
    ["a link by its own text", "See [a text][].", ["1:5 undefined-reference"]],
    [
      "all of them",
      "A claim[^nope] and [a text][nowhere], and a note[^1].\n\n[^one]: The note that was meant.",
      ["1:8 undefined-reference", "1:20 undefined-reference", "1:49 undefined-reference", "3:1 unused-footnote"],
    ],
  ])("are found: %s", async (_, body, found) => {
    expect(await findings(body)).toEqual(found);
  });

  it.each([
    ["a footnote", "A claim[^a].\n\n[^a]: The note."],
    ["a footnote used twice", "One[^a], two[^a].\n\n[^a]: The note."],
    ["a footnote that begins a line", "[^a] is a note.\n\n[^a]: The note."],
    ["an inline footnote", "A claim^[The note.]."],
    ["a reference in any case", "See [a text][Here].\n\n[here]: https://x.example/"],
    ["a reference by its text", "See [a text][].\n\n[A Text]: https://x.example/"],
    ["code", "Write `[^a]` and `[a text][b]`."],
    ["a regular expression", "It matches [^a-z] and [^,;]."],
    ["citations and indices", "As said [1][2], a[row][column]."],
  ])("are right: %s", async (_, body) => {
    expect(await findings(body)).toEqual([]);
  });
});
