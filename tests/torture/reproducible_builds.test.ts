import { execFile, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Blog, blog, post, ROOT, SETTINGS } from "../site/site.ts";
import { cases } from "../whole.ts";
import { giveTo, isRoot, NOBODY } from "./victim.ts";

/** All of them are enough for a build to use several processes, if there are several cores. */
const POSTS = cases({ sample: 20, whole: 420 });

const names = Array.from({ length: POSTS }, (_, at) => `post-${at}`);

function textOf(name: string, at: number): string {
  const fields = `title: ${name} İstanbul\ndate: 2024-0${(at % 9) + 1}-1${at % 10}\ntags: [${at % 2 === 0 ? "mentoring" : "career"}]`;
  return post(
    name,
    fields,
    `Words on ${name}, ${at % 7}.\n\n## Ärger\n\nMore words.\n\n\`\`\`js\nlet a = ${at};\n\`\`\``,
  );
}

/** The same blog with its files created in another order. */
function written(order: readonly string[]): Blog {
  return blog(SETTINGS + order.map((name) => textOf(name, names.indexOf(name))).join(""));
}

/** A memory file system lists files in another order than a disk. */
const IN_MEMORY = "/dev/shm";

function writtenElsewhere(order: readonly string[]): Blog {
  const usual = process.env.TMPDIR;
  if (existsSync(IN_MEMORY)) process.env.TMPDIR = IN_MEMORY;
  try {
    return written(order);
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
}

interface Way {
  program?: string;
  before?: readonly string[];
  environment?: NodeJS.ProcessEnv;
  args?: readonly string[];
  /** The user who runs the build; by default the one who runs the tests. */
  user?: number | undefined;
}

async function builtBy(
  site: Blog,
  { program = process.execPath, before = [], environment = {}, args = ["--now", NOW], user }: Way,
) {
  const places = { "--content": "content", "--assets": "assets", "--output": "_site", "--cache": "cache" };
  const all = [
    ...before,
    ...(before.length > 0 ? [program] : []),
    "src/cli/launch.mjs",
    "build",
    ...Object.entries(places).flatMap(([option, name]) => [option, `${site.folder}/${name}`]),
    ...args,
  ];
  const [command = "", ...rest] = before.length > 0 ? all : [program, ...all];
  if (user !== undefined) giveTo(site.folder, user);
  const asked = {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  };
  await new Promise<void>((resolve, reject) => {
    execFile(command, rest, asked, (error) => (error ? reject(error) : resolve()));
  });
  return site.snapshot();
}

const NOW = "2026-01-01T00:00:00Z";
const EPOCH = String(Date.parse(NOW) / 1000);

/** Other Node executables to compare, separated by colons. */
const OTHER_NODES = (process.env.BLOG_OTHER_NODES ?? "").split(":").filter((path) => path !== "");

describe("two clean builds of one blog", { timeout: 600_000 }, () => {
  it("are identical across folders, time zones, locales, file systems, users and core counts", async () => {
    const first = await builtBy(written(names), { environment: { TZ: "America/Chicago", LC_ALL: "C" } });
    const isLinux = spawnSync("taskset", ["--version"]).status === 0;
    const elsewhere = writtenElsewhere(names.toReversed());
    const second = await builtBy(elsewhere, {
      user: isRoot ? NOBODY : undefined,
      before: isLinux ? ["taskset", "-c", "0"] : [],
      environment: {
        TZ: "Asia/Tokyo",
        LC_ALL: "tr_TR.UTF-8",
        LANG: "tr_TR.UTF-8",
        HOME: "/nonexistent",
        USER: "other",
        SOURCE_DATE_EPOCH: EPOCH,
      },
      args: [],
    });
    rmSync(elsewhere.folder, { recursive: true });
    expect(difference(first, second)).toEqual([]);
    for (const program of OTHER_NODES) {
      expect(difference(first, await builtBy(written(names), { program })), program).toEqual([]);
    }
  });
});

function difference(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
}
