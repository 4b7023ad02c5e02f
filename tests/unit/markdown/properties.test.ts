import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { PIECES } from "../../torture/pieces.ts";
import { rendered, structured } from "./sample.ts";

const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));

/** HTML that must never be in a page. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (/^(?:script|style|svg|object|embed|base|meta|link|form|textarea)$/.test(name)) found.push(name);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (/^on|^style$|^srcdoc$/.test(attribute)) found.push(`${name} ${attribute}`);
        if (/^(?:href|src)$/.test(attribute) && /^[\s\p{Cc}]*(?:java|vb)script:/iu.test(value))
          found.push(`${name} ${value}`);
      }
    },
  });
  parser.end(html);
  return found;
}

describe("random text", () => {
  it("is rendered without dangerous HTML, with all places inside the file", async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { html, headings, links, pictures, problems, breaks } = await rendered(text);
        expect(dangers(html)).toEqual([]);
        const lines = text.split(/\r\n?|\n/);
        for (const { line, column } of [
          ...[...headings, ...links, ...pictures].map(({ place }) => place),
          ...problems,
        ]) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
        }
        for (const { offset } of breaks) expect(html.slice(offset, offset + 4)).toBe("<h2 ");
      }),
      { numRuns: 600, seed: 20240117 },
    );
  });

  it("has a structure with all ranges inside the file", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { headings, links, code } = structured(text);
        const ranges = [
          ...headings.map(({ start, end }) => [start, end] as const),
          ...links.flatMap(({ targetStart, targetEnd }) =>
            targetStart === undefined || targetEnd === undefined ? [] : [[targetStart, targetEnd] as const],
          ),
          ...code,
        ];
        for (const [start, end] of ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 600, seed: 20240117 },
    );
  });
});
