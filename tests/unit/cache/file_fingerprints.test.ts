import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Fingerprints } from "../../../src/cache/file_fingerprints.ts";

function file(text: string, time: number): string {
  const path = join(mkdtempSync(join(tmpdir(), "stamps-")), "a\tname % with signs.md");
  writeFileSync(path, text);
  utimesSync(path, time, time);
  return path;
}

const LONG_AGO = 1_600_000_000;

describe("file fingerprints", () => {
  it("recognise an unchanged file in the next build", () => {
    const path = file("text", LONG_AGO);
    const fingerprints = new Fingerprints();
    const digest = fingerprints.hash(path);
    expect(new Fingerprints(fingerprints.serialize()).unchanged(path)).toBe(digest);
  });

  it("recompute the hash when size or mtime changed", () => {
    const path = file("text", LONG_AGO);
    const fingerprints = new Fingerprints();
    const digest = fingerprints.hash(path);
    const later = new Fingerprints(fingerprints.serialize());
    utimesSync(path, LONG_AGO, LONG_AGO + 1);
    expect(later.unchanged(path)).toBeUndefined();
    expect(later.hash(path)).toBe(digest);
    writeFileSync(path, "other text");
    expect(later.hash(path)).not.toBe(digest);
  });

  it("recompute the hash for another file of the same size and mtime", () => {
    const path = file("text", LONG_AGO);
    const fingerprints = new Fingerprints();
    const digest = fingerprints.hash(path);
    writeFileSync(path, "twin");
    utimesSync(path, LONG_AGO, LONG_AGO);
    expect(new Fingerprints(fingerprints.serialize()).hash(path)).not.toBe(digest);
  });

  it("are not saved for files modified a moment ago, which may change again unseen", () => {
    const fingerprints = new Fingerprints();
    fingerprints.hash(file("text", Date.now() / 1000));
    expect(fingerprints.serialize()).toBe("[]");
  });

  it("are dropped for files that a build did not read", () => {
    const path = file("text", LONG_AGO);
    const fingerprints = new Fingerprints();
    fingerprints.hash(path);
    expect(new Fingerprints(fingerprints.serialize()).serialize()).toBe("[]");
  });

  it.each(["", "{}", "[[1]]", '[["path", { "size": "4" }]]', "[["])("ignore the damaged text %j", (text) => {
    const path = file("text", LONG_AGO);
    expect(new Fingerprints(text).unchanged(path)).toBeUndefined();
  });
});
