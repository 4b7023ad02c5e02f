/**
 * A blog and its generator in a folder, with the two builds of it that have to agree.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { BuildResult } from "../../../src/build/build.ts";
import { ROOT, type Run } from "../site.ts";
import { filesOf } from "./files.ts";
import type { Folders } from "./incidents.ts";
import { type Blog, moment } from "./model.ts";
import type { Kill } from "./step.ts";

/** What a build said; `result` is absent when it printed no JSON. */
export interface Said extends Run {
  result: BuildResult | undefined;
}

export interface World {
  folders: Folders;
  /** Where the clean build publishes. */
  cleanSite: string;
  /** Makes the files those of a blog; files that stay the same are not touched. */
  write(blog: Blog): void;
  /** The build of every day: into the site that is there, with what the cache holds. */
  build(now: number, isClean: boolean): Promise<Said>;
  /** A build that knows nothing: into no site, with no cache. */
  buildClean(now: number): Promise<Said>;
  /** Begins a build and kills it, and every process it started. */
  kill(now: number, kill: Kill): Promise<void>;
  remove(): void;
}

/** What a project of this generator consists of, beside the content. */
const GENERATOR = [
  "_includes",
  "assets/css",
  "content/pages",
  "eleventy.config.ts",
  "package-lock.json",
  "package.json",
  "src",
  "tsconfig.json",
];

/** A new folder with a generator of its own, in which every file may be changed. */
export function newWorld(): World {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "blog-steps-")));
  for (const path of GENERATOR) cpSync(join(ROOT, path), join(root, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  const folders: Folders = {
    cache: join(root, ".cache"),
    site: join(root, "_site"),
    sources: ["content", "assets", "_includes"].map((name) => join(root, name)),
  };
  const clean = join(root, "_site.clean");
  const cleanSite = join(clean, "site");
  let written: ReadonlyMap<string, string> = new Map();
  return {
    folders,
    cleanSite,
    write(blog) {
      const wanted = filesOf(blog);
      replaceFiles(root, written, wanted);
      written = wanted;
    },
    build: (now, isClean) => said(root, ["--now", moment(now), ...(isClean ? ["--clean"] : [])]),
    buildClean(now) {
      rmSync(clean, { recursive: true, force: true });
      return said(root, ["--now", moment(now), "--output", cleanSite, "--cache", join(clean, "cache")]);
    },
    kill: (now, kill) => killed(start(root, ["--now", moment(now)]), kill),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function replaceFiles(root: string, old: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): void {
  for (const path of old.keys()) if (!wanted.has(path)) rmSync(join(root, path), { force: true });
  for (const [path, text] of wanted) {
    if (old.get(path) === text) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** `npm run build` as a process that leads a group, so that those it starts can be ended with it. */
function start(root: string, args: readonly string[]): ChildProcess {
  const given = ["--import", "tsx", "src/cli/build.ts", ...args];
  return spawn(process.execPath, given, { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] });
}

async function said(root: string, args: readonly string[]): Promise<Said> {
  const build = start(root, [...args, "--json"]);
  const output = { stdout: "", stderr: "" };
  build.stdout?.setEncoding("utf8").on("data", (text) => {
    output.stdout += text;
  });
  build.stderr?.setEncoding("utf8").on("data", (text) => {
    output.stderr += text;
  });
  const code = await new Promise<number>((resolve, reject) => {
    build.once("error", reject);
    build.once("close", (code) => resolve(code ?? -1));
  });
  return { code, ...output, result: parsed(output.stdout) };
}

function parsed(text: string): BuildResult | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Waits until a build says that a phase begins, and somewhat longer, and kills it; it may have ended by then. */
function killed(build: ChildProcess, { phase, ms }: Kill): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    build.once("error", reject);
    build.once("close", () => resolve());
    build.stderr?.resume();
    build.stdout?.setEncoding("utf8").on("data", (more) => {
      const isNew = !text.includes(phase);
      text += more;
      if (isNew && text.includes(phase)) setTimeout(() => endGroup(build), ms);
    });
  });
}

function endGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
