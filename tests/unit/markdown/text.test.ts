import { describe, expect, it } from "vitest";
import { typeset } from "../../../src/markdown/plugins/quotes.ts";
import { htmlOf, rendered } from "./sample.ts";

describe("quotation marks", () => {
  it.each([
    ["en", "“a” ‘b’"],
    ["es", "«a» “b”"],
    ["de", "„a“ ‚b‘"],
    ["fr", "«\u00a0a\u00a0» ‹\u00a0b\u00a0›"],
    ["fa", "«a» ‹b›"],
    ["ar-EG", "«a» ‹b›"],
  ])("are those of the language %s", async (language, expected) => {
    expect(await htmlOf("\"a\" 'b'", { language })).toBe(`<p>${expected}</p>\n`);
  });

  it("are the only typographic replacement", async () => {
    expect(await htmlOf("(c) (tm) ... -- it's")).toBe("<p>(c) (tm) ... -- it’s</p>\n");
  });
});

describe("apostrophes", () => {
  it.each([
    ["the '90s and '24", "the ’90s and ’24"],
    ["rock 'n' roll", "rock ’n’ roll"],
    ["'Twas so. Get 'em!", "’Twas so. Get ’em!"],
    ["'quoted' and \"quoted\"", "‘quoted’ and “quoted”"],
    ["'90 percent' of it", "‘90 percent’ of it"],
  ])("are no opening quotation marks: %s", async (text, expected) => {
    expect(await htmlOf(text)).toBe(`<p>${expected}</p>\n`);
    expect(typeset(text, "en")).toBe(expected);
  });

  it("are the same in a title, in which nothing else is markup", () => {
    expect(typeset("It's <b>\"**bold**\"</b> & `'code'`", "en")).toBe("It’s <b>“**bold**”</b> & `‘code’`");
    expect(typeset('"Wort"', "de")).toBe("„Wort“");
  });
});

describe("Chinese and Japanese", () => {
  it("may have bold text beside punctuation", async () => {
    expect(await htmlOf("这是**重点。**后面")).toContain("<strong>重点。</strong>后面");
  });

  it("have no space where a line ends", async () => {
    expect(await htmlOf("这是第一行\n这是第二行")).toBe("<p>这是第一行这是第二行</p>\n");
    expect(await htmlOf("这是 Git\n的用法\nand so on")).toBe("<p>这是 Git\n的用法\nand so on</p>\n");
    expect(await htmlOf("한국어\n텍스트")).toBe("<p>한국어\n텍스트</p>\n");
  });

  it("may say how a word is read", async () => {
    const ruby = "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>";
    expect(await htmlOf(ruby)).toBe(`<p>${ruby}</p>\n`);
  });
});

describe("an address that begins with www.", () => {
  it("is a link, as on GitHub", async () => {
    const html = await htmlOf("See www.commonmark.org/help, or (www.example.com). Not wwwhat.example or www.");
    expect(html).toContain('<a href="http://www.commonmark.org/help" rel="noopener">www.commonmark.org/help</a>,');
    expect(html).toContain(">www.example.com</a>). Not wwwhat.example or www.</p>");
  });
});

describe("tables", () => {
  const TABLE = "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n";

  it("are aligned with classes", async () => {
    const html = await htmlOf(TABLE);
    for (const side of ["left", "center", "right"]) expect(html).toContain(`<td class="align-${side}">`);
    expect(html).not.toContain("style=");
  });

  it("have column scopes and a labelled scroll container", async () => {
    const html = await htmlOf(TABLE);
    expect(html.match(/<th[^>]* scope="col"/g)).toHaveLength(3);
    expect(html).toMatch(/<div class="table"[^>]* tabindex="0"[^>]* aria-label="Table/);
  });
});

describe("the plain text of a post", () => {
  it("is one line without markup, code blocks and formulas", async () => {
    const { text, words } = await rendered("## A *b*\n\nOne  [two](/x)\nthree.\n\n```\ncode\n```\n\n$$x$$\n\n- four\n");
    expect(text).toBe("A b One two three. four");
    expect(words).toBe(6);
  });

  it("includes footnotes and callouts", async () => {
    const { text } = await rendered("> [!NOTE]\n> in[^1]\n\n[^1]: below\n");
    expect(text).toContain("in");
    expect(text).toContain("below");
  });
});

describe("section breaks", () => {
  it("are before second-level headings, with the word count so far", async () => {
    const { html, breaks } = await rendered("One two.\n\n## A\n\nthree\n\n### B\n\n## C\n\nfour");
    expect(breaks.map(({ words }) => words)).toEqual([2, 5]);
    for (const { offset } of breaks) expect(html.slice(offset, offset + 4)).toBe("<h2 ");
  });

  it("are not in blockquotes, lists or footnotes", async () => {
    const { breaks } = await rendered("a[^1]\n\n> ## Q\n\n- ## L\n\n[^1]:\n    ## F\n");
    expect(breaks).toEqual([]);
  });

  it("are not inside HTML elements", async () => {
    expect((await rendered("<div>\n\n## In\n\n</div>\n")).breaks).toEqual([]);
  });

  it("have correct offsets after raw HTML is sanitised", async () => {
    const { html, breaks } = await rendered('a <script>x</script> <b class="y">c</b>\n\n## A\n');
    expect(breaks.map(({ offset }) => html.slice(offset, offset + 10))).toEqual(['<h2 id="a"']);
  });
});

describe("HTML without visible text", () => {
  it.each(["a <script>no()</script> b", "a\n\n<style>no</style>\n\nb", "a\n\n<!-- no -->\n\nb"])(
    "is not in the plain text: %s",
    async (text) => {
      const { text: read, words } = await rendered(text);
      expect(read).toBe("a b");
      expect(words).toBe(2);
    },
  );

  it("does not hide section breaks below it", async () => {
    const { breaks } = await rendered("<div>\n\na\n\n</div>\n\n## B\n\n<b>x</b>\n\n## C");
    expect(breaks).toHaveLength(2);
  });
});

describe("control characters", () => {
  it("are neither in the HTML nor in the plain text, headings and alternative texts", async () => {
    const { html, text, headings, pictures } = await rendered(
      "A\u0007 `b\u0001` [c\u007f](/c/)\n\n<p>d\u009f</p>\n\n## E\u0002\n\n![F\u001b](/f.png)\n",
    );
    expect([html, text].join()).not.toMatch(/[^\P{Cc}\n]/u);
    expect([text, headings[0]?.text, pictures[0]?.alt]).toEqual(["A b c d E F", "E", "F"]);
  });
});
