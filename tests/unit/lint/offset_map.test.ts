import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit } from "../../../src/base/diagnostic.ts";
import { applyEdits } from "../../../src/base/source.ts";
import { offsetMap } from "../../../src/lint/fix/offset_map.ts";

const LENGTH = 60;
/** All characters differ, so that each can be located. */
const WRITTEN = String.fromCharCode(...Array.from({ length: LENGTH }, (_, at) => 0x4e00 + at));

const edit = fc
  .tuple(
    fc.integer({ min: 0, max: LENGTH - 1 }),
    fc.integer({ min: 0, max: 5 }),
    fc.string({ unit: "grapheme-ascii", maxLength: 4 }),
  )
  .map(([start, length, text]): Edit => ({ start, end: Math.min(start + length, LENGTH), text }));

describe("offsetMap", () => {
  it("maps every kept character to its original offset", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const back = offsetMap(edits);
        for (const [at, character] of [...applyEdits(WRITTEN, edits)].entries()) {
          if (WRITTEN.includes(character)) expect(back(at)).toBe(WRITTEN.indexOf(character));
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it("maps inserted text to the start of what it replaced", () => {
    expect([0, 1, 2, 3, 4].map(offsetMap([{ start: 1, end: 2, text: "abc" }]))).toEqual([0, 1, 1, 1, 2]);
  });
});
