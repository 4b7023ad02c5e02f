/** A blog that is built by the real command, which is interrupted or hindered. */

import { type ChildProcess, spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, snapshot } from "../site/site.ts";
import { cases } from "../whole.ts";

/** The two states of the blog; every page differs between them. */
export type State = "before" | "after";

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Victim {
  folder: string;
  output: string;
  write(state: State): void;
  /** Starts a build as a process group leader. */
  begin(...more: string[]): Build;
  /** Which state is served; `nothing` between the two renames of a swap. */
  served(): State | "nothing" | "neither";
  remove(): void;
}

export interface Build {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** Kills it with its child processes. */
  kill(): void;
}

/** User `nobody`, for whom permissions apply; only root can switch users. */
export const NOBODY = 65_534;
export const isRoot = process.getuid?.() === 0;

const POSTS = cases({ sample: 4, whole: 30 });

function postText(number: number, state: State): string {
  return `---\ntitle: Post ${number} ${state}\ndate: 2024-05-${String((number % 28) + 1).padStart(2, "0")}\nauthor: Ada\ntags: [mentoring]\n---\nText ${state}. ${"Words and more words. ".repeat(50)}\n\n## A section\n\nMore ${state}.\n`;
}

/**
 * @param where the folder for blog and site
 * @param asNobody whether builds run as a user with write access there only
 */
export async function victim({
  where,
  asNobody = false,
}: {
  where?: string;
  asNobody?: boolean;
} = {}): Promise<Victim> {
  const folder = where ?? realpathSync(mkdtempSync(join(tmpdir(), "blog-victim-")));
  const output = join(folder, "_site");
  const made: Victim = {
    folder,
    output,
    write(state) {
      mkdirSync(join(folder, "content", "posts"), { recursive: true });
      writeFileSync(join(folder, "content", "site.yaml"), "name: Victim\nurl: https://blog.example\n");
      for (let at = 0; at < POSTS; at++)
        writeFileSync(join(folder, "content", "posts", `post-${at}.md`), postText(at, state));
      if (asNobody && isRoot) giveTo(folder, NOBODY);
    },
    begin: (...more) => begin(folder, more, asNobody && isRoot ? NOBODY : undefined),
    served() {
      if (!existsSync(output)) return "nothing";
      const site = snapshot(output);
      for (const [state, whole] of states) if (isSame(site, whole)) return state;
      return "neither";
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
  const states = new Map<State, Map<string, string>>();
  for (const state of ["after", "before"] as const) {
    made.write(state);
    // As the user who runs the tests, because the code may have to be compiled first.
    const { code, stderr } = await begin(folder, ["--clean"], undefined).ended;
    if (code !== 0) throw new Error(`The blog could not be built: ${stderr}`);
    states.set(state, snapshot(output));
  }
  return made;
}

/**
 * Starts a build of the blog in a folder.
 *
 * @param root the checkout of the generator
 */
export function begin(folder: string, more: readonly string[], uid: number | undefined, root = ROOT): Build {
  const places = { "--content": "content", "--assets": "assets", "--output": "_site", "--cache": "cache" };
  const args = Object.entries(places).flatMap(([option, name]) => [option, join(folder, name)]);
  const child = spawn(
    process.execPath,
    ["src/cli/launch.mjs", "build", ...args, "--now", "2026-01-01T00:00Z", ...more],
    {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  );
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said.stderr += text;
  });
  return {
    process: child,
    ended: new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve({ code, signal, ...said }));
    }),
    kill() {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch (error) {
        // It has exited already.
        if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
      }
    },
  };
}

/** Changes the owner of a folder and its content. */
export function giveTo(folder: string, uid: number): void {
  chownSync(folder, uid, uid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveTo(path, uid);
    else chownSync(path, uid, uid);
  }
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([path, bytes]) => other.get(path) === bytes);
}
