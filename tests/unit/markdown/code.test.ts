import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

describe("blocks of code", () => {
  it("are coloured by classes, not by styles", async () => {
    const html = await htmlOf("```python\nx = 'a'  # why\n```\n");
    expect(html).toContain('<span class="tok-comment"># why</span>');
    expect(html).not.toContain("style=");
  });

  it("name their language", async () => {
    expect(await htmlOf("```python\nx\n```")).toContain('data-language="python"');
  });

  it("can be scrolled with the keyboard", async () => {
    expect(await htmlOf("```\nx\n```")).toMatch(/<pre[^>]* tabindex="0"/);
  });

  it.each(["py", "Python", "Python3 code", "python {1,3}"])("know a language as %s", async (info) => {
    const { html, problems } = await rendered(`\`\`\`${info}\nx = 1\n\`\`\``);
    expect(html).toContain('data-language="python"');
    expect(problems).toEqual([]);
  });

  it.each(["", "text", "plaintext", "txt"])("are plain without a word when their language is “%s”", async (info) => {
    const { html, problems } = await rendered(`\`\`\`${info}\na < b\n\`\`\``);
    expect(html).toContain("a &lt; b");
    expect(html).not.toContain("tok-");
    expect(problems).toEqual([]);
  });

  it("are plain when nobody knows their language, which is reported with the one that was meant", async () => {
    const { html, problems } = await rendered("Text.\n\n```pyhton\nx = 1\n```");
    expect(html).toContain("x = 1");
    expect(problems).toMatchObject([{ rule: "unknown-language", line: 3, hint: "Did you mean `python`?" }]);
  });

  it("are code when they are indented", async () => {
    expect(await htmlOf("    a <b>\n")).toMatch(/<pre[^>]*><code>a &lt;b&gt;/);
  });

  it("keep braces, HTML and formulas as they are", async () => {
    const html = await htmlOf("```\n{{ x }} {% y %} <script> $z$\n```\n\n`{{ x }}` and {{ y }}");
    expect(html).toContain("{{ x }} {% y %} &lt;script&gt; $z$");
    expect(html).toContain("<code>{{ x }}</code> and {{ y }}");
  });

  it("are the same beside raw HTML", async () => {
    const code = "```js\nlet a = '<b>';\n```\n";
    expect(await htmlOf(`<b>x</b>\n\n${code}`)).toContain(await htmlOf(code));
  });
});
