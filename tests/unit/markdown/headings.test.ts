import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

const idsOf = async (text: string) => (await rendered(text)).headings.map(({ id }) => id);

describe("headings", () => {
  it("have the id that GitHub would give them", async () => {
    expect(await idsOf("## What is it, really?\n\n## Bias & Variance")).toEqual([
      "what-is-it-really",
      "bias--variance",
    ]);
  });

  it("have no subscripts, superscripts, fractions or emoji in their id, as on GitHub", async () => {
    expect(await idsOf("## H₂O and E = mc²\n\n## A ½ hour ❤️\n\n## Part Ⅳ of `snake_case`")).toEqual([
      "ho-and-e--mc",
      "a--hour-",
      "part-ⅳ-of-snake_case",
    ]);
  });

  it("have an id of their own when they share their words", async () => {
    const ids = await idsOf("## Why\n\n## Why\n\n## Why-1\n\n## Why");
    expect(ids.slice(0, 2)).toEqual(["why", "why-1"]);
    expect(new Set(ids).size).toBe(4);
  });

  it("have an id that begins with a letter, whatever they begin with", async () => {
    for (const id of await idsOf("## 1. First\n\n## 2024\n\n## — dash")) expect(id).toMatch(/^\p{L}/u);
  });

  it("have an id even when there is no letter in them", async () => {
    const ids = await idsOf("## 🎉\n\n## !?\n\n## 42");
    expect(ids[0]).toBe("section");
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain("");
  });

  it("keep the letters of other scripts in their id", async () => {
    expect(await idsOf("## بحران آب\n\n## Über uns")).toEqual(["بحران-آب", "über-uns"]);
  });

  it("never take an id of the page around the text or of a footnote", async () => {
    for (const id of await idsOf("## page_main\n\n## fn1\n\n## fnref2")) expect(id).not.toMatch(/^(?:page_|fn)/);
  });

  it("are not in the page when there is nothing in them", async () => {
    const { html, headings } = await rendered("##\n\n## \n\nText.");
    expect(html.trim()).toBe("<p>Text.</p>");
    expect(headings).toEqual([]);
  });

  it("have a text without markup, with that of code", async () => {
    const { headings } = await rendered("## The **bold** `map()` of [it](/x)");
    expect(headings).toMatchObject([{ level: 2, text: "The bold map() of it", id: "the-bold-map-of-it" }]);
  });

  it("show formulas", async () => {
    expect(await htmlOf("## The $x_1$ norm")).toContain("<msub>");
  });

  it("stand at their line of the whole file", async () => {
    const { headings } = await rendered("Text.\r\n\r\n## One\r\n\r\nTwo\r\n---\r\n");
    expect(headings.map(({ place }) => place.line)).toEqual([3, 5]);
  });
});

describe("headings written as HTML", () => {
  it("are headings like any other", async () => {
    const { html, headings } = await rendered("<h2> Why a mentor? </h2>\n\nText.");
    expect(headings).toMatchObject([{ level: 2, id: "why-a-mentor", text: "Why a mentor?", place: { line: 1 } }]);
    expect(html).toContain('<h2 id="why-a-mentor"');
  });

  it("may go over several lines", async () => {
    expect((await rendered("<h3>\nTwo\nlines\n</h3>")).headings).toMatchObject([{ level: 3, text: "Two lines" }]);
  });

  it("keep an id that they bring", async () => {
    expect(await idsOf('<h2 id="mine">Words</h2>')).toEqual(["mine"]);
  });

  it("do not swallow the line below", async () => {
    const { html, headings } = await rendered("<h2>One</h2>\nBelow.\n");
    expect(headings).toHaveLength(1);
    expect(html.indexOf("Below.")).toBeGreaterThan(html.indexOf("</h2>"));
  });
});

describe("ids that authors wrote", () => {
  it("give way to those that are taken, and stop nothing", async () => {
    const ids = await idsOf('### Q\n\n<h2 id="q">Two</h2>\n\n<h2 id="page_main">Three</h2>');
    expect(ids).toEqual(["q", "two", "three"]);
  });

  it("stand on the page once", async () => {
    const html = await htmlOf(
      '<a name="one"></a>\n\n## One\n\n<div id="d">a</div>\n\n<div id="d">b</div>\n\n<p id="fn1">c</p>',
    );
    const found = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(found).toEqual(["one", "d"]);
  });
});
