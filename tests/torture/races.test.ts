import { describe, expect, it } from "vitest";
import { killWriters, raceCms, raceCommands } from "./races.ts";

const LONG = { timeout: 300_000 };

describe("an author who saves while something else writes (`npm run torture` does so for longer)", () => {
  it("loses no save to fix, rename and import", LONG, async () => {
    const { failure, saves } = await raceCommands(3, 1);
    expect(failure, failure).toBeUndefined();
    expect(saves).toBeGreaterThan(20);
  });

  it("loses no save to the CMS, and the CMS none to the author", LONG, async () => {
    const { failure, refused, runs } = await raceCms(12, 1);
    expect(failure, failure).toBeUndefined();
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(runs);
  });
});

describe("fix, rename and import", () => {
  it("leave every file whole, old or new, when they are killed while they write", LONG, async () => {
    const { failure, killed } = await killWriters(6, 1);
    expect(failure, failure).toBeUndefined();
    expect(killed).toBeGreaterThan(0);
  });
});
