/** Mistyped commands must not replace or rewrite anything. */

import { exec } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { isWhole } from "../whole.ts";
import { clone, ownersEnvironment, removeClone } from "./clone.ts";
import { type Blog, blog, command, post, ROOT, type Run, SETTINGS, snapshot } from "./site.ts";

/** Runs a shell command in a folder. */
function typed(line: string, cwd: string): Promise<Run> {
  return new Promise((resolve) => {
    exec(line, { cwd, env: ownersEnvironment(), maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe("a missing folder", () => {
  const site = blog(`${SETTINGS + post("one", "", "One.")}-- assets/.keep --\n`);
  const at = (name: string): string => join(site.folder, name);

  it.each([
    ["content", "contnet", "content"],
    ["content", "nowhere/content", undefined],
    ["content", "contents/more", "content"],
    ["assets", "asets", "assets"],
    ["assets", "nowhere/at/all", undefined],
  ])("is an error with a suggestion: --%s %s", async (flag, name, meant) => {
    const { code, stderr, stdout } = await command("build", [
      "--content",
      at("content"),
      "--output",
      at("_site"),
      "--cache",
      at("cache"),
      `--${flag}`,
      at(name),
    ]);
    expect([code, stdout]).toEqual([2, ""]);
    const guess = meant === undefined ? "" : ` Did you mean ${at(meant)}?`;
    expect(stderr).toBe(`There is no folder ${at(name)}.${guess}\n`);
    expect(site.has("index.html")).toBe(false);
  });

  it.each([
    ["fix", []],
    ["new", ["A title"]],
    ["init", []],
  ])("is an error in npm run %s", async (name, operands) => {
    const { code, stderr } = await command(name, [...operands, "--content", at("contnet")]);
    expect([code, stderr]).toEqual([2, `There is no folder ${at("contnet")}. Did you mean ${at("content")}?\n`]);
    expect(readdirSync(site.folder).sort()).toEqual(["assets", "content"]);
  });

  it("is an error as the source of npm run import", async () => {
    const { code, stderr } = await command("import", [at("contnt"), "--content", at("content")]);
    expect([code, stderr]).toEqual([2, `There is no folder or file ${at("contnt")}. Did you mean ${at("content")}?\n`]);
  });

  it("is accepted when it is the assets folder", async () => {
    expect((await blog(SETTINGS + post("one", "", "One.")).build()).code).toBe(0);
  });
});

describe("a content folder without posts", () => {
  const withPosts = async (): Promise<Blog> => {
    const site = blog(SETTINGS + post("one", "", "One.") + post("two", "", "Two."));
    expect((await site.build()).code).toBe(0);
    return site;
  };

  it("is not published over a site that has posts", async () => {
    const site = await withPosts();
    const before = site.snapshot();
    mkdirSync(join(site.folder, "empty"));
    const { code, stderr } = await site.buildForPeople("--content", join(site.folder, "empty"));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^empty has no folder posts, and the published site has 2 posts\. .*--content/);
    expect(site.snapshot()).toEqual(before);
  });

  it("is published when the last posts were deleted", async () => {
    const site = await withPosts();
    site.remove("content/posts/one.md");
    site.remove("content/posts/two.md");
    expect((await site.build()).code).toBe(0);
    expect(site.has("blog/one/index.html")).toBe(false);
  });

  it("is published when there is no site yet", async () => {
    expect((await blog(SETTINGS).build()).code).toBe(0);
  });
});

describe("flags without npm's `--`", () => {
  let folder: string;
  const text = "---\ntitle: Damaged\ndate: 2024-05-02\nauthor: Maren Holt\n---\ntodayâ€™s\n";
  const damaged = (): string => join(folder, "content", "posts", "damaged.md");

  beforeAll(() => {
    folder = clone();
    writeFileSync(damaged(), text);
  });

  afterAll(() => removeClone(folder));

  it("npm run fix --dry-run writes nothing", async () => {
    const before = snapshot(join(folder, "content"));
    const { code, stdout } = await typed("npm run fix --dry-run", folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\+today’s$/m);
    expect(stdout).toContain("none written");
    expect(snapshot(join(folder, "content"))).toEqual(before);
  });

  it("npm run fix --dry-rn exits with 2 and suggests --dry-run", async () => {
    const { code, stderr } = await typed("npm run fix --dry-rn", folder);
    expect(code).toBe(2);
    expect(stderr).toContain("npm run fix has no flag --dry-rn. Did you mean --dry-run?");
    expect(readFileSync(damaged(), "utf8")).toBe(text);
  });

  it("npm run fix writes repairs", async () => {
    expect((await typed("npm run fix", folder)).code).toBe(0);
    expect(readFileSync(damaged(), "utf8")).toContain("today’s");
  });

  it("npm run build --content contnet publishes nothing", async () => {
    for (const line of ["npm run build --content contnet", "npm run build -- --content contnet"]) {
      const { code, stderr } = await typed(line, folder);
      expect(code).toBe(2);
      expect(stderr).toContain("There is no folder contnet. Did you mean content?");
      expect(existsSync(join(folder, "_site"))).toBe(false);
    }
  });
});

describe("each command", () => {
  const names = Object.keys(COMMANDS);

  it.each(names)("%s prints its usage with --help", async (name) => {
    const { code, stdout, stderr } = await command(name, ["--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^npm (?:run )?\w+ -- .*\[flags\]\n\n/);
  });

  it("refuses to publish into the root of the disk", async () => {
    const { code, stderr } = await command("build", ["--output", "/"]);
    expect([code, stderr]).toEqual([2, `Publishing into / would take away ${ROOT}.\n`]);
  });

  it.each(names)("%s exits with 2 for an unknown flag, and names the nearest", async (name) => {
    const { code, stdout, stderr } = await command(name, ["--hlep"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^npm (?:run )?\w+ has no flag --hlep\. Did you mean --help\?\n$/);
  });

  it.each([
    ["start", ["--content", "/nowhere/content"]],
    ["cms", ["--content", "/nowhere/content"]],
    ["check", ["--content", "/nowhere/content"]],
    ["rename", ["a", "b", "--content", "/nowhere/content"]],
    ["rename", ["no-such-post", "b"]],
    ["check", ["no-such-post"]],
    ["diff", ["/nowhere/site", "/nowhere/other"]],
    ["merge", ["/nowhere/part"]],
    ["init", ["--assets", "/nowhere/at/all"]],
  ])("%s exits with 2 for a path that leads nowhere, in one line: %j", async (name, args) => {
    const { code, stdout, stderr } = await command(name, args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  });

  it.runIf(isWhole)("ends quietly when nobody reads what it prints", async () => {
    const site = blog(SETTINGS + post("one", "", "[a](/nowhere/)"));
    const folders = ["content", "assets", "cache"].map((name) => `--${name} ${join(site.folder, name)}`).join(" ");
    for (const line of ["build --help", `check ${folders}`, `check --json ${folders}`]) {
      const { stdout, stderr } = await typed(`node src/cli/launch.mjs ${line} | true`, ROOT);
      expect([stdout, stderr]).toEqual(["", ""]);
    }
  });

  it("exits with 2 for an unknown flag", async () => {
    const { code, stderr } = await command("diff", ["--unheard-of"]);
    expect([code, stderr]).toEqual([
      2,
      "npm run diff has no flag --unheard-of. There are --markdown, --json, --help.\n",
    ]);
  });
});
