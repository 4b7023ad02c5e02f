import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverOf } from "../../../src/media/generated_cover.ts";

describe("the generated cover of a title", () => {
  const titles = Array.from({ length: 60 }, (_, at) => `Post number ${at}`);

  it("is deterministic and different for each title", () => {
    expect(titles.map(coverOf)).toEqual(titles.map(coverOf));
    expect(new Set(titles.map((title) => JSON.stringify(coverOf(title)))).size).toBe(titles.length);
    expect(new Set(titles.map((title) => coverOf(title).isNight)).size).toBe(2);
  });

  it("consists of a few small paths, for random titles", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        const { soft, firm, line, spark } = coverOf(title);
        for (const path of [soft, firm, line, spark]) expect(path).toMatch(/^(?:[MLHVhvaCSz]?[\d .-]+z?)*$/);
        expect(spark).not.toBe("");
        expect(soft.length + firm.length + line.length + spark.length).toBeLessThan(1000);
      }),
    );
  });
});
