import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ADDRESS, addressesIn, FORMS, foreignIn } from "../../torture/hostile_addresses.ts";
import { rendered } from "./sample.ts";

describe("a URL in a post", () => {
  it("is rendered only if allowed, without losing the text, in every syntax", async () => {
    await fc.assert(
      fc.asyncProperty(ADDRESS, fc.constantFrom(...FORMS), async (to, form) => {
        const { html } = await rendered(form(to));
        expect(foreignIn(html)).toEqual([]);
        expect(html).toContain("word");
      }),
      { numRuns: 1_500 },
    );
  });

  it.each(
    ["javascript:x", "ms-msdt:/id%20x", "intent://x#Intent;end", "view-source:https://x.example"].flatMap((to) =>
      [0, 1, 2, 3, 5, 7, 9, 10, 13, 14, 17, 18, 19, 21].map((index) => [FORMS[index]?.(to) ?? "", to] as const),
    ),
  )("is reported when refused: %j", async (text, to) => {
    const { html, problems } = await rendered(text);
    expect(addressesIn(html).map((found) => found.address)).not.toContain(to);
    const scheme = to.slice(0, to.indexOf(":") + 1);
    const told = problems.filter(({ rule, message }) => rule === "unsafe-html" && message.includes(`\`${scheme}\``));
    expect(told.length).toBeGreaterThan(0);
    for (const { line, column } of told) expect([line > 0, column > 0]).toEqual([true, true]);
  });

  it("is reported once, at the link", async () => {
    const { problems } = await rendered("First line.\n\nSecond, [a](https://a.example) and [b](search-ms:x).\n");
    expect(problems.map(({ line, column, rule, severity }) => [line, column, rule, severity])).toEqual([
      [3, 36, "unsafe-html", "warn"],
    ]);
  });

  it("is reported in plain text as well", async () => {
    const { html, problems } = await rendered("One.\n\nSee ftp://x.example/file for more.\n");
    expect(html).toContain("<p>See ftp://x.example/file for more.</p>");
    expect(problems.map(({ line, rule }) => [line, rule])).toEqual([[3, "unsafe-html"]]);
  });

  it("may have a scheme that the site adds", async () => {
    const text = '[a](sms:+1555) <a href="matrix:r/x">b</a> [c](gopher://x) ![d](sms:+1)\n';
    const { html, problems } = await rendered(text, { linkSchemes: ["sms", "matrix"] });
    expect(html).toContain('<a href="sms:+1555">a</a> <a href="matrix:r/x">b</a> c d');
    expect(problems).toHaveLength(2);
  });

  it("may be a data URL of a small image", async () => {
    const picture = "![Dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=)";
    for (const text of [picture, `${picture}\n\n<b>mixed</b>`]) {
      const { html, problems } = await rendered(text);
      expect(html).toContain('src="data:image/gif;base64,R0lGODlhAQABAAAAACw="');
      expect(problems).toEqual([]);
    }
  });
});
