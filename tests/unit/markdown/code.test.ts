import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

describe("code blocks", () => {
  it("are highlighted with classes, not inline styles", async () => {
    const html = await htmlOf("```python\nx = 'a'  # why\n```\n");
    expect(html).toContain('<span class="tok-comment"># why</span>');
    expect(html).not.toContain("style=");
  });

  it("carry their language", async () => {
    expect(await htmlOf("```python\nx\n```")).toContain('data-language="python"');
  });

  it("are scrollable with the keyboard", async () => {
    expect(await htmlOf("```\nx\n```")).toMatch(/<pre[^>]* tabindex="0"/);
  });

  it.each(["py", "Python", "Python3 code", "python {1,3}"])("recognise the language name “%s”", async (info) => {
    const { html, problems } = await rendered(`\`\`\`${info}\nx = 1\n\`\`\``);
    expect(html).toContain('data-language="python"');
    expect(problems).toEqual([]);
  });

  it.each(["", "text", "plaintext", "txt"])("are plain, without a warning, for language “%s”", async (info) => {
    const { html, problems } = await rendered(`\`\`\`${info}\na < b\n\`\`\``);
    expect(html).toContain("a &lt; b");
    expect(html).not.toContain("tok-");
    expect(problems).toEqual([]);
  });

  it("are plain for an unknown language, with a warning and a suggestion", async () => {
    const { html, problems } = await rendered("Text.\n\n```pyhton\nx = 1\n```");
    expect(html).toContain("x = 1");
    expect(problems).toMatchObject([{ rule: "unknown-language", line: 3, hint: "Did you mean `python`?" }]);
  });

  it("may be indented", async () => {
    expect(await htmlOf("    a <b>\n")).toMatch(/<pre[^>]*><code>a &lt;b&gt;/);
  });

  it("keep braces, HTML and formulas", async () => {
    const html = await htmlOf("```\n{{ x }} {% y %} <script> $z$\n```\n\n`{{ x }}` and {{ y }}");
    expect(html).toContain("{{ x }} {% y %} &lt;script&gt; $z$");
    expect(html).toContain("<code>{{ x }}</code> and {{ y }}");
  });

  it("are rendered the same with raw HTML in the post", async () => {
    const code = "```js\nlet a = '<b>';\n```\n";
    expect(await htmlOf(`<b>x</b>\n\n${code}`)).toContain(await htmlOf(code));
  });
});
