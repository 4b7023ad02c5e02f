import { describe, expect, it } from "vitest";
import { rendered, structured } from "./sample.ts";

const headings = (text: string) =>
  structured(text).headings.map(({ form, level, start, end }) => [form, level, text.slice(start, end)]);

/** The URLs as written in the source. */
const written = (text: string, bodyStart = 0) =>
  structured(text, bodyStart).links.map(({ targetStart, targetEnd }) => text.slice(targetStart, targetEnd));

describe("headings in Markdown source", () => {
  it("have the range of their whole markup", () => {
    expect(headings("a\n\n# One\n## Two ##\n> ### In a quote\n- #### In a list\n")).toEqual([
      ["atx", 1, "# One"],
      ["atx", 2, "## Two ##"],
      ["atx", 3, "### In a quote"],
      ["atx", 4, "#### In a list"],
    ]);
  });

  it("include the underline of setext headings", () => {
    expect(headings("Of two\nlines\n===\n\nOne\r\n---\r\n")).toEqual([
      ["setext", 1, "Of two\nlines\n==="],
      ["setext", 2, "One\r\n---"],
    ]);
  });

  it("may be HTML", () => {
    expect(headings('a\n\n<h2 class="x">One</h2>\nb')).toEqual([["html", 2, '<h2 class="x">One</h2>']]);
  });

  it("are not found in code", () => {
    expect(headings("```\n# a\n```\n\n    # b\n")).toEqual([]);
  });

  it("have the same ids as on the page", () => {
    expect(structured("# A\n\n## A\n").headings.map(({ id }) => id)).toEqual(["a", "a-1"]);
  });
});

describe("links in Markdown source", () => {
  it("have the range of their URL", () => {
    expect(written('[a](/x) [b](<>) [c]() [d]( /y "t" ) [e](</z z>)')).toEqual(["/x", "<>", "", "/y", "</z z>"]);
  });

  it("have no range when the URL is elsewhere", () => {
    const { links } = structured("[a][r] <https://x.example>\n\n[r]: /x\n");
    expect(links.map(({ targetStart, targetEnd }) => [targetStart, targetEnd])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it("have positions in the whole file, with any line endings", () => {
    const text = "---\r\ntitle: x\r\n---\r\n\r\nA line.\r\nAn [a](/a).\r\n";
    const { links } = structured(text, text.indexOf("---\r\n\r\n") + 5);
    expect(links).toMatchObject([{ target: "/a", text: "a", place: { line: 6, column: 4 } }]);
    expect(written(text, 20)).toEqual(["/a"]);
  });

  it("have positions in blockquotes, lists and callouts", () => {
    const text = "> q\n> [a](/1)\n\n- b\n  - [c](/2)\n\n    [d](/3)\n\n> [!NOTE]\n> [e](/4)\n";
    expect(written(text)).toEqual(["/1", "/2", "/3", "/4"]);
  });

  it("have positions in table cells", () => {
    expect(written("| [a](/1) | [a](/1) |\n|---|---|\n| x | [b](/2) |\n\n> | [c](/3) |\n> |---|\n")).toEqual([
      "/1",
      "/1",
      "/2",
      "/3",
    ]);
    const { links } = structured("| [a](/1) | [a](/1) |\n|---|---|\n");
    expect(links.map(({ place }) => place.column)).toEqual([3, 13]);
  });

  it("have distinct positions for equal links", () => {
    const { links } = structured("[a](/x) [a](/x)\n[a](/x)\n");
    expect(links.map(({ place }) => [place.line, place.column])).toEqual([
      [1, 1],
      [1, 9],
      [2, 1],
    ]);
  });

  it("have the link text without markup", () => {
    expect(structured("[A *b* `c`](/x)").links).toMatchObject([{ text: "A b c" }]);
  });

  it("are not found in code and formulas", () => {
    expect(structured("`[a](/x)` $[b](/y)$\n\n    [c](/z)\n").links).toEqual([]);
  });
});

describe("images in Markdown source", () => {
  it("have positions, inside links too", async () => {
    expect((await rendered("[![a](/a.png)](/x) ![b](/b.png)")).pictures).toEqual([
      { target: "/a.png", alt: "a", place: { line: 1, column: 2 } },
      { target: "/b.png", alt: "b", place: { line: 1, column: 20 } },
    ]);
  });
});

describe("code in Markdown source", () => {
  it("has ranges that include its delimiters", () => {
    const text = "a `b` c\n\n```js\nd\n```\n\ne\n\n    f\n\n> `g`\n";
    const code = structured(text).code.map(([start, end]) => text.slice(start, end).trim());
    expect(code.sort()).toEqual(["```js\nd\n```", "`b`", "`g`", "f"].sort());
  });
});
