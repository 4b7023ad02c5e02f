/**
 * A lock that allows one build at a time per output folder.
 */

import { execFileSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { constants, hostname } from "node:os";
import { dirname } from "node:path";
import { z } from "zod";
import { wallClock } from "../../base/clock.ts";
import { parseJson } from "../../base/json.ts";
import { UsageError } from "../../base/usage_error.ts";

/** A process that holds a lock. Process ids repeat, in containers with every start. */
const owner = z.object({
  host: z.string(),
  pid: z.number().int().positive(),
  /** When it started, as its operating system says; undefined where that does not say so. */
  started: z.string().optional(),
});
type Owner = z.infer<typeof owner>;

/** Earlier versions wrote the id alone. */
const written = z.union([
  owner,
  z
    .number()
    .int()
    .positive()
    .transform((pid): Owner => ({ host: hostname(), pid })),
]);

/** The holder of a lock touches it this often. */
const HEARTBEAT_MS = 5000;
/** A lock that was not touched for this long is stale, whatever machine holds it. */
const SILENT_AFTER_MS = 120_000;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `work` while holding the lock of a folder. A signal that ends the process releases it.
 *
 * @throws UsageError if another process holds it
 */
export async function withLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${folder}.lock`;
  // In the sandbox, even `mkdir` of an existing folder is forbidden outside the site.
  if (!existsSync(dirname(lock))) mkdirSync(dirname(lock), { recursive: true });
  const own: Owner = { host: hostname(), pid: process.pid, started: startOf("self") };
  const text = JSON.stringify(own);
  const begun = `Another build has just started to publish into ${folder}.`;
  if (!take(lock, text)) {
    const found = read(lock);
    if (found !== undefined) {
      const holder = parsed(found);
      // An empty lock is about to be written, or its process was killed.
      const isHeld = holder === undefined ? silence(lock) < HEARTBEAT_MS : isHeldBy(holder, own, lock);
      if (isHeld) throw new UsageError(holder === undefined ? begun : refusal(holder, own, folder));
      discard(lock, found);
    }
    if (!take(lock, text)) throw new UsageError(begun);
  }
  const release = (): void => {
    if (read(lock) === text) rmSync(lock, { force: true });
  };
  const heartbeat = setInterval(() => touch(lock), HEARTBEAT_MS).unref();
  const end = (signal: (typeof SIGNALS)[number]): void => {
    release();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    clearInterval(heartbeat);
    release();
  }
}

function refusal({ pid, host }: Owner, own: Owner, folder: string): string {
  const busy = `is publishing into ${folder}`;
  if (host === own.host) return `Another build (process ${pid}) ${busy}. Build again when it has ended.`;
  return `Another build (process ${pid} on ${host}) ${busy}. Build again when it has ended, or two minutes after it was killed.`;
}

function take(lock: string, text: string): boolean {
  try {
    writeFileSync(lock, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function read(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return undefined;
  }
}

function parsed(text: string): Owner | undefined {
  return parseJson(text, written);
}

/** Removes a lock whose holder has ended, unless another build has replaced it meanwhile. */
function discard(lock: string, text: string): void {
  const taken = `${lock}.${process.pid}`;
  try {
    renameSync(lock, taken);
    if (read(taken) !== text) linkSync(taken, lock);
  } catch {
    // Another build was quicker.
  } finally {
    rmSync(taken, { force: true });
  }
}

function touch(lock: string): void {
  try {
    const now = wallClock() / 1000;
    utimesSync(lock, now, now);
  } catch {
    // It was removed in the meantime.
  }
}

/** How long a lock was not touched. */
function silence(lock: string): number {
  return wallClock() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

function isHeldBy(holder: Owner, own: Owner, lock: string): boolean {
  if (silence(lock) > SILENT_AFTER_MS) return false;
  if (holder.host !== own.host) return true;
  // Another process had the id before this one.
  if (holder.pid === own.pid) return holder.started !== undefined && holder.started === own.started;
  if (!isRunning(holder.pid)) return false;
  const started = startOf(holder.pid);
  return started === undefined || holder.started === undefined || started === holder.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When a process started; undefined if that cannot be found out. */
function startOf(pid: number | "self"): string | undefined {
  try {
    // A container may show the /proc of its host, where other processes have these ids.
    if (pid !== "self" && readlinkSync("/proc/self") !== String(process.pid)) return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The second field is the program's name in brackets, which may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return `${boot} ${fields[19]}`;
  } catch {
    return existsSync("/proc/self") ? undefined : startFromPs(pid === "self" ? process.pid : pid);
  }
}

/** On systems without /proc, such as macOS. */
function startFromPs(pid: number): string | undefined {
  try {
    const env = { ...process.env, LC_ALL: "C" };
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        env,
      }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
