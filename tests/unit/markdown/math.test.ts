import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

const count = (html: string) => html.match(/<math/g)?.length ?? 0;

describe("formulas", () => {
  it.each([
    ["$x_1$"],
    ["so $x$, then"],
    ["($x$)"],
    ["\\(x_1\\)"],
    ["$$x$$"],
    ["text $$x$$ text"],
    ["\\[x\\]"],
    ["- item \\(x\\)"],
    ["| a |\n|---|\n| $x$ |"],
  ])("are recognised in %s", async (text) => {
    expect(count(await htmlOf(text))).toBe(1);
  });

  it.each([
    ["It pays $350,000 to $400K."],
    ["Between $2K–$5K, and then $9."],
    ["Put $HOME/$PATH there."],
    ["$ x $"],
    ["a$b$c"],
    ["\\$x$"],
    ["$5 and\n\n6$"],
    ["`$x$`"],
    ["his book \\[title: Was He Right?] was good"],
    ["\\(never closed"],
    ["Set $HOME, then `echo $PATH$` twice."],
    ['`$#` is a count, `$*` all ($1 $2 ...), `"$@"` each, `$-` flags, `$$` the process.'],
    ["Earn $100k or $200k; `$x$` is a formula in Markdown."],
    ["Between $$ and `$$`."],
    ["\\[never closed"],
    ["$$"],
    ["$$$$"],
  ])("are not recognised in %j", async (text) => {
    expect(count(await htmlOf(text))).toBe(0);
  });

  it("leave other escaped brackets alone", async () => {
    expect(await htmlOf("a \\[title: What?] b")).toContain("a [title: What?] b");
  });

  it("may be blocks between lines of a paragraph", async () => {
    const html = await htmlOf("Hence:  \n\\[\na_i * b_i * c\n\\]\nWhere:\n- one\n");
    expect(html).toMatch(/<p>Hence:<\/p>[\s\S]*<math display="block"[\s\S]*<p>Where:<\/p>\s*<ul>/);
    expect(html).not.toContain("<em>");
  });

  it("may be blocks in a list item", async () => {
    expect(await htmlOf("- An item:\n  \\[\n  x\n  \\]\n- Another")).toMatch(
      /<li>[\s\S]*display="block"[\s\S]*<\/li>\s*<li>Another/,
    );
  });

  it("may be blocks in $$", async () => {
    expect(await htmlOf("$$\na = b\n$$\n")).toContain('<math display="block"');
  });

  it("are not changed by emphasis, smart quotes or escapes", async () => {
    const html = await htmlOf("$a_1 * b_2 * c'$ and $\\{x\\}$");
    expect(html).not.toMatch(/<em>|’/);
    expect(html).toContain("{");
  });

  it("have no inline styles", async () => {
    const html = await htmlOf("$$\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\color{red}{x} \\boxed{y}$$");
    expect(html).toContain("<mtable");
    expect(html).not.toContain(" style=");
  });

  it("cannot contain scripts or links", async () => {
    const html = await htmlOf("$\\href{javascript:alert(1)}{x}$ $\\text{<script>}$");
    expect(html).not.toMatch(/<script|href=/);
  });
});

describe("an invalid formula", () => {
  it.each(["\\frac{1", "x^^2", "\\unheard{x}", "\\def\\a{\\a\\a}\\a", "{".repeat(20_000)])(
    "is shown as its source: %.20s",
    async (tex) => {
      const { html, problems } = await rendered(`A $${tex}$ b`);
      expect(html).toContain(`<code>${tex}</code>`);
      expect(problems).toMatchObject([{ rule: "formula", severity: "warn", line: 1, column: 3 }]);
    },
  );

  it("is reported at its place in a block too", async () => {
    const { problems } = await rendered("One.\n\n$$\n\\frac{\n$$\n");
    expect(problems).toMatchObject([{ rule: "formula", line: 3 }]);
  });
});

describe("images of formulas", () => {
  const ADDRESS = "https://latex.codecogs.com/svg.latex?\\Large&space;\\mu_1";

  it.each([
    ["in Markdown", `![mu](${ADDRESS})`],
    ["in \\( \\)", `where \\( ![mu](${ADDRESS}) \\) is`],
    ["in HTML", `<img src="${ADDRESS}" alt="mu"/>`],
    ["percent-encoded", "![mu](https://latex.codecogs.com/svg.latex?%5Cmu_1)"],
  ])("become formulas: %s", async (_, text) => {
    const html = await htmlOf(text);
    expect(html).toContain("<msub><mi>μ</mi><mn>1</mn></msub>");
    expect(html).not.toMatch(/<img|Large|codecogs/);
  });
});
