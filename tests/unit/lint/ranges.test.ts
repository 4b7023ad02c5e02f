import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Range, within } from "../../../src/lint/fix/ranges.ts";

const range = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]): Range => [start, start + length]);

describe("within(ranges)", () => {
  it("is true exactly if a range overlaps one of the given ranges", () => {
    fc.assert(
      fc.property(fc.array(range), range, (ranges, [start, end]) => {
        expect(within(ranges)(start, end)).toBe(ranges.some(([from, to]) => start < to && end > from));
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
