/**
 * Commits what an author saves in the local CMS: the saved files and no others.
 */

import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The checkout that contains a folder, if any. */
export async function checkoutOf(folder: string): Promise<string | undefined> {
  try {
    return (await git(folder, ["rev-parse", "--show-toplevel"])).trim();
  } catch {
    return undefined;
  }
}

/** A file as it is committed. */
export interface CommittedFile {
  /** Relative to the checkout. */
  path: string;
  /** Undefined if the file is deleted. */
  bytes: Uint8Array | undefined;
}

/**
 * Commits files with the given bytes, whatever is on the disk by now: an editor may save them again at once. Leaves out
 * files that git ignores, and whatever else is staged.
 */
export async function commitFiles(checkout: string, files: readonly CommittedFile[], message: string): Promise<void> {
  const ignored = await ignoredAmong(checkout, files);
  const tracked = files.filter(({ path }) => !ignored.has(path));
  if (tracked.length === 0) return;
  const entries = await Promise.all(tracked.map((file) => indexEntry(checkout, file)));
  const folder = (await git(checkout, ["rev-parse", "--absolute-git-dir"])).trim();
  removeAbandoned(folder);
  const index = join(folder, `cms-${process.pid}-${randomUUID()}.index`);
  const alone = { GIT_INDEX_FILE: index };
  try {
    await whenUnlocked(async () => {
      const head = await headOf(checkout);
      if (head === undefined) await git(checkout, ["read-tree", "--empty"], alone);
      else await git(checkout, ["read-tree", head], alone);
      await git(checkout, INDEX_INFO, alone, entries.join(""));
      const tree = (await git(checkout, ["write-tree"], alone)).trim();
      if (head !== undefined && tree === (await git(checkout, ["rev-parse", `${head}^{tree}`])).trim()) return;
      const parents = head === undefined ? [] : ["-p", head];
      const commit = (await git(checkout, ["commit-tree", tree, ...parents, "-m", message])).trim();
      // Fails if another git has committed since.
      await git(checkout, ["update-ref", "-m", `commit: ${message}`, "HEAD", commit, head ?? NO_COMMIT]);
    });
  } finally {
    rmSync(index, { force: true });
  }
  await whenUnlocked(() => git(checkout, INDEX_INFO, {}, entries.join("")));
}

/** An index of a save, with the process that made it, and the lock that git puts beside it. */
const OWN_INDEX = /^cms-(?<pid>\d+)-[\da-f-]{36}\.index(?:\.lock)?$/;

/** Removes the indexes of processes that were killed while they saved. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = OWN_INDEX.exec(name)?.groups?.pid;
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else may not be signalled.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const INDEX_INFO = ["update-index", "-z", "--index-info"];
const NO_COMMIT = "0".repeat(40);

async function ignoredAmong(checkout: string, files: readonly CommittedFile[]): Promise<Set<string>> {
  if (files.length === 0) return new Set();
  const paths = files.map(({ path }) => path);
  const listed = await git(checkout, ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", ...paths]);
  return new Set(listed.split("\0"));
}

/** A line of `git update-index --index-info`; the bytes are in git's database then. */
async function indexEntry(checkout: string, { path, bytes }: CommittedFile): Promise<string> {
  if (bytes === undefined) return `0 ${NO_COMMIT}\t${path}\0`;
  const blob = await git(checkout, ["hash-object", "-w", "--stdin", `--path=${path}`], {}, bytes);
  return `100644 ${blob.trim()}\t${path}\0`;
}

/** The commit that is checked out; undefined before the first one. */
async function headOf(checkout: string): Promise<string | undefined> {
  try {
    return (await git(checkout, ["rev-parse", "--verify", "--quiet", "HEAD"])).trim();
  } catch {
    return undefined;
  }
}

async function git(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input: string | Uint8Array = "",
): Promise<string> {
  // Takes every path literally, not as a pattern.
  const given = ["--literal-pathspecs", "-C", folder, ...args];
  const running = run("git", given, { env: { ...process.env, LC_ALL: "C", ...env }, maxBuffer: MOST_OUTPUT });
  running.child.stdin?.on("error", () => {}).end(input);
  return (await running).stdout;
}

const MOST_OUTPUT = 1 << 26;

/** How long git may be busy with something else in this checkout, such as a commit from a terminal. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 100;

/** Runs git again while another git holds a lock of the checkout, or has moved its head. */
async function whenUnlocked(work: () => Promise<unknown>): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await work();
      return;
    } catch (error) {
      if (waited >= PATIENCE_MS || !/\.lock': File exists|but expected/.test(String(error))) throw error;
    }
    await setTimeout(PAUSE_MS);
  }
}
