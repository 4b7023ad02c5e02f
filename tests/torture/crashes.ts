/**
 * Builds that are killed at random moments, and builds on a full disk: the served site is always completely old or
 * completely new, and the next build recovers.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { isRoot, type State, type Victim, victim } from "./victim.ts";

const other = (state: State): State => (state === "before" ? "after" : "before");

export interface Killed {
  killed: number;
  /** Builds that had finished before the kill. */
  tooLate: number;
  servedOld: number;
  servedNew: number;
  /** Killed between the two renames of a swap: the next build restores the site. */
  servedNothing: number;
  healed: number;
  failure: string | undefined;
}

/** Kills builds and their child processes at random moments. */
export async function killBuilds(count: number, seed: number): Promise<Killed> {
  const done: Killed = {
    killed: 0,
    tooLate: 0,
    servedOld: 0,
    servedNew: 0,
    servedNothing: 0,
    healed: 0,
    failure: undefined,
  };
  const blog = await victim();
  try {
    const usual = await timeOf(blog);
    let old: State = "after";
    for (const share of fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: count, seed })) {
      const fresh = other(old);
      blog.write(fresh);
      const build = blog.begin();
      await Promise.race([build.ended, setTimeout(share * usual)]);
      build.kill();
      const { code } = await build.ended;
      if (code === null) done.killed += 1;
      else done.tooLate += 1;
      const served = blog.served();
      if (served === "neither")
        return { ...done, failure: `Killed after ${Math.round(share * usual)} ms, it left half a site.` };
      if (served === "nothing") done.servedNothing += 1;
      else if (served === old) done.servedOld += 1;
      else done.servedNew += 1;
      const healing = await blog.begin().ended;
      if (healing.code !== 0)
        return { ...done, failure: `The next build ended with ${healing.code}: ${healing.stderr}` };
      if (blog.served() !== fresh) return { ...done, failure: "The next build did not give what a clean one gives." };
      done.healed += 1;
      old = fresh;
    }
    return done;
  } finally {
    blog.remove();
  }
}

/** Duration of a build that renders every page; leaves the blog in the state `after`. */
async function timeOf(blog: Victim): Promise<number> {
  blog.write("after");
  const start = performance.now();
  await blog.begin().ended;
  return performance.now() - start;
}

export interface Filled {
  tried: number;
  /** Builds with enough space. */
  published: number;
  refused: number;
  healed: number;
  failure: string | undefined;
}

/** Why a full disk cannot be simulated here, if so. */
export function cannotMount(): string | undefined {
  if (!isRoot) return "Only root can mount a small disk, so no full disk was tried.";
  const folder = mkdtempSync(join(tmpdir(), "blog-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return undefined;
  } catch {
    return "This machine lets nobody mount a small disk, so no full disk was tried.";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds on a disk with less and less free space. */
export async function fillDisk(points: number): Promise<Filled> {
  const done: Filled = { tried: 0, published: 0, refused: 0, healed: 0, failure: undefined };
  const disk = mkdtempSync(join(tmpdir(), "blog-disk-"));
  const sized = (kilobytes: number): void => {
    execFileSync("mount", ["-o", `remount,size=${kilobytes}k`, disk]);
  };
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=256m", "tmpfs", disk]);
  try {
    const folder = join(disk, "blog");
    mkdirSync(folder);
    const blog = await victim({ where: folder });
    let old: State = "before";
    for (let point = 0; point < points; point++) {
      const fresh = other(old);
      blog.write(fresh);
      const used = Number(execFileSync("df", ["-k", "--output=used", disk], { encoding: "utf8" }).split("\n")[1]);
      const room = Math.round((ROOM_FOR_ALL * point) / points);
      sized(used + room);
      const { code, stderr } = await blog.begin().ended;
      done.tried += 1;
      if (code === 0) done.published += 1;
      else done.refused += 1;
      const served = blog.served();
      const why = whatIsWrong(code, stderr, served, old, fresh);
      if (why !== undefined) return { ...done, failure: `With ${room} KB left: ${why}` };
      sized(262_144);
      const healing = await blog.begin().ended;
      if (healing.code !== 0 || blog.served() !== fresh) {
        return { ...done, failure: `With ${room} KB left, the next build did not make all good: ${healing.stderr}` };
      }
      done.healed += 1;
      old = fresh;
    }
    return done;
  } finally {
    execFileSync("umount", [disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}

/** Kilobytes that a build needs for its new files in site and cache. */
const ROOM_FOR_ALL = 110;

function whatIsWrong(
  code: number | null,
  stderr: string,
  served: ReturnType<Victim["served"]>,
  old: State,
  fresh: State,
): string | undefined {
  if (served !== (code === 0 ? fresh : old)) return `it ended with ${code}, and ${served} is served.`;
  if (code !== 0 && !/disk is full/i.test(stderr)) return `it said “${stderr}”.`;
  return undefined;
}
