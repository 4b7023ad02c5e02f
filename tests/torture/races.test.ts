import { describe, expect, it } from "vitest";
import { cases } from "../whole.ts";
import { killWriters, raceCms, raceCommands } from "./races.ts";

const LONG = { timeout: 300_000 };

describe("saving in an editor while a command writes (`npm run torture` does so for longer)", () => {
  it("loses no text to fix, rename or import", LONG, async () => {
    const { failure, saves } = await raceCommands(cases({ sample: 1, whole: 3 }), 1);
    expect(failure, failure).toBeUndefined();
    expect(saves).toBeGreaterThan(20);
  });

  it("loses no text to the CMS, nor the CMS to the editor", LONG, async () => {
    const { failure, refused, runs } = await raceCms(12, 1);
    expect(failure, failure).toBeUndefined();
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(runs);
  });
});

describe("fix, rename and import", () => {
  it("leave every file complete, old or new, when killed while writing", LONG, async () => {
    const { failure, killed } = await killWriters(cases({ sample: 3, whole: 6 }), 1);
    expect(failure, failure).toBeUndefined();
    expect(killed).toBeGreaterThan(0);
  });
});
