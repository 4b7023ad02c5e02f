import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openCache } from "../../../src/cache/cache.ts";

const folder = mkdtempSync(join(tmpdir(), "cache-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a note", () => {
  it("is there for later builds under its name", () => {
    openCache(folder, "version").writeNote("one", "What one says.");
    expect(openCache(folder, "version").note("one")).toBe("What one says.");
  });

  it("that lies under the name of another is none", () => {
    const cache = openCache(folder, "version");
    cache.writeNote("one", "What one says.");
    cache.writeNote("other", "What another says.");
    copyFileSync(join(folder, "version", "notes", "one"), join(folder, "version", "notes", "other"));
    expect(cache.note("other")).toBeUndefined();
    expect(cache.note("one")).toBe("What one says.");
  });
});

describe("a room of the cache", () => {
  it("that holds the files of another room has nothing", () => {
    const cache = openCache(folder, "version");
    cache.room("texts").write("key", "A text.");
    cache.room("facts").write("key", "Facts.");
    for (const room of ["texts", "facts"]) cache.room(room).save();
    const [from, to] = ["texts", "facts"].map((room) => join(folder, "version", room));
    for (const name of readdirSync(to ?? "")) rmSync(join(to ?? "", name));
    for (const name of readdirSync(from ?? "")) copyFileSync(join(from ?? "", name), join(to ?? "", name));
    expect(openCache(folder, "version").room("facts").read("key")).toBeUndefined();
    expect(openCache(folder, "version").room("texts").read("key")).toBe("A text.");
  });
});
