/**
 * A lock that allows one build at a time per output folder.
 */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../../base/usage_error.ts";

/**
 * Runs `work` while holding the lock of a folder.
 *
 * @throws UsageError if another process holds it
 */
export async function withLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${folder}.lock`;
  // In the sandbox, even `mkdir` of an existing folder is forbidden outside the site.
  if (!existsSync(dirname(lock))) mkdirSync(dirname(lock), { recursive: true });
  if (!take(lock)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && isRunning(owner)) {
      throw new UsageError(
        `Another build (process ${owner}) is publishing into ${folder}. Build again when it has ended.`,
      );
    }
    // A stale lock: its owner died.
    rmSync(lock, { force: true });
    if (!take(lock)) throw new UsageError(`Another build has just started to publish into ${folder}.`);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function ownerOf(lock: string): number | undefined {
  try {
    const owner = Number(readFileSync(lock, "utf8"));
    return Number.isInteger(owner) && owner > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
