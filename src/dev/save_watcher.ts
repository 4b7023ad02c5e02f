/**
 * Watches source files. One watcher serves everything that follows a save: what to render again, and when to abort slower
 * work because a post was saved meanwhile.
 */

import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { UsageError } from "../base/usage_error.ts";

/** Collects changed paths and debounces them. */
export class ChangeQueue {
  readonly #isUrgent: (path: string) => boolean;
  #paths = new Set<string>();
  #wake: () => void = () => {};
  #urgent = new AbortController();

  /** @param isUrgent whether a change aborts the work in progress */
  constructor(isUrgent: (path: string) => boolean) {
    this.#isUrgent = isUrgent;
  }

  get isEmpty(): boolean {
    return this.#paths.size === 0;
  }

  /** Aborts as soon as an urgent change waits. Each call of {@link next} renews it. */
  get urgent(): AbortSignal {
    return this.#urgent.signal;
  }

  add(path: string): void {
    this.#paths.add(path);
    if (this.#isUrgent(path)) this.#urgent.abort();
    this.#wake();
  }

  /**
   * Waits for the next changes.
   *
   * @param timeout in milliseconds; none waits forever
   * @returns the changed paths; none after the timeout
   */
  async next(timeout?: number): Promise<ReadonlySet<string>> {
    if (this.isEmpty) await this.#change(timeout);
    if (!this.isEmpty) await this.#quiet();
    const paths = this.#paths;
    this.#paths = new Set();
    this.#urgent = new AbortController();
    return paths;
  }

  /** Waits until events cease: writing one file causes several. */
  async #quiet(): Promise<void> {
    for (let waits = 0; waits < MOST_WAITS; waits++) if (!(await this.#change(SAVED_AFTER_MS))) return;
  }

  /** @returns whether something changes before the timeout */
  #change(timeout: number | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = timeout === undefined ? undefined : setTimeout(() => resolve(false), timeout);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}

/** A file counts as saved when nothing was written for this long. */
const SAVED_AFTER_MS = 20;
/** Limits debouncing to half a second, for writes that never cease, such as a long download. */
const MOST_WAITS = 25;

/**
 * Watches folders and everything below them. Ignores hidden files, in which editors keep unfinished copies.
 *
 * Watches each folder rather than each file, which would take seconds at 10,000 posts. A folder is watched before its
 * content is listed, so no change in between is lost.
 */
export class FolderWatcher {
  readonly #onChange: (path: string) => void;
  readonly #watches = new Map<string, FSWatcher>();

  /**
   * @param paths folders, and single files
   * @throws UsageError when the system cannot watch any more folders
   */
  constructor(paths: readonly string[], onChange: (path: string) => void) {
    this.#onChange = onChange;
    const wanted = new Set(paths);
    for (const path of paths) this.#watchTree(path);
    // A folder may be deleted and come back, for example when another branch is checked out.
    for (const path of paths) this.#watch(dirname(path), (changed) => wanted.has(changed));
  }

  close(): void {
    for (const watcher of this.#watches.values()) watcher.close();
    this.#watches.clear();
  }

  #watchTree(folder: string): void {
    if (!isFolder(folder)) return;
    this.#watch(folder, () => true);
    for (const path of subfolders(folder)) this.#watchTree(path);
  }

  #watch(folder: string, isWanted: (path: string) => boolean): void {
    if (this.#watches.has(folder) || !isFolder(folder)) return;
    try {
      const watcher = watch(folder, (event, name) => {
        const path = name === null ? folder : join(folder, name);
        if (isHidden(basename(path)) || !isWanted(path)) return;
        if (event === "rename") this.#renew(path);
        this.#onChange(path);
      });
      watcher.on("error", () => this.#forget(folder));
      this.#watches.set(folder, watcher);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // It has just been deleted.
      if (code === "ENOENT") return;
      if (code === "ENOSPC" || code === "EMFILE") throw new UsageError(`Cannot watch ${folder}: ${LIMIT_REACHED}`);
      throw error;
    }
  }

  /** Watches a path that was created, deleted or replaced. */
  #renew(path: string): void {
    this.#forget(path);
    try {
      this.#watchTree(path);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    }
  }

  #forget(folder: string): void {
    for (const [path, watcher] of this.#watches) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      this.#watches.delete(path);
    }
  }
}

const LIMIT_REACHED =
  "the system already watches too many files. Raise `fs.inotify.max_user_watches`, or close other programs.";

/** Whether a name is that of an unfinished copy or of a tool's own folder. */
function isHidden(name: string): boolean {
  return name.startsWith(".") && name !== ".well-known";
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The folders in a folder; none when it has just been deleted. */
function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isHidden(entry.name) && entry.name !== "node_modules")
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

/**
 * The result of work, unless the signal aborts first.
 *
 * @throws the reason of the abort
 */
export async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  // Once aborted, a failure of the work is of no interest.
  work.catch(() => {});
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    }),
  ]);
}
