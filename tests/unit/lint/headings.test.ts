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
  ])("is removed from %j", (body) => {
    const { text, rules } = repaired(body);
    expect(text.trim()).toBe("Text.");
    expect(rules).toEqual(["4:1 repeated-title"]);
  });

  it("is removed with the empty lines below it", () => {
    expect(repaired("\n# My title\n\nText.").text).toBe("\nText.");
    expect(repaired("# My title\n\nText.").text).toBe("\nText.");
    expect(repaired("\n# My title\n\n    code\n").text).toBe("\n    code\n");
    expect(repaired("One.\n# My title\n\nTwo.").text).toBe("One.\n\n\nTwo.");
  });

  it("is kept below the first level", () => {
    expect(repaired("## My title\n\nText.")).toEqual({ text: "## My title\n\nText.", rules: [] });
  });

  it("is not a comment in code", () => {
    const body = "```python\n# My title\n```";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });
});

describe("other first-level headings", () => {
  it("are demoted with their subsections", () => {
    expect(repaired("# One\n\n## Part\n\n### Detail\n\n# Two\n\n## Part")).toEqual({
      text: "## One\n\n### Part\n\n#### Detail\n\n## Two\n\n### Part",
      rules: ["4:1 heading-level", "10:1 heading-level"],
    });
  });

  it("do not change sections before them", () => {
    expect(repaired("## Before\n\n# One\n\n## Part").text).toBe("## Before\n\n## One\n\n### Part");
  });

  it("are demoted in setext and HTML syntax too", () => {
    expect(repaired("One\n===\n\nPart\n----\n\n<h1>Two</h1>\n\nText.").text).toBe(
      "One\n---\n\n### Part\n\n<h2>Two</h2>\n\nText.",
    );
  });
});

describe("skipped heading levels", () => {
  it("are closed up, keeping the outline", () => {
    expect(repaired("### A\n\n##### B\n\n### C")).toEqual({
      text: "## A\n\n### B\n\n## C",
      rules: ["4:1 heading-level", "6:1 heading-level"],
    });
  });

  it("are accepted where the outline goes back up", () => {
    const body = "## A\n\n### B\n\n#### C\n\n## D";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });
});

describe("links to headings of the same post", () => {
  it("without a target lead to the heading with their text", () => {
    expect(repaired("1. [The *end*](<>)\n2. [Start]()\n\n## Start\n\n## The end")).toEqual({
      text: "1. [The *end*](#the-end)\n2. [Start](#start)\n\n## Start\n\n## The end",
      rules: ["4:4 empty-link", "5:4 empty-link"],
    });
  });

  it("stay empty when no heading or two headings have their text", () => {
    const body = "[Part](<>) [Nowhere](<>)\n\n## Part\n\n## Part";
    expect(repaired(body).text).toBe(body);
    expect(repaired(body).rules).toEqual(["4:1 empty-link", "4:12 empty-link"]);
  });

  it("with a wrong target lead to the heading with their text, ignoring numbers", () => {
    expect(repaired("[Methods](#our-methods)\n\n## 2. Methods").text).toBe("[Methods](#methods)\n\n## 2. Methods");
    expect(repaired("[more](#2-methods)\n\n## 2. Methods").text).toBe("[more](#methods)\n\n## 2. Methods");
  });

  it("with a valid target are kept", () => {
    const body = "[Somewhere](#methods)\n\n## Methods";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });
});

describe("repairs", () => {
  it("have correct places after other repairs in the same line", () => {
    expect(repaired("Itâ€™s [Part](<>)\n\n## Part").rules).toEqual(["4:3 mojibake", "4:8 empty-link"]);
  });

  it("do not change code", () => {
    const body = "`todayâ€™s`\n\n```\nâ€”\n```\n\n    â€™ indented";
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });

  it("keep CRLF line endings", () => {
    expect(repaired("# One\r\n\r\n## Two\r\n").text).toBe("## One\r\n\r\n### Two\r\n");
  });
});

describe("repairs in ambiguous cases", () => {
  it.each([
    ["a heading similar to the title", "C++", "# C#\n\nText.", "## C#\n\nText."],
    ["a heading of symbols", "😀", "# 🎉\n\nText.", "## 🎉\n\nText."],
  ])("do not remove %s", (_, title, body, expected) => {
    const front = `---\ntitle: ${title}\n---\n`;
    expect(autofix(source("x.md", front + body), { checks: {}, roots: ROOTS }).source.text).toBe(front + expected);
  });

  it("keep links to HTML anchors and footnotes", () => {
    const body = '<a id="m"></a>\n\n[Methods](#m) [^1] [note](#fn1)\n\n## Methods\n\n[^1]: Note.';
    expect(repaired(body)).toEqual({ text: body, rules: [] });
  });

  it("do not change URLs, which may match file names on disk", () => {
    const body = "![A](/assets/cafÃ©.jpg) and cafÃ©";
    expect(repaired(body).text).toBe("![A](/assets/cafÃ©.jpg) and café");
  });

  it("do not guess the position of a link", () => {
    const body = "| h1 | h2 |\n|---|---|\n| a \\| b [Foo](<>) | c |\n\n## Foo";
    expect(repaired(body).text).toBe(body);
  });

  it("fill a link in a callout title below a table", () => {
    const body = "| a | b |\n|---|---|\n| some words here and more | c |\n\n> [!NOTE] See [Foo](<>)\n\n## Foo";
    expect(repaired(body).text).toBe(body.replace("<>", "#foo"));
  });

  it("join the lines of a setext heading, and escape a final number sign", () => {
    expect(repaired("# A\n\nLearn\nC #\n---").text).toBe("## A\n\n### Learn C \\#");
    expect(repaired("First line\nsecond line\n===").text).toBe("First line\nsecond line\n---");
  });

  it("demote both headings on one line", () => {
    expect(repaired("<h1>a</h1><h1>b</h1>").text).toBe("<h2>a</h2><h2>b</h2>");
  });

  it("compute links from the repaired outline", () => {
    expect(repaired("# My title\n\n[My title](<>)\n\n## My title").text).toBe("\n[My title](#my-title)\n\n## My title");
  });

  it("respect rules that are switched off", () => {
    const text = `${FRONT}# One\n\n[One](<>)`;
    expect(
      autofix(source("x.md", text), { checks: { "heading-level": "off", "empty-link": "off" }, roots: ROOTS }).source
        .text,
    ).toBe(text);
  });

  it("are idempotent for random text", () => {
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
