import fs, {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createFile,
  removeIfUnchanged,
  removeUnfinished,
  replaceFile,
  replaceIfUnchanged,
} from "../../../src/base/files.ts";

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

describe("removeIfUnchanged", () => {
  it("removes a file that is unchanged since it was read", () => {
    writeFileSync(path, "old");
    expect(removeIfUnchanged(path, Buffer.from("old"))).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps a file that was saved meanwhile, and accepts a missing one", () => {
    expect(removeIfUnchanged(path, Buffer.from("old"))).toBe(false);
    writeFileSync(path, "odd");
    expect(removeIfUnchanged(path, Buffer.from("old"))).toBe(false);
    expect(read()).toBe("odd");
    expect(readdirSync(folder)).toEqual(["a.md"]);
  });
});

describe("an author's save between the comparison and the replacement", () => {
  const { renameSync } = fs;
  afterEach(() => {
    fs.renameSync = renameSync;
    syncBuiltinESMExports();
  });

  function whileReplacing(save: () => void): boolean {
    writeFileSync(path, "old");
    fs.renameSync = (from, to) => {
      fs.renameSync = renameSync;
      syncBuiltinESMExports();
      save();
      renameSync(from, to);
    };
    syncBuiltinESMExports();
    return replaceIfUnchanged(path, Buffer.from("old"), "new");
  }

  it("survives if it is written into the same file", () => {
    expect(whileReplacing(() => writeFileSync(path, "mine"))).toBe(false);
    expect(read()).toBe("mine");
    expect(readdirSync(folder)).toEqual(["a.md"]);
  });

  it("survives if the editor had opened the file before", () => {
    writeFileSync(path, "old");
    const opened = openSync(path, "r+");
    expect(whileReplacing(() => writeSync(opened, "mine"))).toBe(false);
    closeSync(opened);
    expect(read()).toBe("mine");
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
    const left = `.left.md.01234567-89ab-cdef-0123-456789abcdef.unfinished`;
    for (const name of [left, ".mine.unfinished"]) writeFileSync(join(folder, name), "half");
    replaceFile(path, "new");
    // A replaced file keeps its mtime, which may be old.
    utimesSync(join(folder, left), 1, 1);
    removeUnfinished(folder);
    expect(readdirSync(folder).sort()).toEqual([left, ".mine.unfinished", "a.md"]);
    removeUnfinished(folder, Date.now() + 100_000);
    expect(readdirSync(folder).sort()).toEqual([".mine.unfinished", "a.md"]);
  });
});
