import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodedTerms, encodedTerms } from "../../../src/content/term_vectors.ts";

const counts = (text: string): number[] =>
  [...decodedTerms(encodedTerms({ title: "", tags: [], text }))].filter((_, index) => index % 2 === 1);

describe("term vectors", () => {
  it("count words case-insensitively, the most frequent first", () => {
    expect(counts("Mentor, mentor. MENTOR! A guide, a guide; a plan")).toEqual([3, 2, 1]);
  });

  it("ignore words of one or two letters", () => {
    expect(counts("an ox is at it")).toEqual([]);
    expect(counts("𝒶𝒷 𝒶𝒷𝒸")).toEqual([1]);
  });

  it("count every run of letters, marks and digits in any script", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "año",
        "नमस्ते",
        "分析师",
        "été",
        "e\u0301te",
        "𝒶𝒷𝒸",
        "x1y2",
        "İstanbul",
        "ﬁne",
        " ",
        "-",
        "🙂",
        "\ud800",
        "…",
      ),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{3,}/gu) ?? [];
        const total = counts(text).reduce((sum, count) => sum + count, 0);
        const few = new Set(words).size <= 64;
        expect(few ? total : words.length).toBe(words.length);
      }),
    );
  });
});
