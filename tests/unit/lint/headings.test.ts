import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, source } from "../../../src/base/source.ts";
import { autofix } from "../../../src/lint/fix/autofix.ts";

const ROOTS = ["https://blog.example/"];
const FRONT = "---\ntitle: My title\n---\n";

function repaired(body: string): { text: string; rules: string[] } {
  const done = autofix(source("x.md", FRONT + body), { checks: {}, roots: ROOTS });
  return {
    text: done.source.text.slice(FRONT.length),
    rules: done.problems.map(({ line, column, rule }) => `${line}:${column} ${rule}`),
  };
}

describe("a heading that repeats the title", () => {
  it.each([
    "# My title\n\nText.",
    "# **My Title!**\n\nText.",
    "My title\n========\n\nText.",
    "<h1>My title</h1>\n\nText.",
  ])("is taken out of %j", (body) => {
    const { text, rules } = repaired(body);
    expect(text.trim()).toBe("Text.");
    expect(rules).toEqual(["4:1 repeated-title"]);
  });

  it("is left where it is no heading of the first level", () => {
    expect(repaired("## My title\n\nText.")).toEqual({ text: "## My title\n\nText.", rules: [] });
  });

  it("leaves comments in code alone", () => {
    const body = "```python\n# My title\n```";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });
});

describe("other first-level headings", () => {
  it("move down with what is below them", () => {
    expect(repaired("# One\n\n## Part\n\n### Detail\n\n# Two\n\n## Part")).toEqual({
      text: "## One\n\n### Part\n\n#### Detail\n\n## Two\n\n### Part",
      rules: ["4:1 heading-level", "10:1 heading-level"],
    });
  });

  it("leave the sections before them as they are", () => {
    expect(repaired("## Before\n\n# One\n\n## Part").text).toBe("## Before\n\n## One\n\n### Part");
  });

  it("move down however they are written", () => {
    expect(repaired("One\n===\n\nPart\n----\n\n<h1>Two</h1>\n\nText.").text).toBe(
      "One\n---\n\n### Part\n\n<h2>Two</h2>\n\nText.",
    );
  });
});

describe("levels that are left out", () => {
  it("are closed, and the outline stays", () => {
    expect(repaired("### A\n\n##### B\n\n### C")).toEqual({
      text: "## A\n\n### B\n\n## C",
      rules: ["4:1 heading-level", "6:1 heading-level"],
    });
  });

  it("are no problem where a heading goes back up", () => {
    const body = "## A\n\n### B\n\n#### C\n\n## D";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });
});

describe("links to headings of the same post", () => {
  it("without an address lead to the heading of their text", () => {
    expect(repaired("1. [The *end*](<>)\n2. [Start]()\n\n## Start\n\n## The end")).toEqual({
      text: "1. [The *end*](#the-end)\n2. [Start](#start)\n\n## Start\n\n## The end",
      rules: ["4:4 empty-link", "5:4 empty-link"],
    });
  });

  it("stay empty where two headings have that text, or none", () => {
    const body = "[Part](<>) [Nowhere](<>)\n\n## Part\n\n## Part";
    expect(repaired(body).text).toBe(body);
    expect(repaired(body).rules).toEqual(["4:1 empty-link", "4:12 empty-link"]);
  });

  it("with a wrong address lead to the heading of their text, its number apart", () => {
    expect(repaired("[Methods](#our-methods)\n\n## 2. Methods").text).toBe("[Methods](#methods)\n\n## 2. Methods");
    expect(repaired("[more](#2-methods)\n\n## 2. Methods").text).toBe("[more](#methods)\n\n## 2. Methods");
  });

  it("that work are left alone", () => {
    const body = "[Somewhere](#methods)\n\n## Methods";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });
});

describe("repairs", () => {
  it("find the place in the file as written, after others in the same line", () => {
    expect(repaired("Itâ€™s [Part](<>)\n\n## Part").rules).toEqual(["4:3 mojibake", "4:8 empty-link"]);
  });

  it("leave code as it is", () => {
    const body = "`todayâ€™s`\n\n```\nâ€”\n```\n\n    â€™ indented";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });

  it("keep CRLF line ends", () => {
    expect(repaired("# One\r\n\r\n## Two\r\n").text).toBe("## One\r\n\r\n### Two\r\n");
  });
});

describe("repairs that would change what an author meant", () => {
  it.each([
    ["a heading that only sounds like the title", "C++", "# C#\n\nText.", "## C#\n\nText."],
    ["a heading of symbols", "😀", "# 🎉\n\nText.", "## 🎉\n\nText."],
  ])("are not made: %s", (_, title, body, expected) => {
    const front = `---\ntitle: ${title}\n---\n`;
    expect(autofix(source("x.md", front + body), { checks: {}, roots: ROOTS }).source.text).toBe(front + expected);
  });

  it("leave links to an author's own anchors and to footnotes", () => {
    const body = '<a id="m"></a>\n\n[Methods](#m) [^1] [note](#fn1)\n\n## Methods\n\n[^1]: Note.';
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });

  it("leave addresses as they are, which may be written like that on the disk", () => {
    const body = "![A](/assets/cafÃ©.jpg) and cafÃ©";
    expect(repaired(body).text).toBe("![A](/assets/cafÃ©.jpg) and café");
  });

  it("write nothing where the place of a link is not certain", () => {
    const body = "| h1 | h2 |\n|---|---|\n| a \\| b [Foo](<>) | c |\n\n## Foo";
    expect(repaired(body).text).toBe(body);
  });

  it("reach a link in a callout's title below a table", () => {
    const body = "| a | b |\n|---|---|\n| some words here and more | c |\n\n> [!NOTE] See [Foo](<>)\n\n## Foo";
    expect(repaired(body).text).toBe(body.replace("<>", "#foo"));
  });

  it("join the lines of a long heading, and keep a number sign at its end", () => {
    expect(repaired("# A\n\nLearn\nC #\n---").text).toBe("## A\n\n### Learn C \\#");
    expect(repaired("First line\nsecond line\n===").text).toBe("First line\nsecond line\n---");
  });

  it("move each of two headings on one line", () => {
    expect(repaired("<h1>a</h1><h1>b</h1>").text).toBe("<h2>a</h2><h2>b</h2>");
  });

  it("point links to what the outline has become", () => {
    expect(repaired("# My title\n\n[My title](<>)\n\n## My title").text).toBe(
      "\n\n[My title](#my-title)\n\n## My title",
    );
  });

  it("are not made where the site has switched their rule off", () => {
    const text = `${FRONT}# One\n\n[One](<>)`;
    expect(
      autofix(source("x.md", text), { checks: { "heading-level": "off", "empty-link": "off" }, roots: ROOTS }).source
        .text,
    ).toBe(text);
  });

  it("leave nothing to repair, whatever the text", () => {
    const line = fc.constantFrom(
      "# A",
      "## B",
      "#### C",
      "A",
      "===",
      "---",
      "",
      "[A](<>)",
      "[B](#x)",
      "<h1>A</h1>",
      "itâ€™s",
      "- x",
      "> # A",
      "```",
      "| a | b |",
      "|---|---|",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
        const text = ["---", "title: A", "---", ...lines].join(end);
        const once = autofix(source("x.md", text), { checks: {}, roots: ROOTS });
        const written = applyEdits(
          text,
          once.problems.flatMap(({ edit }) => edit ?? []),
        );
        expect(written).toBe(once.source.text);
        expect(
          autofix(source("x.md", written), { checks: {}, roots: ROOTS }).problems.filter(({ edit }) => edit),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
