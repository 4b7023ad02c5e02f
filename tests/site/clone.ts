/** A clone of this checkout as an owner has it, for testing commands with all defaults. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "./free_port.ts";
import { ROOT } from "./site.ts";

/** Clones the checkout with uncommitted changes; `node_modules` is a symlink. Code that was compiled comes along. */
export function clone(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "clone-")));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
  const deleted = new Set(filesIn(execFileSync("git", ["ls-files", "-z", "--deleted"], { cwd: ROOT })));
  for (const file of filesIn(listed).filter((file) => !deleted.has(file))) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  bringCompiledCode(folder);
  const git = (...args: string[]): void => void execFileSync("git", ["-C", folder, ...args]);
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Ada", "-c", "user.email=ada@blog.example", "commit", "--quiet", "-m", "Clone the blog");
  return folder;
}

/**
 * Copies what this checkout has compiled into another, since compiling takes seconds; `launcher.test.ts` compiles it in
 * a checkout without any.
 */
export function bringCompiledCode(folder: string): void {
  const compiled = join(ROOT, ".cache", "code");
  if (existsSync(compiled)) cpSync(compiled, join(folder, ".cache", "code"), { recursive: true });
}

function filesIn(listed: Buffer): string[] {
  return listed.toString("utf8").split("\0").filter(Boolean);
}

/** The environment without variables from the test runner, npm or blog settings. */
export function ownersEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:BLOG_|ELEVENTY_|VITEST|NODE_|npm_|TEST$)/.test(name)),
  );
}

export interface Running {
  port: number;
  /** Without a trailing slash. */
  address: string;
  /** The command's output so far. */
  printed(): string;
  isRunning(): boolean;
  /** Stops the command and its child processes. */
  stop(): void;
}

/** Starts `npm run <script>` on a free port and waits until a path responds. */
export async function runServer(folder: string, script: string, path: string): Promise<Running> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const server = spawn("npm", ["run", script, "--", "--port", String(port)], {
    cwd: folder,
    env: ownersEnvironment(),
    // A process group leader, because npm runs the command as a child process.
    detached: true,
  });
  const printed: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => printed.push(String(text)));
  const running: Running = {
    port,
    address,
    printed: () => printed.join(""),
    isRunning: () => server.exitCode === null && server.signalCode === null,
    stop: () => stop(server),
  };
  try {
    await eventually(LONGEST_START_MS, async () => ((await pageAt(address + path)).status === 200 ? true : undefined));
    return running;
  } catch {
    running.stop();
    throw new Error(`npm run ${script} never answered. It printed:\n${running.printed()}`);
  }
}

const LONGEST_START_MS = 90_000;

/** Kills the process group of a detached process. */
export function stop({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid);
  } catch {
    // It has exited already.
  }
}

export interface Answer {
  /** 0 if there is no response. */
  status: number;
  text: string;
}

export async function pageAt(address: string): Promise<Answer> {
  try {
    const response = await fetch(address);
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: "" };
  }
}

/**
 * Retries until there is a result.
 *
 * @throws Error after the timeout
 */
export async function eventually<Result>(ms: number, ask: () => Promise<Result | undefined>): Promise<Result> {
  const end = performance.now() + ms;
  for (;;) {
    const result = await ask();
    if (result !== undefined) return result;
    if (performance.now() > end) throw new Error(`This did not happen within ${ms} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Removes a clone. A command that was stopped may go on writing into its cache for a moment. */
export async function removeClone(folder: string): Promise<void> {
  await eventually(30_000, async () => {
    try {
      rmSync(folder, { recursive: true, force: true });
      return true;
    } catch {
      return undefined;
    }
  });
}
