/**
 * One build at a time for each folder: two would take each other's files away.
 */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../../base/usage_error.ts";

/**
 * Does something while nobody else does so for the same folder.
 *
 * @throws UsageError when somebody else does
 */
export async function withLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${folder}.lock`;
  // Where nothing but the site may be written, not even a folder that is there may be made.
  if (!existsSync(dirname(lock))) mkdirSync(dirname(lock), { recursive: true });
  if (!take(lock)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && isRunning(owner)) {
      throw new UsageError(
        `Another build (process ${owner}) is publishing into ${folder}. Build again when it has ended.`,
      );
    }
    // Its owner was ended before it could give the lock back.
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
