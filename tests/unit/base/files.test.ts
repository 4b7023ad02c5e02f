import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFile, removeUnfinished, replaceFile, replaceIfUnchanged } from "../../../src/base/files.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
  path = join(folder, "a.md");
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (): string => readFileSync(path, "utf8");

describe("replaceIfUnchanged", () => {
  it("replaces a file that is unchanged since it was read", () => {
    writeFileSync(path, "old");
    expect(replaceIfUnchanged(path, Buffer.from("old"), "new")).toBe(true);
    expect(read()).toBe("new");
    expect(readdirSync(folder)).toEqual(["a.md"]);
  });

  it("keeps a file that was saved meanwhile, even with the same length", () => {
    writeFileSync(path, "odd");
    expect(replaceIfUnchanged(path, Buffer.from("old"), "new")).toBe(false);
    expect(read()).toBe("odd");
    expect(readdirSync(folder)).toEqual(["a.md"]);
  });

  it("does not recreate a file that was deleted meanwhile", () => {
    expect(replaceIfUnchanged(path, Buffer.from("old"), "new")).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("createFile", () => {
  it("creates a file", () => {
    expect(createFile(path, "new")).toBe(true);
    expect(read()).toBe("new");
    expect(readdirSync(folder)).toEqual(["a.md"]);
  });

  it("never replaces a file or a dangling symlink", () => {
    writeFileSync(path, "mine");
    symlinkSync(join(folder, "nowhere"), join(folder, "link.md"));
    expect(createFile(path, "new")).toBe(false);
    expect(createFile(join(folder, "link.md"), "new")).toBe(false);
    expect(read()).toBe("mine");
    expect(readdirSync(folder).sort()).toEqual(["a.md", "link.md"]);
  });
});

describe("removeUnfinished", () => {
  it("removes only old temporary files of killed processes", () => {
    const hidden = (name: string, age: number): void => {
      writeFileSync(join(folder, name), "half");
      const then = Date.now() / 1000 - age;
      utimesSync(join(folder, name), then, then);
    };
    const id = "01234567-89ab-cdef-0123-456789abcdef";
    hidden(`.old.md.${id}.unfinished`, 100);
    hidden(`.new.md.${id}.unfinished`, 0);
    hidden(".mine.unfinished", 100);
    replaceFile(path, "new");
    removeUnfinished(folder);
    expect(readdirSync(folder).sort()).toEqual([".mine.unfinished", `.new.md.${id}.unfinished`, "a.md"]);
  });
});
