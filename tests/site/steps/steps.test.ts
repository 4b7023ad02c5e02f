import { describe, expect, it } from "vitest";
import { some } from "../../whole.ts";
import { EVENTS } from "./arbitrary.ts";
import { counterexample, type Ingredient, rehearsalOf, stepOf } from "./check.ts";

/** Everyday changes, in few builds, together with incidents during a build. */
const EVERYDAY: Ingredient[][] = [
  ["add", "own page", "picture"],
  ["edit", "link", "kill", "again"],
  ["retag", "field", "tamper"],
  ["redate", "clock", "expire", "damage"],
  ["rename", "reassign", "switch", "about", "again"],
  ["delete", "shorten", "checkout", "again"],
];

/**
 * Everything else. Changes that render all pages would hide others, so they share a step; changes that keep a blog from
 * being published are undone after two builds.
 */
const RARE: Ingredient[][] = [
  ["layout", "partial", "page template", "style"],
  ["author", "tag", "new author", "site", "own layout"],
  ["included", "exchange"],
  ["source", "config", "lose"],
  ["broken template"],
  ["spoil", "untag", "no picture"],
];

const SEED = 3;

describe("an incremental build equals a clean build after every step", () => {
  it("of each kind (`npm run test:steps` takes a thousand random steps)", { timeout: 600_000 }, async () => {
    const { blog } = rehearsalOf(SEED, 0);
    const kindsOfSteps = some([...EVERYDAY, ...RARE], 2);
    const steps = kindsOfSteps.map((kinds, at) => stepOf(kinds, SEED + at));
    const found = await counterexample({ blog, steps }, 240_000);
    expect(found, found).toBeUndefined();
  });

  it("no kind of step is missing in this test", () => {
    expect(new Set([...EVERYDAY, ...RARE].flat())).toEqual(new Set([...Object.keys(EVENTS), "kill", "again"]));
  });
});
