/** Small blogs given as text, built by the real command, and inspected as files. */

import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import type { BuildResult } from "../../src/engine/write/build_result.ts";
import { runInPool } from "../commands/pool.ts";
import { isWhole } from "../whole.ts";

export const ROOT = resolve(import.meta.dirname, "..", "..");

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Built extends Run {
  result: BuildResult;
}

export interface Blog {
  folder: string;
  output: string;
  /** Writes files from one text, in which each begins with a line `-- path --`. */
  write(files: string): void;
  /** Removes a file or folder. */
  remove(path: string): void;
  /** Runs `npm run build -- --json` with further arguments. */
  build(...more: string[]): Promise<Built>;
  /** Runs `npm run build` with output for people. */
  buildForPeople(...more: string[]): Promise<Run>;
  /** The text of a published file. */
  page(path: string): string;
  has(path: string): boolean;
  /** All published files, as Latin-1 text by path. */
  snapshot(): Map<string, string>;
}

const run = promisify(execFile);

/**
 * Runs a command in the tests' worker pool, whose processes have the code loaded and take a fifth of the time of a new
 * process. Outside Vitest there is no pool.
 */
export async function command(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const run = await runInPool({ name, args, env: { ...process.env, ...env } });
  return run ?? commandAlone(name, args, env);
}

/** Runs a command in a new process, as npm does. */
export function commandAlone(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return node(["src/cli/launch.mjs", name, ...args], env);
}

/** Runs plain Eleventy. */
export function plainEleventy(env: NodeJS.ProcessEnv): Promise<Run> {
  const file = "node_modules/@11ty/eleventy/cmd.cjs";
  return node(["--import", "tsx", file, "--config=eleventy.config.ts", "--quiet"], env);
}

async function node(given: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 1 << 28 };
  try {
    return { code: 0, ...(await run(process.execPath, given, options)) };
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "number" && "stdout" in error) {
      return { code: error.code, stdout: String(error.stdout), stderr: "stderr" in error ? String(error.stderr) : "" };
    }
    throw error;
  }
}

/** Creates a blog in a temporary folder. `files` as in {@link Blog.write}, with paths below the folder. */
export function blog(files: string): Blog {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "blog-")));
  const output = join(folder, "_site");
  const folders = { "--content": "content", "--assets": "assets", "--output": "_site", "--cache": "cache" };
  const args = Object.entries(folders).flatMap(([option, name]) => [option, join(folder, name)]);
  let builds = 0;
  /** `npm run test:whole` runs later builds in a new process, so that they know earlier ones only from disk. */
  const build = (more: readonly string[]): Promise<Run> => {
    builds += 1;
    return isWhole && builds > 1 ? commandAlone("build", [...args, ...more]) : command("build", [...args, ...more]);
  };
  const made: Blog = {
    folder,
    output,
    write: (text) => writeAll(folder, text),
    remove: (path) => rmSync(join(folder, path), { recursive: true }),
    build: async (...more) => {
      const done = await build(["--json", ...more]);
      return { ...done, result: parsed(done) };
    },
    buildForPeople: (...more) => build(more),
    page: (path) => readFileSync(join(output, path), "utf8"),
    has: (path) => existsSync(join(output, path)),
    snapshot: () => snapshot(output),
  };
  made.write(files);
  return made;
}

/** The site that plain Eleventy builds for a given time: all files as Latin-1 text by path. */
export async function plainly(site: Blog, now: string): Promise<Map<string, string>> {
  const output = join(site.folder, "plain");
  const { code, stderr } = await plainEleventy({
    BLOG_CONTENT: join(site.folder, "content"),
    BLOG_ASSETS: join(site.folder, "assets"),
    BLOG_OUTPUT: output,
    BLOG_NOW: now,
  });
  if (code !== 0) throw new Error(`Eleventy by itself ended with ${code}.\n${stderr}`);
  return snapshot(output);
}

/** All files below a folder, as Latin-1 text by path. */
export function snapshot(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}

/** Writes files as in {@link Blog.write} below a folder. */
export function writeAll(folder: string, text: string): void {
  const parts = text.split(/^-- (.+) --\n/m);
  for (let at = 1; at < parts.length; at += 2) {
    const path = join(folder, parts[at] ?? "");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, parts[at + 1] ?? "");
  }
}

function parsed(done: Run): BuildResult {
  try {
    return JSON.parse(done.stdout);
  } catch {
    throw new Error(`The build printed no JSON.\n${done.stdout}\n${done.stderr}`);
  }
}

/** Settings without problems, for tests of other things. */
export const SETTINGS = `-- content/site.yaml --
name: Test
url: https://blog.example
timezone: America/Chicago
social_cards: none
-- content/authors.yaml --
ada: { name: Ada Lovelace, role: Analyst, bio: Ada counts., aliases: [A. L.] }
max: { name: Max Weber }
-- content/tags.yaml --
mentoring: { label: Mentoring, description: All about mentors., synonyms: [mentorship] }
career: { label: Career }
`;

/** A post with all required fields. */
export function post(name: string, fields: string, body: string): string {
  const usual = ["title: A post", "date: 2024-05-02", "author: Ada Lovelace"];
  const given = fields.split("\n").filter((line) => line !== "");
  const missing = usual.filter((line) => !given.some((other) => other.startsWith(`${line.split(":")[0]}:`)));
  return `-- content/posts/${name}.md --\n---\n${[...missing, ...given].join("\n")}\n---\n${body}\n`;
}
