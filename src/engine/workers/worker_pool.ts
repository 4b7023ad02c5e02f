/**
 * The worker processes of a build, one for each other core. A worker loads code and settings itself, since functions
 * cannot be sent between processes, and writes its results to the cache and the new site, since sending them is slower.
 */

import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import type { BuildOptions } from "../../config/options.ts";
import type { PostFile } from "../../content/list_files.ts";
import type { WrittenFile } from "../write/staging.ts";
import { errorOf, type LoadedFile, loadedFiles, reply, type Task, writtenFiles } from "./messages.ts";

/** A worker ended before it replied. Its tasks can be done in this process. */
export class WorkerExit extends Error {}

interface PendingTask {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class Worker {
  readonly #process: ChildProcess;
  /** The tasks without a reply, by id. */
  readonly #pending = new Map<number, PendingTask>();
  #lastId = 0;

  constructor(options: BuildOptions) {
    this.#process = fork(join(options.root, "src", "cli", "launch.mjs"), ["worker"]);
    this.#process.on("message", (message) => this.#settle(message));
    this.#process.on("error", (error) => this.#rejectAll(error.message));
    this.#process.on("exit", (code) => this.#rejectAll(`exit code ${code}`));
    this.#process.send({ options });
  }

  /** Loads posts into the cache. */
  load(files: PostFile[]): Promise<LoadedFile[]> {
    return this.#run({ kind: "load", files }, loadedFiles);
  }

  /** Renders pages, or makes a search index, into the new site. */
  make(task: Extract<Task, { kind: "render" | "index" }>): Promise<WrittenFile[]> {
    return this.#run(task, writtenFiles);
  }

  /** Lets the worker end without waiting for it. */
  dismiss(): void {
    if (this.#process.connected) this.#process.disconnect();
    this.#process.unref();
  }

  /**
   * @throws WorkerExit when the worker ends before it replies
   * @throws CacheMiss, RenderError as the task does
   */
  async #run<Result>(task: Task, result: z.ZodType<Result>): Promise<Result> {
    if (!this.#process.connected) throw new WorkerExit("The worker has ended.");
    const id = ++this.#lastId;
    const replied = new Promise<unknown>((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    this.#process.send({ id, task });
    return result.parse(await replied);
  }

  #settle(message: unknown): void {
    const { id, result, failure } = reply.parse(message);
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (failure === undefined) pending?.resolve(result);
    else pending?.reject(errorOf(failure));
  }

  #rejectAll(reason: string): void {
    for (const { reject } of this.#pending.values()) reject(new WorkerExit(`A worker has ended: ${reason}.`));
    this.#pending.clear();
  }
}

/** Workers start when they are asked for, and stay until the build ends. */
export class WorkerPool {
  readonly #options: BuildOptions;
  readonly #size: number;
  readonly #workers: Worker[] = [];

  /** @param size the most workers, beside this process */
  constructor(options: BuildOptions, size = availableParallelism() - 1) {
    this.#options = options;
    this.#size = size;
  }

  /** This many workers, or as many as there are cores for. */
  workers(wanted = this.#size): readonly Worker[] {
    while (this.#workers.length < Math.min(wanted, this.#size)) this.#workers.push(new Worker(this.#options));
    return this.#workers.slice(0, wanted);
  }

  dismiss(): void {
    for (const worker of this.#workers) worker.dismiss();
  }
}
