import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isWhole } from "../whole.ts";
import { blog, commandAlone, post, ROOT, SETTINGS } from "./site.ts";

/** A checkout without compiled code. */
function freshCheckout(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));
  for (const name of ["src", "eleventy.config.ts", "package.json", "package-lock.json"]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function filesBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

describe("the first command in a checkout", () => {
  const folder = freshCheckout();

  it("keeps a compilation in progress, and removes abandoned and outdated ones", () => {
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

  it.runIf(isWhole)("caches V8 bytecode, and compiles again when the cache is damaged", () => {
    const help = () => spawnSync(process.execPath, ["src/cli/launch.mjs", "check", "--help"], { cwd: folder });
    const said = String(help().stdout);
    const files = filesBelow(join(folder, ".cache", "code"));
    const kept = files.filter((path) => path.endsWith(".bin"));
    expect(kept).not.toEqual([]);
    for (const path of kept) writeFileSync(path, readFileSync(path).fill(7, 100));
    expect(String(help().stdout)).toBe(said);
    const [code = ""] = files.filter((path) => path.endsWith("cli/check.js"));
    writeFileSync(code, readFileSync(code).fill(0));
    expect(String(help().stderr)).toContain("check.js was damaged");
    expect(String(help().stdout)).toBe(said);
  });
});

describe("a build", () => {
  it("changes no environment variable of its process, since threads of libvips may be reading them", async () => {
    const site = blog(SETTINGS + post("one", "", "Text of one."));
    // libvips itself sets VIPSHOME while it is loaded, before it has threads.
    const watch = `
      const real = process.env, variables = () => JSON.stringify({ ...real, VIPSHOME: "" }), before = variables();
      process.on("exit", () => { if (variables() !== before) process.exitCode = 3; });`;
    const folders = [
      "--content",
      join(site.folder, "content"),
      "--output",
      site.output,
      "--cache",
      join(site.folder, "c"),
    ];
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(watch)}` };
    expect(await commandAlone("build", folders, env)).toMatchObject({ code: 0, stderr: "" });
  });
});
