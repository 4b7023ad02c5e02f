/**
 * The worker pool that runs the commands of all test files: one process per core, each started on demand. Vitest calls
 * the default export before the first test file.
 */

import { type ChildProcess, execFile, fork } from "node:child_process";
import { createServer, type IncomingMessage, request } from "node:http";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import type { Run } from "../site/site.ts";

/** A command such as `build`, with its arguments and environment. */
export interface Command {
  name: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

const ROOT = resolve(import.meta.dirname, "..", "..");

/** The variable with the pool's address, if there is a pool. */
const ADDRESS = "BLOG_COMMAND_POOL";

/** Runs a command in the pool; returns undefined without a pool, as in `npm run test:whole`. */
export async function runInPool(command: Command): Promise<Run | undefined> {
  const address = process.env[ADDRESS];
  if (address === undefined) return undefined;
  const response = await post(address, JSON.stringify(command));
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(answer);
  return JSON.parse(answer);
}

/** Uses a new connection, because a kept-alive one may be closed at any moment. */
function post(address: string, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(address, { method: "POST", agent: false }, resolve).once("error", reject).end(body);
  });
}

/** A process that runs commands in order. */
class Worker {
  /** Commands that have not finished. */
  pending = 0;
  #process: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  async run(command: Command): Promise<Run> {
    this.pending += 1;
    const run = this.#last.then(() => this.#answer(command));
    this.#last = run.catch(() => {});
    try {
      return await run;
    } finally {
      this.pending -= 1;
    }
  }

  stop(): void {
    this.#process?.kill();
  }

  #answer(command: Command): Promise<Run> {
    const worker = this.#process ?? this.#start();
    return new Promise((resolve, reject) => {
      const fail = (code: number | null, signal: NodeJS.Signals | null): void =>
        reject(new Error(`The process that ran \`${command.name}\` ended with ${signal ?? code}.`));
      worker.once("exit", fail);
      worker.once("message", (run: Run) => {
        worker.off("exit", fail);
        resolve(run);
      });
      worker.send(command);
    });
  }

  #start(): ChildProcess {
    const started = fork(join(import.meta.dirname, "worker.mjs"), { execArgv: [] });
    started.once("exit", () => {
      this.#process = undefined;
    });
    this.#process = started;
    return started;
  }
}

export default async function startPool(): Promise<() => void> {
  // Compiles the code once, which all processes would do at the same time in a fresh clone.
  await promisify(execFile)(process.execPath, ["src/cli/launch.mjs", "check", "--help"], { cwd: ROOT });
  const workers = Array.from({ length: availableParallelism() }, () => new Worker());
  const server = createServer(async (request, response) => {
    const idlest = workers.reduce((one, other) => (other.pending < one.pending ? other : one));
    try {
      response.end(JSON.stringify(await idlest.run(JSON.parse(await text(request)))));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The pool of commands has no address.");
  process.env[ADDRESS] = `http://127.0.0.1:${address.port}`;
  return () => {
    for (const worker of workers) worker.stop();
    server.close();
  };
}
