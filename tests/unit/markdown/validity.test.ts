import { describe, expect, it } from "vitest";
import { htmlOf, invalid } from "./sample.ts";

const SAMPLES = {
  headings: "## 1. One\n\n### Two\n\n## 🎉\n\n## One\n\n##\n\n## The $x$ norm",
  lists: "- a\n- b\n\n  c\n\n3. d\n4. e\n\n- [ ] f [g](/x)\n- [x] h\n\n  i",
  tables: "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n|   | c |\n|---|---|\n| 3 | 4 |",
  callouts: "> [!NOTE]\n> a\n\n> [!TIP] b\n\n> [!CAUTION]\n> > c\n> - d",
  footnotes: "a[^1] b[^n]\n\n[^1]: c\n\n    d\n\n[^n]: - e\n",
  code: "```python\nx = '<b>'\n```\n\n    y\n\n```\nz\n```\n\n- ```js\n  w\n  ```",
  formulas:
    "$a<b$ and $$c$$\n\n\\[\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n\\]\n\n$\\frac{$ x $\\sqrt[3]{x} \\vec{A}$",
  links: 'https://a.example <b@c.example> [d](/e "f") [g]() ![h](/i.png)\n\n![j](/k.png "l")\n\n![](/m.png)',
  html: '<p align="center">a</p>\n\n<img src="/a.png">\n\n<details>\n<summary>b</summary>\n\nc\n\n</details>\n\n<iframe src="https://video.example/1"></iframe>\n\n<b>d',
  "dropped html": "a <script>b</script> <form><input></form> <b onclick=x style=y>c</b> <!-- d -->\n\n<o:p></o:p>\n",
  quotes: '> a\n> > b\n\n---\n\n"c" it\'s',
};

describe("rendered Markdown", () => {
  it.each(Object.entries(SAMPLES))("is valid HTML: %s", async (_, text) => {
    expect(invalid(await htmlOf(text))).toEqual([]);
  });

  it.each(Object.entries(SAMPLES))("is valid HTML inside raw HTML: %s", async (_, text) => {
    expect(invalid(await htmlOf(`<div>\n\n${text}\n\n</div>\n`))).toEqual([]);
  });

  it.each(Object.entries(SAMPLES))("is independent of line endings: %s", async (_, text) => {
    expect(await htmlOf(text.replaceAll("\n", "\r\n"))).toBe(await htmlOf(text));
  });

  it.each(Object.entries(SAMPLES))("is deterministic: %s", async (_, text) => {
    expect(await htmlOf(text)).toBe(await htmlOf(text));
  });
});
