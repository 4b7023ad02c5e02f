import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

describe("bold text with a space on the wrong side", () => {
  it("is one finding", async () => {
    expect(await findings("**Bold **text here.")).toEqual(["1:1 glued-emphasis"]);
  });
});

describe("unclosed markup", () => {
  it.each([
    ["a code block", "Text.\n\n```python\nx = 1\n\n## A heading\n\nThe rest.\n", "3:1 unclosed-code"],
    ["a code block with a shorter closing fence", "````\nx\n```\n\nText.", "1:1 unclosed-code"],
    ["a code block with tildes", "~~~\nx\n\nText.", "1:1 unclosed-code"],
    ["a code block in a list", "- An item:\n  ```\n  x\n\nText.", "2:3 unclosed-code"],
    ["bold text", "Some **important text that never ends.", "1:6 unclosed-emphasis"],
    ["bold text after other bold text", "A **bold** word and **another.\n\nText.", "1:21 unclosed-emphasis"],
    ["bold text in a list item", "- **One: text\n- **Two**: text", "1:3 unclosed-emphasis"],
    ["an HTML block element", 'Text.\n\n<div class="note">\n\nNever closed.', "3:1 unclosed-html"],
    ["an inline HTML element", "Some <strong>words here.", "1:6 unclosed-html"],
    ["a nested HTML element", "<div><span>text</div>", "1:6 unclosed-html"],
    ["a formula in \\( \\)", "The loss is \\(\\frac{1}{n} over all rows.", "1:13 unclosed-formula"],
    ["a formula in \\[ \\]", "Then:\n\n\\[x_1 = 2\n\nMore.", "3:1 unclosed-formula"],
    ["a formula in $$", "Then $$x_1 = 2 and more.", "1:6 unclosed-formula"],
  ])("is reported: %s", async (_, body, found) => {
    expect(await findings(body)).toEqual([found]);
  });

  it.each([
    ["closed code blocks", "```\nx\n```\n\n> ```\n> y\n> ```\n\n- Item\n\n  ~~~\n  z\n  ~~~\n"],
    ["code that shows a fence", "````\n```\n````\n"],
    ["bold text over two lines", "Some **bold\ntext** here."],
    ["asterisks in code", "Write `**kwargs` or `a ** b`."],
    ["powers", "It is 2 ** 3, and escaped \\*\\*this."],
    ["a thematic break", "Text.\n\n***\n\nText."],
    ["elements with optional end tags", "<p>Text.\n<br>\n<img src='/a.png' alt='A'>\n<ul><li>One<li>Two</ul>"],
    ["an element that encloses Markdown", "<div>\n\nText **bold**.\n\n</div>"],
    ["a tag in code", "Use `<div>` or:\n\n    <div>\n\n```html\n<section>\n```\n"],
    ["a comparison", "If a <b and c> d, or x<y."],
    ["a formula", "It is \\(x_1\\), $y_2$ and $$z_3$$.\n\n$$\na_1 = b\n$$\n"],
    ["escaped brackets", "His book \\[Smith 2020] and \\(so on."],
    ["prices", "It costs $$ to $$$, and $5."],
  ])("is not reported in %s", async (_, body) => {
    expect((await findings(body)).filter((found) => found.includes("unclosed"))).toEqual([]);
  });
});

describe("dollar amounts in bold", () => {
  it("are not reported as formulas", async () => {
    expect(await findings("The salary is **$120,000–$140,000 AUD per year**, up to **$180,000 AUD**.")).toEqual([]);
  });
});
