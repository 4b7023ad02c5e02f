import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeVersion } from "../../../src/cache/code_version.mjs";

const root = mkdtempSync(join(tmpdir(), "code-"));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return codeVersion(root);
}

describe("the version of the code", () => {
  it("covers every file that eleventy.config.ts imports, directly or not", () => {
    mkdirSync(join(root, "src"));
    writeFileSync(join(root, "package-lock.json"), "{}");
    const before = write("eleventy.config.ts", 'import { a } from "./own/a.ts";\nimport x from "@11ty/eleventy";');
    const versions = [
      before,
      write("own/a.ts", 'export * from "./b";\nexport const load = () => import("./data.json");'),
      write("own/b.js", 'const c = require("./c");'),
      write("own/c/index.js", "1"),
      write("own/data.json", "{}"),
      write("own/data.json", "[]"),
    ];
    expect(new Set(versions).size).toBe(versions.length);
    expect(write("own/other.ts", "2")).toBe(versions.at(-1));
  });
});
