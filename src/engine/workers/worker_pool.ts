/**
 * Processes that help a build on the other cores. Each has the code and the settings by itself, since registries hold
 * functions, which cannot be handed from process to process; what they make they put into the cache and into the new
 * site, since that is quicker than sending it.
 */

import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { BuildOptions } from "../../config/options.ts";
import type {
  Answer,
  IndexRequest,
  LoadAnswer,
  LoadRequest,
  RenderAnswer,
  RenderRequest,
  Request,
  Start,
} from "./messages.ts";

interface Asking {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class Worker {
  readonly #process: ChildProcess;
  /** Those that wait for an answer, in the order in which they asked. */
  readonly #asking: Asking[] = [];

  constructor(options: BuildOptions) {
    this.#process = fork(join(options.root, "src", "cli", "launch.mjs"), ["worker"], { env: ownEnvironment() });
    this.#process.on("message", (answer: Answer) => this.#asking.shift()?.resolve(answer));
    this.#process.on("error", (error) => this.#fail(error));
    this.#process.on("exit", (code) => this.#fail(new Error(`A process that helped ended with ${code}.`)));
    const beginning: Start = { options };
    this.#process.send(beginning);
  }

  /** @throws Error when the process ends before it has answered */
  async learn(task: LoadRequest): Promise<LoadAnswer> {
    const answer = await this.#ask(task);
    if (answer.kind !== "learnt") throw new Error(`A process that helped was asked to read, and ${answer.kind}.`);
    return answer;
  }

  /**
   * Has it put what it learnt where other processes see it.
   *
   * @returns false where that cannot be written
   * @throws Error when the process ends before it has answered
   */
  async share(): Promise<boolean> {
    const answer = await this.#ask({ kind: "share" });
    return answer.kind === "shared" && answer.done;
  }

  /** @throws Error when the process ends before it has answered */
  async make(task: RenderRequest | IndexRequest): Promise<RenderAnswer> {
    const answer = await this.#ask(task);
    if (answer.kind === "learnt" || answer.kind === "shared") {
      throw new Error(`A process that helped was asked to make files, and ${answer.kind}.`);
    }
    return answer;
  }

  /** Lets the process end, without waiting for it. */
  dismiss(): void {
    if (this.#process.connected) this.#process.disconnect();
    this.#process.unref();
  }

  #ask(task: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (!this.#process.connected) throw new Error("A process that helped has ended.");
      this.#asking.push({ resolve, reject });
      this.#process.send(task);
    });
  }

  #fail(error: Error): void {
    for (const { reject } of this.#asking.splice(0)) reject(error);
  }
}

/** Without what makes a process that `node --watch` has started report, between its answers, each module it loads. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, WATCH_REPORT_DEPENDENCIES: undefined };
}

/** The helpers of a build, called when there is work for them. */
export class WorkerPool {
  readonly #options: BuildOptions;
  readonly #most: number;
  readonly #helpers: Worker[] = [];

  /** @param most processes beside this one */
  constructor(options: BuildOptions, most = availableParallelism() - 1) {
    this.#options = options;
    this.#most = most;
  }

  /** So many helpers, or as many as there are cores for. They stay until the build is over. */
  workers(wanted: number): readonly Worker[] {
    while (this.#helpers.length < Math.min(wanted, this.#most)) this.#helpers.push(new Worker(this.#options));
    return this.#helpers.slice(0, wanted);
  }

  /** As many as there are cores for. */
  all(): readonly Worker[] {
    return this.workers(this.#most);
  }

  dismiss(): void {
    for (const helper of this.#helpers) helper.dismiss();
  }
}
