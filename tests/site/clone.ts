/**
 * A clone of this checkout as its owner has one, for commands that are tried with every default: no variable set, no
 * folder moved.
 */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "./free_port.ts";
import { ROOT } from "./site.ts";

/** Clones the checkout with its uncommitted changes; `node_modules` is a link to the checkout's. */
export function clone(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "clone-")));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
  const deleted = new Set(filesIn(execFileSync("git", ["ls-files", "-z", "--deleted"], { cwd: ROOT })));
  for (const file of filesIn(listed).filter((file) => !deleted.has(file))) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const git = (...args: string[]): void => void execFileSync("git", ["-C", folder, ...args]);
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Ada", "-c", "user.email=ada@blog.example", "commit", "--quiet", "-m", "Clone the blog");
  return folder;
}

function filesIn(listed: Buffer): string[] {
  return listed.toString("utf8").split("\0").filter(Boolean);
}

/** The environment without what the test runner, npm or the settings of a blog add to it. */
export function ownersEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:BLOG_|ELEVENTY_|VITEST|NODE_|npm_|TEST$)/.test(name)),
  );
}

export interface Running {
  port: number;
  /** Without a slash at its end. */
  address: string;
  /** What the command has printed so far. */
  printed(): string;
  isRunning(): boolean;
  /** Ends the command and everything that it started. */
  stop(): void;
}

/** Starts `npm run <script>` on a free port, and waits until it answers at a path. */
export async function runServer(folder: string, script: string, path: string): Promise<Running> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const server = spawn("npm", ["run", script, "--", "--port", String(port)], {
    cwd: folder,
    env: ownersEnvironment(),
    // The leader of a process group, since npm runs the command in a process of its own.
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

/** Ends the process group that a detached process leads. */
export function stop({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid);
  } catch {
    // It has ended by itself.
  }
}

export interface Answer {
  /** 0 where nobody answers. */
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
 * Asks again and again until there is an answer.
 *
 * @throws Error when there is none in time
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

/** Removes a clone. */
export function removeClone(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
