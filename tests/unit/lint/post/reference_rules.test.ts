import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

describe("reference rules", () => {
  it.each([
    ["a footnote reference without a note", "A claim[^nope].", ["1:8 undefined-reference"]],
    ["a note without a reference", "A claim.\n\n[^one]: The note.", ["3:1 unused-footnote"]],
    ["a link with an undefined reference", "See [a text][nowhere].", ["1:5 undefined-reference"]],
    ["a collapsed link with an undefined reference", "See [a text][].", ["1:5 undefined-reference"]],
    [
      "all of these at once",
      "A claim[^nope] and [a text][nowhere], and a note[^1].\n\n[^one]: The note that was meant.",
      ["1:8 undefined-reference", "1:20 undefined-reference", "1:49 undefined-reference", "3:1 unused-footnote"],
    ],
  ])("report %s", async (_, body, found) => {
    expect(await findings(body)).toEqual(found);
  });

  it.each([
    ["a footnote", "A claim[^a].\n\n[^a]: The note."],
    ["a footnote used twice", "One[^a], two[^a].\n\n[^a]: The note."],
    ["a footnote that begins a line", "[^a] is a note.\n\n[^a]: The note."],
    ["an inline footnote", "A claim^[The note.]."],
    ["a reference in any case", "See [a text][Here].\n\n[here]: https://x.example/"],
    ["a collapsed reference", "See [a text][].\n\n[A Text]: https://x.example/"],
    ["code", "Write `[^a]` and `[a text][b]`."],
    ["a regular expression", "It matches [^a-z] and [^,;]."],
    ["citations and indices", "As said [1][2], a[row][column]."],
  ])("accept %s", async (_, body) => {
    expect(await findings(body)).toEqual([]);
  });
});
