import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Fingerprints,
  hashFile,
  parseFingerprints,
  serializeFingerprints,
  unchangedFingerprint,
} from "../../../src/cache/file_fingerprints.ts";

function file(text: string, time: number): string {
  const path = join(mkdtempSync(join(tmpdir(), "stamps-")), "a\tname % with signs.md");
  writeFileSync(path, text);
  utimesSync(path, time, time);
  return path;
}

const LONG_AGO = 1_600_000_000;

describe("stamps", () => {
  it("recognise a file that looks as it did, from one build to the next", () => {
    const path = file("text", LONG_AGO);
    const stamps: Fingerprints = new Map();
    const digest = hashFile(path, stamps);
    const later = parseFingerprints(serializeFingerprints(stamps));
    expect(unchangedFingerprint(path, later)?.digest).toBe(digest);
  });

  it("do not recognise one whose size or time is another", () => {
    const path = file("text", LONG_AGO);
    const stamps: Fingerprints = new Map();
    const digest = hashFile(path, stamps);
    utimesSync(path, LONG_AGO, LONG_AGO + 1);
    expect(unchangedFingerprint(path, stamps)).toBeUndefined();
    expect(hashFile(path, stamps)).toBe(digest);
    writeFileSync(path, "other text");
    expect(hashFile(path, stamps)).not.toBe(digest);
  });

  it("are not kept of a file that was changed a moment ago: it may be changed again and look the same", () => {
    const path = file("text", Date.now() / 1000);
    const stamps: Fingerprints = new Map();
    hashFile(path, stamps);
    expect(stamps.size).toBe(0);
  });
});
