/** Measures time, CPU and memory of a program and its child processes. */

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, printed } from "./peer.ts";
import type { Measurement } from "./results.ts";

/** Uses the time command, because Node can only measure itself. */
const GNU_TIME = "/usr/bin/time";
/** User and system seconds, and peak kilobytes of one process. */
const FORMAT = "%U %S %M";

const LAST_WORDS = 2_000;

export interface Finished extends Measurement {
  stdout: string;
}

/** Why CPU and memory cannot be measured here, if so. */
export function unmeasured(): string | undefined {
  const isThere = existsSync(GNU_TIME) && printed(GNU_TIME, "--version")?.includes("GNU") === true;
  return isThere ? undefined : `CPU and memory are not measured: ${GNU_TIME} is not GNU time.`;
}

/**
 * Runs a program.
 *
 * @throws Error with its last output if it fails
 */
export async function measured(command: Command): Promise<Finished> {
  if (unmeasured() !== undefined) {
    const { workMs: _, ...finished } = await timed(command);
    return finished;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-time-"));
  const report = join(folder, "report");
  try {
    const args = ["--format", FORMAT, "--output", report, command.file, ...command.args];
    const [busyBefore, allBefore] = machineTime();
    const { workMs, ...finished } = await timed({ ...command, file: GNU_TIME, args });
    const [busy, all] = machineTime();
    const waitedFor = costs(readFileSync(report, "utf8"));
    const cpuMs = Math.max(waitedFor.cpuMs, workMs);
    const { peakBytes } = waitedFor;
    const takenByOthers = Math.max(0, (busy - busyBefore - cpuMs) / Math.max(1, all - allBefore));
    return { ...finished, cpuMs, peakBytes, takenByOthers };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Parses a {@link FORMAT} line into milliseconds and bytes. */
export function costs(report: string): { cpuMs: number; peakBytes: number } {
  const [user = 0, system = 0, kilobytes = 0] = (report.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { cpuMs: Math.round((user + system) * 1000), peakBytes: kilobytes * 1024 };
}

/** Busy and total milliseconds of all cores. */
function machineTime(): [busy: number, all: number] {
  const kinds = cpus().map(({ times }) => times);
  const all = kinds.reduce((sum, { user, nice, sys, irq, idle }) => sum + user + nice + sys + irq + idle, 0);
  return [all - kinds.reduce((sum, { idle }) => sum + idle, 0), all];
}

/** Polling interval; work after the last poll is missed. */
const LOOK_EVERY_MS = 200;

/**
 * CPU time of a session's processes as seen by polling, because a program need not wait
 * for its child processes.
 */
class SessionWork {
  readonly #session: number | undefined;
  readonly #seen = new Map<string, number>();

  constructor(session: number | undefined) {
    this.#session = session;
  }

  /** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
  look(): void {
    for (const pid of processes()) {
      const stat = statOf(pid);
      if (stat === undefined) continue;
      // The program's name in brackets may contain spaces.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const [session, user, system] = [fields[3], fields[11], fields[12]].map(Number);
      if (session === this.#session) this.#seen.set(pid, ((user ?? 0) + (system ?? 0)) * MS_PER_TICK);
    }
  }

  get ms(): number {
    return [...this.#seen.values()].reduce((sum, ms) => sum + ms, 0);
  }
}

/** The unit of `/proc` on every common machine. */
const MS_PER_TICK = 10;

/** None without `/proc`. */
function processes(): string[] {
  return existsSync("/proc") ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : [];
}

function statOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It has exited since.
    return undefined;
  }
}

interface Timed extends Finished {
  workMs: number;
}

function timed({ file, args, cwd, env }: Command): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A session of its own.
      detached: true,
    });
    const work = new SessionWork(child.pid);
    const looking = setInterval(() => work.look(), LOOK_EVERY_MS);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", (error) => {
      clearInterval(looking);
      reject(error);
    });
    child.once("exit", () => work.look());
    child.once("close", (code) => {
      const wallMs = Math.round(performance.now() - start);
      clearInterval(looking);
      if (code === 0) resolve({ stdout, wallMs, workMs: work.ms });
      else reject(new Error(`It ended with ${code}. ${(stderr || stdout).trim().slice(-LAST_WORDS)}`));
    });
  });
}
