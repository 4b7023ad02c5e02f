import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../site/site.ts";
import { killBuilds } from "./crashes.ts";
import { type Victim, victim } from "./victim.ts";

const LONG = { timeout: 300_000 };

describe("four builds that are killed at random moments (`npm run torture` kills two hundred)", () => {
  it("leave a whole site, and the next build gives what a clean one gives", LONG, async () => {
    const { failure, healed } = await killBuilds(4, 7);
    expect(failure, failure).toBeUndefined();
    expect(healed).toBe(4);
  });
});

describe("a build that is not let finish", () => {
  let blog: Victim;
  beforeAll(async () => {
    blog = await victim({ asNobody: true });
  }, 300_000);
  afterAll(() => blog.remove());

  it("ends at Ctrl+C with the old site in its place, and the next one waits for nothing", LONG, async () => {
    blog.write("before");
    await blog.begin().ended;
    blog.write("after");
    const build = blog.begin();
    await once(build.process.stdout ?? build.process, "data");
    await setTimeout(100);
    build.process.kill("SIGINT");
    expect((await build.ended).stderr).not.toMatch(/\n\s+at /);
    expect(["before", "after"]).toContain(blog.served());
    expect((await blog.begin().ended).code).toBe(0);
    expect(blog.served()).toBe("after");
  });

  it("says so where it may not write, and the site stays as it was", LONG, async () => {
    blog.write("before");
    await blog.begin().ended;
    blog.write("after");
    chmodSync(blog.folder, 0o555);
    try {
      const { code, stderr } = await blog.begin().ended;
      expect(code).toBe(2);
      expect(stderr).toMatch(/may not write.*The site stays as it was\./);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(blog.served()).toBe("before");
    } finally {
      chmodSync(blog.folder, 0o755);
    }
  });

  it("publishes all the same where it may not write into its cache", LONG, async () => {
    blog.write("before");
    await blog.begin().ended;
    blog.write("after");
    const cache = join(blog.folder, "cache");
    const folders = foldersIn(cache);
    for (const folder of folders) chmodSync(folder, 0o555);
    try {
      const { code, stderr } = await blog.begin().ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(blog.served()).toBe("after");
    } finally {
      for (const folder of folders) chmodSync(folder, 0o755);
    }
  });

  it(
    "waits for no other: of two at once one publishes, and the other does too or leaves with a word",
    LONG,
    async () => {
      blog.write("before");
      const both = await Promise.all([blog.begin().ended, blog.begin().ended]);
      expect(both.map(({ code }) => code).sort()).toEqual(both.some(({ code }) => code === 2) ? [0, 2] : [0, 0]);
      for (const { code, stderr } of both) expect(stderr).toMatch(code === 2 ? /Another build/ : /^$/);
      expect(blog.served()).toBe("before");
    },
  );
});

/** A folder and all folders below it. */
function foldersIn(folder: string): string[] {
  const below = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...below.map((entry) => join(entry.parentPath, entry.name))];
}

describe("a build whose words nobody reads", () => {
  it("ends quietly", LONG, async () => {
    const shell = spawn("bash", ["-c", "node src/cli/launch.mjs check | true"], { cwd: ROOT });
    let said = "";
    shell.stderr.on("data", (text) => {
      said += text;
    });
    await once(shell, "close");
    expect(said).toBe("");
  });
});
