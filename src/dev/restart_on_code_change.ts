/**
 * Runs a command in a child process, and restarts it whenever the generator's code changes.
 */

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { codeVersion, configFiles } from "../cache/code_version.mjs";
import { ChangeQueue, FolderWatcher } from "./save_watcher.ts";

/**
 * @param command its name and arguments
 * @returns its exit code when it ends by itself. When it fails after a restart, the next code change restarts it again.
 */
export async function restartOnCodeChange(root: string, command: readonly string[]): Promise<number> {
  const changes = new ChangeQueue(() => false);
  const code = (): string[] => ["src", ...configFiles(root)].map((name) => join(root, name));
  let watcher = new FolderWatcher(code(), (path) => changes.add(path));
  let running: ChildProcess | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      running?.kill();
      process.exit(0);
    });
  }
  try {
    for (let isFirst = true; ; isFirst = false) {
      const version = versionOf(root);
      if (!isFirst && version !== undefined) {
        // The configuration may import other files now.
        watcher.close();
        watcher = new FolderWatcher(code(), (path) => changes.add(path));
      }
      running = fork(join(root, "src", "cli", "launch.mjs"), command);
      const ended = exitOf(running);
      const changed = untilOtherThan(version, root, changes);
      const exitCode = await Promise.race([ended, changed]);
      if (exitCode !== undefined) {
        if (isFirst || exitCode === 0) return exitCode;
        process.stderr.write("The changed code failed. Change it again to restart.\n");
        await changed;
      }
      running.kill();
      await ended;
    }
  } finally {
    watcher.close();
  }
}

function exitOf(process: ChildProcess): Promise<number> {
  return new Promise((resolve) => process.once("exit", (code) => resolve(code ?? 1)));
}

/** Waits until the code is no longer that of a version. */
async function untilOtherThan(version: string | undefined, root: string, changes: ChangeQueue): Promise<undefined> {
  while (versionOf(root) === version) await changes.next();
}

/** The version of the code; undefined while one of its files is missing. */
function versionOf(root: string): string | undefined {
  try {
    return codeVersion(root);
  } catch {
    return undefined;
  }
}
