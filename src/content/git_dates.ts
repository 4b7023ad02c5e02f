/**
 * When each post last changed according to git. Runs git once for all posts, and caches the result until the next
 * commit.
 */

import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { longDate } from "../base/dates.ts";
import { isList, isNumberEntry, parseJson, schemaOf } from "../base/json.ts";
import type { Finding } from "../base/source.ts";
import type { Cache } from "../cache/cache.ts";
import type { Post } from "./post.ts";

/** Times in milliseconds since 1970, by file path below the folder. */
export type ChangeTimes = ReadonlyMap<string, number>;

/** The history of a folder. */
export interface History {
  times: ChangeTimes;
  /** Why nothing is known although there is a history. */
  finding?: Finding;
}

export const NO_HISTORY: History = { times: new Map() };

/**
 * The state of a folder's history: its last commit, and whether the clone is complete. Undefined outside a repository,
 * or without git.
 */
export function historyState(folder: string): string | undefined {
  if (!isInRepository(resolve(folder))) return undefined;
  const { status, stdout, stderr } = spawnSync("git", ["rev-parse", "--is-shallow-repository", "HEAD"], {
    cwd: folder,
    env: ownRepository(),
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  return /dubious ownership/.test(stderr ?? "") ? REFUSED : undefined;
}

/** Skips git for a blog outside a repository, which is faster than letting git find out. */
function isInRepository(folder: string): boolean {
  return existsSync(join(folder, ".git")) || (dirname(folder) !== folder && isInRepository(dirname(folder)));
}

const REFUSED = "refused";

const NOTE = "history";

const changeTimeEntries = schemaOf((value) => isList(value, isNumberEntry));

/** The history of a folder: when its files last changed, not counting additions and renames. */
export async function historyOf(folder: string, cache: Cache): Promise<History> {
  const state = historyState(folder);
  if (state === undefined) return NO_HISTORY;
  if (state === REFUSED) return { ...NO_HISTORY, finding: refused(folder) };
  if (state.startsWith("true")) return { ...NO_HISTORY, finding: SHALLOW };
  const [before, kept] = cache.note(NOTE)?.split("\0") ?? [];
  const known = before === state ? parseJson(kept, changeTimeEntries) : undefined;
  if (known) return { times: new Map(known) };
  const read = await log(folder);
  if (typeof read !== "string") return { ...NO_HISTORY, finding: read };
  const times = changeTimes(read);
  cache.writeNote(NOTE, `${state}\0${JSON.stringify([...times])}`);
  return { times };
}

const run = promisify(execFile);

/** Commit times, since they tell when a change was published, not when it was first written. */
async function log(folder: string): Promise<string | Finding> {
  const given = ["log", `--format=${COMMIT}%ct`, "--name-status", "-z", "-M", "-l1000", "--relative", "--", "."];
  try {
    const { stdout } = await run("git", given, { cwd: folder, env: ownRepository(), maxBuffer: 1 << 30 });
    return stdout;
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

const COMMIT = "\x01";

/**
 * Parses the log, newest commit first. A renamed file keeps the changes made under its old name.
 *
 * @see https://git-scm.com/docs/git-log#Documentation/git-log.txt---name-status
 */
export function changeTimes(log: string): Map<string, number> {
  const times = new Map<string, number>();
  const known = new Set<string>();
  /** Maps the name of a file at the commit being read to its current name. */
  const nameNow = new Map<string, string>();
  const words = log.split("\0")[Symbol.iterator]();
  const next = (): string => words.next().value ?? "";
  let time = 0;
  for (const word of words) {
    const sign = word.replace(/^\n/, "");
    if (sign.startsWith(COMMIT)) time = Number(sign.slice(COMMIT.length)) * 1000;
    if (!/^[A-Z]\d*$/.test(sign)) continue;
    const path = next();
    if (sign.startsWith("R") || sign.startsWith("C")) {
      const name = next();
      nameNow.set(path, nameNow.get(name) ?? name);
      continue;
    }
    const now = nameNow.get(path) ?? path;
    if (sign === "M" && !known.has(now)) times.set(now, time);
    known.add(now);
  }
  return times;
}

/**
 * Fills in `updated` from git for a post without one: only if the change came after the day of its date and before the
 * build time.
 */
export function withChangeTime(post: Post, changed: number | undefined, zone: string, now: number): Post {
  if (post.updated !== undefined || changed === undefined || changed < post.date || changed > now) return post;
  const isSameDay = longDate(zone, "en", changed) === longDate(zone, "en", post.date);
  return isSameDay ? post : { ...post, updated: changed };
}

/** Git hooks set variables that name their repository; the posts may lie in another. */
function ownRepository(): NodeJS.ProcessEnv {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...others } = process.env;
  return others;
}

const SHALLOW: Finding = {
  rule: "partial-history",
  message: "This is a shallow clone, so git does not know when posts were changed.",
  hint: "Fetch the whole history (in GitHub Actions `fetch-depth: 0`), or write `updated_from_git: false`.",
};

function unreadable(reason: string): Finding {
  return {
    rule: "partial-history",
    message: `git cannot say when posts were changed: ${reason.trim().split("\n").at(-1)}.`,
    hint: "Run `git fsck` to see what is wrong with the repository, or write `updated_from_git: false`.",
  };
}

function refused(folder: string): Finding {
  return {
    rule: "partial-history",
    message: "The posts belong to another user of this machine, so git refuses to say when they were changed.",
    hint: `Allow it with \`git config --global --add safe.directory ${folder}\`, or write \`updated_from_git: false\`.`,
  };
}
