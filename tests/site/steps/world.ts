/**
 * A blog and its generator in a folder, with the two builds of it that have to agree.
 */

import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { BuildResult } from "../../../src/engine/write/build_result.ts";
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
  /** A build that knows nothing, of the same files elsewhere: into no site, with no cache. */
  buildClean(now: number): Promise<Said>;
  /** Begins a build and kills it. */
  kill(now: number, kill: Kill): Promise<void>;
  remove(): void;
}

/** What a project of this generator consists of, beside the content. */
const GENERATOR = [
  "_includes",
  "assets/css",
  "assets/fonts",
  "assets/img/icon.svg",
  "assets/js",
  "content/pages",
  "eleventy.config.ts",
  "package-lock.json",
  "package.json",
  "src",
  "tsconfig.json",
];

/** The command behind `npm run build`, without npm, which would outlive a killed build. */
const BUILD = buildCommand();

function buildCommand(): string[] {
  const { scripts }: { scripts: { build: string } } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [program, ...args] = scripts.build.split(" ");
  if (program !== "node") throw new Error(`\`npm run build\` is “${scripts.build}”, which does not begin with node.`);
  return args;
}

/** A new folder with two copies of the generator, in which every file may be changed; nothing but their files is shared. */
export function newWorld(): World {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "blog-steps-")));
  const [daily, twin] = [newProject(join(folder, "daily", "blog")), newProject(join(folder, "clean", "blog"))];
  const cleanCache = join(folder, "clean", "cache");
  const cleanSite = join(folder, "clean", "site");
  let written: Wanted = new Map();
  return {
    folders: {
      cache: join(daily, ".cache"),
      site: join(daily, "_site"),
      copies: join(folder, "copies"),
      sources: ["content", "assets", "_includes"].map((name) => join(daily, name)),
    },
    cleanSite,
    write(blog) {
      const wanted = filesOf(blog);
      for (const root of [daily, twin]) replaceFiles(root, written, wanted);
      written = wanted;
    },
    build: (now, isClean) => said(daily, ["--now", moment(now), ...(isClean ? ["--clean"] : [])]),
    buildClean(now) {
      for (const path of [cleanSite, cleanCache]) rmSync(path, { recursive: true, force: true });
      return said(twin, ["--now", moment(now), "--output", cleanSite, "--cache", cleanCache]);
    },
    kill: (now, kill) => killed(start(daily, ["--now", moment(now)]), kill),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function newProject(root: string): string {
  for (const path of GENERATOR) cpSync(join(ROOT, path), join(root, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  return root;
}

type Wanted = ReadonlyMap<string, string | Uint8Array>;

function replaceFiles(root: string, old: Wanted, wanted: Wanted): void {
  for (const path of old.keys()) if (!wanted.has(path)) rmSync(join(root, path), { force: true });
  for (const [path, text] of wanted) {
    if (old.get(path) === text) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** `npm run build` as a process that leads a group, so that those it starts can be ended with it. */
function start(root: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...BUILD, ...args], { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] });
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
  // Two projects in two folders say the same of the same files.
  const stdout = output.stdout.replaceAll(root, "(root)");
  return { code, stdout, stderr: output.stderr, result: parsed(stdout) };
}

function parsed(text: string): BuildResult | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Waits until a build says that a phase begins, and somewhat longer, and kills it; it may have ended by then. */
function killed(build: ChildProcess, { phase, ms, spares }: Kill): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    build.once("error", reject);
    // Its helpers may live on, and hold what it wrote to open.
    build.once("exit", () => resolve());
    build.stderr?.resume();
    build.stdout?.setEncoding("utf8").on("data", (more) => {
      const isNew = !text.includes(phase);
      text += more;
      if (isNew && text.includes(phase)) setTimeout(() => end(build, spares), ms);
    });
  });
}

function end({ pid, exitCode }: ChildProcess, spares: Kill["spares"]): void {
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(spares === "nothing" ? -pid : pid, "SIGKILL");
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
