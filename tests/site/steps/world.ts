/** A blog and its generator in a folder, with the incremental and the clean build that have to agree. */

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
import { bringCompiledCode } from "../clone.ts";
import { ROOT, type Run } from "../site.ts";
import { filesOf } from "./files.ts";
import type { Folders } from "./incidents.ts";
import { type Blog, moment } from "./model.ts";
import type { Kill } from "./step.ts";

/** The outcome of a build; `result` is absent if it printed no JSON. */
export interface Said extends Run {
  result: BuildResult | undefined;
}

export interface World {
  folders: Folders;
  /** The output folder of the clean build. */
  cleanSite: string;
  /** Writes the files of a blog; leaves unchanged files untouched. */
  write(blog: Blog): void;
  /** The incremental build, with site and cache. */
  build(now: number, isClean: boolean): Promise<Said>;
  /** A clean build of the same files, without site and cache. */
  buildClean(now: number): Promise<Said>;
  /** Starts a build and kills it. */
  kill(now: number, kill: Kill): Promise<void>;
  remove(): void;
}

/** The files of the generator, without content. */
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

/** The command behind `npm run build`, without npm, which would survive a kill. */
const BUILD = buildCommand();

function buildCommand(): string[] {
  const { scripts }: { scripts: { build: string } } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [program, ...args] = scripts.build.split(" ");
  if (program !== "node") throw new Error(`\`npm run build\` is “${scripts.build}”, which does not begin with node.`);
  return args;
}

/** A folder with two independent copies of the generator, in which every file may be changed. */
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
  bringCompiledCode(root);
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

/** Runs `npm run build` as a process group leader, so that its child processes can be killed with it. */
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
  // Makes messages independent of the folder.
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

/** Kills a build some time after it reports a phase; it may have exited before. */
function killed(build: ChildProcess, { phase, ms, spares }: Kill): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    build.once("error", reject);
    // Its workers may survive and keep files open.
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
    // It has exited already.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
