/**
 * What an author saves in the CMS on their own machine, as a commit of the files that were saved and of no others.
 */

import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The folder of the checkout that holds a folder; nothing where it is in none. */
export async function checkoutOf(folder: string): Promise<string | undefined> {
  try {
    return (await git(folder, "rev-parse", "--show-toplevel")).trim();
  } catch {
    return undefined;
  }
}

/** Commits what has changed in some files of a checkout. */
export async function commitFiles(checkout: string, paths: readonly string[], message: string): Promise<void> {
  // git refuses to add a file that it has never seen and that is gone again.
  const listed =
    paths.length === 0 ? "" : await git(checkout, "ls-files", "-z", "--cached", "--others", "--", ...paths);
  const known = [...new Set(listed.split("\0"))].filter((path) => path !== "");
  if (known.length === 0) return;
  await whenUnlocked(() => git(checkout, "add", "--all", "--", ...known));
  const changed = await git(checkout, "status", "--porcelain", "--", ...known);
  if (changed.trim() === "") return;
  await whenUnlocked(() => git(checkout, "commit", "--quiet", "-m", message, "--", ...known));
}

async function git(folder: string, ...args: string[]): Promise<string> {
  // A path is a path, whatever signs are in it.
  const given = ["--literal-pathspecs", "-C", folder, ...args];
  return (await run("git", given, { env: { ...process.env, LC_ALL: "C" } })).stdout;
}

/** How long git may be busy with something else in this checkout, such as a commit from a terminal. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 100;

/** Runs git again while another git holds the lock of the checkout. */
async function whenUnlocked(work: () => Promise<unknown>): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await work();
      return;
    } catch (error) {
      if (waited >= PATIENCE_MS || !/\.lock': File exists/.test(String(error))) throw error;
    }
    await setTimeout(PAUSE_MS);
  }
}
