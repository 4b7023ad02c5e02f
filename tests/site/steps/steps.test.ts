import { describe, expect, it } from "vitest";
import { EVENTS } from "./arbitrary.ts";
import { counterexample, rehearsalOf, stepOf } from "./check.ts";

/**
 * Every kind of event once, in few builds. What makes every page be rendered again would hide the others, so it shares a
 * step with its like; what keeps a blog from being published is taken back after two builds.
 */
const STEPS: Parameters<typeof stepOf>[0][] = [
  ["add", "own page", "picture"],
  ["edit", "link", "kill"],
  ["retag", "field", "tamper"],
  ["redate", "damage"],
  ["clock", "expire"],
  ["layout", "partial", "page template", "style"],
  ["rename", "reassign", "switch"],
  ["author", "tag", "new author", "site"],
  ["source", "config", "included", "exchange"],
  ["about", "own layout", "lose"],
  ["broken template"],
  ["spoil", "untag", "no picture"],
  ["delete", "shorten", "checkout"],
];

const SEED = 3;

describe("after every step the incremental site is that of a clean build", () => {
  it("with every kind of step (`npm run test:steps` takes a thousand at random)", { timeout: 600_000 }, async () => {
    const { blog } = rehearsalOf(SEED, 0);
    const steps = STEPS.map((kinds, at) => stepOf(kinds, SEED + at));
    const found = await counterexample({ blog, steps }, 240_000);
    expect(found, found).toBeUndefined();
  });

  it("of which none is forgotten here", () => {
    const kinds = STEPS.flat().filter((kind) => kind !== "kill");
    expect(new Set(kinds)).toEqual(new Set(Object.keys(EVENTS)));
  });
});
