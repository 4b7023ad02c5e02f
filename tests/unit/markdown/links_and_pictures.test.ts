import { describe, expect, it } from "vitest";
import { htmlOf, rendered } from "./sample.ts";

describe("links", () => {
  it("to other hosts have rel=noopener and open in the same tab", async () => {
    const html = await htmlOf("[a](https://other.example) [b](/here)");
    expect(html).toContain('<a href="https://other.example" rel="noopener">a</a> <a href="/here">b</a>');
    expect(html).not.toContain("target=");
  });

  it("are made from full URLs in text, not from file names", async () => {
    const html = await htmlOf("https://a.example me@b.example README.md script.sh www.omitted");
    expect(html.match(/<a /g)).toHaveLength(2);
    expect(html).toContain("README.md script.sh");
  });

  it("have the base path of the site", async () => {
    const html = await htmlOf('[a](/x) ![b](/y.png) <a href="/z">c</a> [d](//e.example/f)', { base: "/blog/" });
    for (const address of ["/blog/x", "/blog/y.png", "/blog/z", "//e.example/f"])
      expect(html).toContain(`"${address}"`);
  });

  it.each(["[x](javascript:alert(1))", "[x](JavaScript:alert(1))", "[x](vbscript:x)", "[x](data:text/html,x)"])(
    "are not made from %s, which is reported",
    async (text) => {
      const { html, links, problems } = await rendered(text);
      expect(html).not.toContain("<a");
      expect(links).toEqual([]);
      expect(problems).toMatchObject([{ rule: "unsafe-html", severity: "warn", line: 1 }]);
    },
  );

  it("are not reported in code", async () => {
    expect((await rendered("`[x](javascript:y)`")).problems).toEqual([]);
  });

  it("are collected as URLs from Markdown and HTML", async () => {
    const { links } = await rendered('[a](/x\\_y) [b](/p&amp;q) [c](/ü%20) <a href="/h?a&amp;b">d</a>\n');
    expect(links.map(({ target }) => target).sort()).toEqual(["/h?a&b", "/p&q", "/x_y", "/ü%20"]);
  });
});

describe("images", () => {
  it("are lazy and keep their alt text", async () => {
    const html = await htmlOf('![A *b*](/a.png)\n\n<img src="/b.png" alt="C" width="100%" class="img-fluid">');
    expect(html).toContain('<img src="/a.png" alt="A b" loading="lazy" decoding="async">');
    expect(html).toContain('<img src="/b.png" alt="C" loading="lazy" decoding="async">');
  });

  it("become figures when they stand alone with a title", async () => {
    expect(await htmlOf('![a](/a.png "Words")')).toMatch(
      /<figure><img src="\/a.png" alt="a"[^>]*><figcaption>Words<\/figcaption><\/figure>/,
    );
    expect(await htmlOf('x ![a](/a.png "Words")')).not.toContain("<figure");
    expect(await htmlOf("![a](/a.png)")).not.toContain("<figure");
  });

  it("name in their title a caption, who made them, and how wide they are", async () => {
    expect(await htmlOf('![a](/a.png "The room | Photo: Ada | wide")')).toMatch(
      /<figure class="figure-wide"><img [^>]*><figcaption>The room <span class="credit">Photo: Ada<\/span><\/figcaption>/,
    );
    expect(await htmlOf('![a](/a.png "full")')).toMatch(/<figure class="figure-full"><img [^>]*><\/figure>/);
    expect(await htmlOf('![a](/a.png "A wide room")')).toMatch(/<figure><img [^>]*><figcaption>A wide room</);
  });

  it("are collected with their places from Markdown and HTML", async () => {
    const { pictures } = await rendered('> a ![b](/b.png)\n\n1. <img src="/c.png" alt="d &amp; e">\n');
    expect(pictures).toEqual([
      { target: "/b.png", alt: "b", place: { line: 1, column: 5 } },
      { target: "/c.png", alt: "d & e", place: { line: 3, column: 4 } },
    ]);
  });
});
