import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Cache } from "../../../src/cache/cache.ts";

const folder = mkdtempSync(join(tmpdir(), "cache-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a cache note", () => {
  it("is readable in later builds", () => {
    new Cache(folder, "version").writeNote("one", "What one says.");
    expect(new Cache(folder, "version").note("one")).toBe("What one says.");
  });

  it("is a miss under the name of another note", () => {
    const cache = new Cache(folder, "version");
    cache.writeNote("one", "What one says.");
    cache.writeNote("other", "What another says.");
    copyFileSync(join(folder, "version", "notes", "one"), join(folder, "version", "notes", "other"));
    expect(cache.note("other")).toBeUndefined();
    expect(cache.note("one")).toBe("What one says.");
  });
});

describe("a cache store", () => {
  const bytes = Buffer.from("größer 👉");

  it("returns what was written, in this process and others", () => {
    const store = new Cache(folder, "version").store("posts");
    expect(store.write("key", bytes)).toBe(true);
    expect(store.read("key")).toEqual(bytes);
    expect(new Cache(folder, "version").store("posts").read("key")).toEqual(bytes);
  });

  it("keeps only the given blobs when pruned", () => {
    const store = new Cache(folder, "version").store("pruned");
    for (const name of ["a", "b"]) store.write(name, bytes);
    store.prune(new Set(["b", "c"]));
    expect(["a", "b", "c"].map((name) => store.has(name))).toEqual([false, true, false]);
  });

  it("is empty for another version of the code", () => {
    new Cache(folder, "version").store("posts").write("key", bytes);
    expect(new Cache(folder, "other").store("posts").read("key")).toBeUndefined();
    expect(new Cache(folder, "version").store("posts").read("key")).toBeUndefined();
  });

  it("reports that it cannot be written", () => {
    writeFileSync(join(folder, "a-file"), "");
    const cache = new Cache(join(folder, "a-file"), "version");
    expect(cache.store("posts").write("key", bytes)).toBe(false);
    expect(cache.writeNote("note", "text")).toBe(false);
  });
});
