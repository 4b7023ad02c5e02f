import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./site.ts";

/** A checkout in which no command has run yet. */
function freshCheckout(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));
  for (const name of ["src", "eleventy.config.ts", "package.json", "package-lock.json"]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

describe("the first command in a checkout", () => {
  it("leaves alone what another compiles at the same time, and removes what is abandoned or old", () => {
    const folder = freshCheckout();
    const code = join(folder, ".cache", "code");
    for (const name of ["unfinished-now", "unfinished-yesterday", "an-older-version"]) {
      mkdirSync(join(code, name), { recursive: true });
    }
    utimesSync(join(code, "unfinished-yesterday"), 1_000_000, 1_000_000);
    const said = execFileSync(process.execPath, ["src/cli/launch.mjs", "check", "--help"], { cwd: folder });
    expect(said.toString()).toContain("npm run check");
    const [version, ...unfinished] = readdirSync(code).sort();
    expect(version).toMatch(/^[0-9a-f]{32}$/);
    expect(unfinished).toEqual(["unfinished-now"]);
  });
});
