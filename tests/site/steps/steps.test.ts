import { describe, expect, it } from "vitest";
import { EVENTS } from "./arbitrary.ts";
import { counterexample, type Ingredient, rehearsalOf, stepOf } from "./check.ts";

/**
 * Every kind of event once, in few builds. What makes every page be rendered again would hide the others, so it shares a
 * step with its like; what keeps a blog from being published is taken back after two builds.
 */
const STEPS: Ingredient[][] = [
  ["add", "own page", "picture"],
  ["edit", "link", "kill", "again"],
  ["retag", "field", "tamper"],
  ["redate", "clock", "expire", "damage"],
  ["rename", "reassign", "switch", "about", "again"],
  ["layout", "partial", "page template", "style"],
  ["author", "tag", "new author", "site", "own layout"],
  ["included", "exchange"],
  ["source", "config", "lose"],
  ["broken template"],
  ["spoil", "untag", "no picture"],
  ["delete", "shorten", "checkout", "again"],
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
    expect(new Set(STEPS.flat())).toEqual(new Set([...Object.keys(EVENTS), "kill", "again"]));
  });
});
