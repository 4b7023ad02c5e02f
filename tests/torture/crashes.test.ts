import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../site/free_port.ts";
import { blog, post, ROOT, SETTINGS } from "../site/site.ts";
import { isWhole, some } from "../whole.ts";
import { killBuilds } from "./crashes.ts";
import { type Victim, victim } from "./victim.ts";

const LONG = { timeout: 300_000 };
const KILLS = 3;

describe.runIf(isWhole)(
  `a build killed at a random moment (${KILLS} times; \`npm run torture\` kills two hundred)`,
  () => {
    it("leaves the site complete, and the next build equals a clean one", LONG, async () => {
      const { failure, healed } = await killBuilds(KILLS, 7);
      expect(failure, failure).toBeUndefined();
      expect(healed).toBe(KILLS);
    });
  },
);

describe.runIf(isWhole)("an interrupted or hindered build", () => {
  let site: Victim;
  beforeAll(async () => {
    site = await victim({ asNobody: true });
  }, 300_000);
  afterAll(() => site.remove());

  const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
  it.each(SIGNALS)("leaves a complete site after %s, and the next build succeeds", LONG, async (signal) => {
    site.write("before");
    await site.begin().ended;
    site.write("after");
    const build = site.begin();
    await once(build.process.stdout ?? build.process, "data");
    await setTimeout(100);
    build.process.kill(signal);
    expect((await build.ended).stderr).not.toMatch(/\n\s+at /);
    expect(["before", "after"]).toContain(site.served());
    expect((await site.begin().ended).code).toBe(0);
    expect(site.served()).toBe("after");
  });

  it("reports a folder it may not write to, and leaves the site unchanged", LONG, async () => {
    site.write("before");
    await site.begin().ended;
    site.write("after");
    chmodSync(site.folder, 0o555);
    try {
      const { code, stderr } = await site.begin().ended;
      expect(code).toBe(2);
      expect(stderr).toMatch(/may not write.*The site stays as it was\./);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(site.served()).toBe("before");
    } finally {
      chmodSync(site.folder, 0o755);
    }
  });

  it("publishes even with a read-only cache", LONG, async () => {
    site.write("before");
    await site.begin().ended;
    site.write("after");
    const cache = join(site.folder, "cache");
    const folders = foldersIn(cache);
    for (const folder of folders) chmodSync(folder, 0o555);
    try {
      const { code, stderr } = await site.begin().ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(site.served()).toBe("after");
    } finally {
      for (const folder of folders) chmodSync(folder, 0o755);
    }
  });

  it(
    "never waits for a concurrent build: one publishes, the other does too or exits with a message",
    LONG,
    async () => {
      site.write("before");
      const both = await Promise.all([site.begin().ended, site.begin().ended]);
      expect(both.map(({ code }) => code).sort()).toEqual(both.some(({ code }) => code === 2) ? [0, 2] : [0, 0]);
      for (const { code, stderr } of both) expect(stderr).toMatch(code === 2 ? /Another build/ : /^$/);
      expect(site.served()).toBe("before");
    },
  );
});

/** A folder and all its subfolders. */
function foldersIn(folder: string): string[] {
  const below = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...below.map((entry) => join(entry.parentPath, entry.name))];
}

describe("a command whose output pipe is closed", () => {
  const site = blog(
    `${SETTINGS}${Array.from({ length: 40 }, (_, at) => post(`post-${at}`, "titel: x", "[a](/nowhere/) ".repeat(20))).join("")}`,
  );
  const places = {
    BLOG_CONTENT: "content",
    BLOG_ASSETS: "assets",
    BLOG_OUTPUT: "_site",
    BLOG_CACHE: "cache",
    BLOG_PREVIEW: "preview",
  };
  const environment = Object.fromEntries(Object.entries(places).map(([name, path]) => [name, join(site.folder, path)]));

  const COMMANDS = [
    "build --json",
    "check",
    "start --port PORT",
    "rename a b",
    "build",
    "check --json",
    "check --rules",
    "fix --dry-run",
    "start --help",
    "cms --port PORT",
    "diff /nowhere /nowhere",
    "import /nowhere",
    "new",
  ];
  it.each(some(COMMANDS, 1))("exits quietly: %s", LONG, async (given) => {
    const command = given.replace("PORT", String(await freePort()));
    const shell = spawn("bash", ["-c", `node src/cli/launch.mjs ${command} 2>&1 | true; echo "$PIPESTATUS"`], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
    });
    const said = { stdout: "", stderr: "" };
    shell.stdout.on("data", (text) => {
      said.stdout += text;
    });
    shell.stderr.on("data", (text) => {
      said.stderr += text;
    });
    await once(shell, "close");
    expect(said).toEqual({ stdout: expect.stringMatching(/^[012]\n$/), stderr: "" });
  });
});
