import { describe, expect, it } from "vitest";
import { htmlOf, invalid, rendered } from "./sample.ts";

const TEXT = "One[^a] and two[^b].\n\n[^b]: Second.\n\n[^a]: First.\n\n    More of it.\n";

describe("footnotes", () => {
  it("are in order of reference, in a labelled section", async () => {
    const html = await htmlOf(TEXT);
    expect(html).toMatch(/<section class="footnotes"[^>]* aria-label="Footnotes"/);
    expect(html.indexOf("First.")).toBeLessThan(html.indexOf("Second."));
  });

  it("have numbers in the digits of the language", async () => {
    expect(await htmlOf(TEXT, { language: "fa" })).toContain(">۲</a>");
  });

  it("have links to the note and back", async () => {
    const html = await htmlOf(TEXT);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    const targets = [...html.matchAll(/\shref="#([^"]*)"/g)].map(([, target]) => target);
    expect(targets).toHaveLength(4);
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of targets) expect(ids).toContain(target);
    expect(html.match(/aria-label="Back to the text/g)).toHaveLength(2);
  });

  it("may be inline", async () => {
    expect(await htmlOf("One^[*within* it].")).toMatch(/<li[^>]*><p><em>within<\/em> it/);
  });

  it("report links in them with their place", async () => {
    const { links } = await rendered("One.\n\nTwo^[see [this](/there/)].");
    expect(links).toMatchObject([{ target: "/there/", text: "this", place: { line: 3, column: 10 } }]);
  });

  it("keep a nested inline note as text", async () => {
    expect(await htmlOf("One^[outer ^[inner] words].")).toContain("outer ^[inner] words");
  });

  it("stay text when undefined", async () => {
    expect(await htmlOf("One[^nobody].")).toContain("One[^nobody].");
  });
});

describe("a footnote with two references", () => {
  it("has two labelled back links with valid ids", async () => {
    const html = await htmlOf("a[^1] b[^1]\n\n[^1]: c\n");
    expect(invalid(html)).toEqual([]);
    const names = [...html.matchAll(/aria-label="(Back[^"]*)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(2);
  });
});
