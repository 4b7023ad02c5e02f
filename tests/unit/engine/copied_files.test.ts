import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { buildOptions } from "../../../src/config/options.ts";
import { copiedFiles } from "../../../src/engine/load/copied_files.ts";

const options = buildOptions({ root: resolve(import.meta.dirname, "..", "..", "..") }, {}, {});

/** The addresses of the files that `addPassthroughCopy` copies. */
const copied = (from: string, outputPath: string | true): string[] =>
  copiedFiles(options, { [from]: { outputPath, copyOptions: {} } }).map(({ address }) => address);

describe("addPassthroughCopy", () => {
  it("copies a file to its own path, to another, or into a folder", () => {
    expect(copied("LICENSE", true)).toEqual(["/LICENSE"]);
    expect(copied("LICENSE", "legal/licence.txt")).toEqual(["/legal/licence.txt"]);
    expect(copied("docs/moving.md", "help")).toEqual(["/help/moving.md"]);
  });

  it("copies a folder with its folders, and what a pattern matches without them", () => {
    expect(copied("_includes", "own")).toContain("/own/parts/cta.njk");
    expect(copied("_includes/**/c*.njk", "own")).toContain("/own/cta.njk");
    expect(copied("_includes/*.md", "own")).toEqual([]);
  });

  it("says in one sentence why it cannot copy", () => {
    expect(() => copied("missing", true)).toThrow("cannot copy missing, since there is no such file.");
    expect(() => copied("LICENSE", "../LICENSE")).toThrow("since its target is not in the site.");
  });
});
