import { execFileSync, spawn } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { some } from "../whole.ts";
import { blog, post, ROOT, SETTINGS } from "./site.ts";

const ONE = SETTINGS + post("one", "", "Text of one.");

describe("npm run build with an output folder that", () => {
  it("is a symlink publishes into its target, existing or not", async () => {
    const site = blog(ONE);
    const target = join(site.folder, "elsewhere");
    symlinkSync("elsewhere", site.output);
    for (const text of ["Text of one.", "Another text."]) {
      site.write(post("one", "", text));
      expect((await site.build()).code).toBe(0);
      expect(site.page("blog/one/index.html")).toContain(text);
    }
    expect(lstatSync(site.output).isSymbolicLink()).toBe(true);
    expect(realpathSync(site.output)).toBe(target);
  });

  it.runIf(canMount())("is a mount point exits with 2 before rendering", async () => {
    const site = blog(ONE);
    mkdirSync(site.output);
    mkdirSync(join(site.folder, "same disk"));
    for (const args of [
      ["-t", "tmpfs", "tmpfs"],
      ["--bind", join(site.folder, "same disk")],
    ]) {
      execFileSync("mount", [...args, site.output]);
      try {
        const { code, stdout, stderr } = await site.buildForPeople();
        expect(code).toBe(2);
        expect(stderr).toMatch(/^\S+_site is a mount point, .*\n$/);
        expect(stdout).toBe("");
      } finally {
        execFileSync("umount", [site.output]);
      }
    }
  });
});

describe("npm run build", () => {
  it("notices a changed post of the same size and mtime", async () => {
    const site = blog(ONE);
    const path = join(site.folder, "content", "posts", "one.md");
    const then = 1_600_000_000;
    utimesSync(path, then, then);
    await site.build();
    site.write(post("one", "", "Twin of one."));
    utimesSync(path, then, then);
    await site.build();
    expect(site.page("blog/one/index.html")).toContain("Twin of one.");
  });

  it.each(some([54, 40, 64], 1))("with at most %d open files succeeds or fails in one sentence", async (limit) => {
    const site = blog(ONE);
    const build = ["exec", process.execPath, "src/cli/launch.mjs", "build", "--content", join(site.folder, "content")];
    const places = [
      "--assets",
      join(site.folder, "assets"),
      "--output",
      site.output,
      "--cache",
      join(site.folder, "c"),
    ];
    const child = spawn("sh", ["-c", `ulimit -n ${limit}; ${[...build, ...places].join(" ")}`], { cwd: ROOT });
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += String(text);
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    if (code !== 0) {
      expect(code).toBe(2);
      expect(stderr).toMatch(/^[^\n]*too many (?:open )?files[^\n]*\n$/i);
    } else expect(stderr).toBe("");
  });
});

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
