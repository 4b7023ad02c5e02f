import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absoluteHtml } from "../../../src/outputs/absolute_html.ts";
import { relativeAddresses } from "../../site/validators.ts";

const PAGE = "https://blog.example/blog/a/";

describe("absoluteHtml", () => {
  it.each([
    ['<a href="#part">', '<a href="https://blog.example/blog/a/#part">'],
    ['<a href="../b/">', '<a href="https://blog.example/blog/b/">'],
    ['<a href="//other.example/x">', '<a href="https://other.example/x">'],
    ['<a href="/?a=1&amp;b=%22">', '<a href="https://blog.example/?a=1&amp;b=%22">'],
    ['<a href="mailto:a@b.c">', '<a href="mailto:a@b.c">'],
    [
      '<img alt="src=&quot;/x&quot;" src="/ü.jpg">',
      '<img alt="src=&quot;/x&quot;" src="https://blog.example/%C3%BC.jpg">',
    ],
    [
      '<img srcset="/a.webp 480w, /b,c.webp 960w">',
      '<img srcset="https://blog.example/a.webp 480w, https://blog.example/b,c.webp 960w">',
    ],
    ['<code>&lt;a href="/x"&gt;</code>', '<code>&lt;a href="/x"&gt;</code>'],
    ['<a href="http://[">', '<a href="http://[">'],
  ])("turns %s into %s", (html, expected) => {
    expect(absoluteHtml(html, PAGE)).toBe(expected);
  });

  it("leaves no relative URL, for random URLs", () => {
    const entities = new Map([
      ["&", "&amp;"],
      ["<", "&lt;"],
      [">", "&gt;"],
      ['"', "&quot;"],
    ]);
    const attribute = (text: string): string => text.replace(/[&<>"]/g, (one) => entities.get(one) ?? one);
    fc.assert(
      fc.property(
        fc.webPath(),
        fc.webQueryParameters(),
        fc.constantFrom("href", "src", "poster", "cite"),
        (path, query, name) => {
          fc.pre(URL.canParse(`${path}?${query}`, PAGE));
          const html = `<p>Text <x ${name}="${attribute(`${path}?${query}`)}">y</x></p>`;
          expect(relativeAddresses(absoluteHtml(html, PAGE))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
