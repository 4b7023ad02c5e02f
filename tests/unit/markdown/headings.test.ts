import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

const idsOf = async (text: string) => (await rendered(text)).headings.map(({ id }) => id);

describe("headings", () => {
  it("have the same id as on GitHub", async () => {
    expect(await idsOf("## What is it, really?\n\n## Bias & Variance")).toEqual([
      "what-is-it-really",
      "bias--variance",
    ]);
  });

  it("have ids without subscripts, superscripts, fractions and emoji, as on GitHub", async () => {
    expect(await idsOf("## H₂O and E = mc²\n\n## A ½ hour ❤️\n\n## Part Ⅳ of `snake_case`")).toEqual([
      "ho-and-e--mc",
      "a--hour-",
      "part-ⅳ-of-snake_case",
    ]);
  });

  it("have unique ids", async () => {
    const ids = await idsOf("## Why\n\n## Why\n\n## Why-1\n\n## Why");
    expect(ids.slice(0, 2)).toEqual(["why", "why-1"]);
    expect(new Set(ids).size).toBe(4);
  });

  it("have ids that start with a letter", async () => {
    for (const id of await idsOf("## 1. First\n\n## 2024\n\n## — dash")) expect(id).toMatch(/^\p{L}/u);
  });

  it("have an id even without letters", async () => {
    const ids = await idsOf("## 🎉\n\n## !?\n\n## 42");
    expect(ids[0]).toBe("section");
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain("");
  });

  it("keep letters of other scripts in their id", async () => {
    expect(await idsOf("## بحران آب\n\n## Über uns")).toEqual(["بحران-آب", "über-uns"]);
  });

  it("never take an id of the page template or a footnote", async () => {
    for (const id of await idsOf("## page_main\n\n## fn1\n\n## fnref2")) expect(id).not.toMatch(/^(?:page_|fn)/);
  });

  it("are removed when empty", async () => {
    const { html, headings } = await rendered("##\n\n## \n\nText.");
    expect(html.trim()).toBe("<p>Text.</p>");
    expect(headings).toEqual([]);
  });

  it("have a plain text that includes inline code", async () => {
    const { headings } = await rendered("## The **bold** `map()` of [it](/x)");
    expect(headings).toMatchObject([{ level: 2, text: "The bold map() of it", id: "the-bold-map-of-it" }]);
  });

  it("render formulas", async () => {
    expect(await htmlOf("## The $x_1$ norm")).toContain("<msub>");
  });

  it("have their line in the whole file", async () => {
    const { headings } = await rendered("Text.\r\n\r\n## One\r\n\r\nTwo\r\n---\r\n");
    expect(headings.map(({ place }) => place.line)).toEqual([3, 5]);
  });
});

describe("HTML headings", () => {
  it("are like Markdown headings", async () => {
    const { html, headings } = await rendered("<h2> Why a mentor? </h2>\n\nText.");
    expect(headings).toMatchObject([{ level: 2, id: "why-a-mentor", text: "Why a mentor?", place: { line: 1 } }]);
    expect(html).toContain('<h2 id="why-a-mentor"');
  });

  it("may span several lines", async () => {
    expect((await rendered("<h3>\nTwo\nlines\n</h3>")).headings).toMatchObject([{ level: 3, text: "Two lines" }]);
  });

  it("keep their id", async () => {
    expect(await idsOf('<h2 id="mine">Words</h2>')).toEqual(["mine"]);
  });

  it("do not absorb the line below", async () => {
    const { html, headings } = await rendered("<h2>One</h2>\nBelow.\n");
    expect(headings).toHaveLength(1);
    expect(html.indexOf("Below.")).toBeGreaterThan(html.indexOf("</h2>"));
  });
});

describe("ids written by authors", () => {
  it("are replaced when already in use", async () => {
    const ids = await idsOf('### Q\n\n<h2 id="q">Two</h2>\n\n<h2 id="page_main">Three</h2>');
    expect(ids).toEqual(["q", "two", "three"]);
  });

  it("are unique on the page", async () => {
    const html = await htmlOf(
      '<a name="one"></a>\n\n## One\n\n<div id="d">a</div>\n\n<div id="d">b</div>\n\n<p id="fn1">c</p>',
    );
    const found = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(found).toEqual(["one", "d"]);
  });
});
