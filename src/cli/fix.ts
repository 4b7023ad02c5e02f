/**
 * `npm run fix`: writes the safe edits into the posts; `--dry-run` only shows them.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createTwoFilesPatch } from "diff";
import { decode, encodeLike } from "../base/decode.ts";
import type { Problem } from "../base/diagnostic.ts";
import { removeUnfinished, replaceIfUnchanged } from "../base/files.ts";
import { plural, printable } from "../base/text.ts";
import { KNOWN_PROBLEMS, knownProblemsText, shrunk } from "../config/known_problems.ts";
import { readSettings } from "../config/load_settings.ts";
import { type BuildOptions, buildOptions, contentLabel } from "../config/options.ts";
import { listPosts, readPost } from "../content/list_files.ts";
import { autofix } from "../lint/fix/autofix.ts";
import { FIX } from "./commands.ts";
import { command } from "./run.ts";

/** A post and its text after the safe edits. */
export interface Fix {
  /** Path to show. */
  file: string;
  /** Path on this machine. */
  path: string;
  /** What was read. */
  bytes: Uint8Array;
  before: string;
  after: string;
  /** The problems that are fixed. */
  problems: Problem[];
}

/** Finds every safe edit of every post, and writes nothing. Skips unreadable files, which `check` reports. */
export function fixes(options: BuildOptions): Fix[] {
  const settings = readSettings(options).site ?? { checks: {}, roots: [] };
  return listPosts(options.content, contentLabel(options)).files.flatMap((post) => {
    const bytes = readPost(post);
    if (!(bytes instanceof Uint8Array)) return [];
    const decoded = decode(post.file, bytes);
    if (!("source" in decoded)) return [];
    const { source, problems } = autofix(decoded.source, settings);
    if (source.text === decoded.source.text) return [];
    const made = problems.filter(({ edit }) => edit && edit.length > 0);
    const { file, path } = post;
    return { file, path, bytes, before: decoded.source.text, after: source.text, problems: made };
  });
}

/**
 * Writes a fixed post atomically.
 *
 * @returns false if the file was saved since it was read; then it is left alone
 */
export function makeFix({ path, bytes, after }: Fix): boolean {
  return replaceIfUnchanged(path, bytes, encodeLike(bytes, after));
}

/**
 * Takes corrected errors off the list of known ones.
 *
 * @returns whether the list became shorter
 */
async function shortenKnown(options: BuildOptions): Promise<boolean> {
  const settings = readSettings(options);
  const path = join(options.content, KNOWN_PROBLEMS);
  if (settings.known === undefined || settings.known.problems.length > 0) return false;
  const bytes = readFileSync(path);
  // Most blogs have no such list, and need not wait for the engine to load.
  const [{ prepare }, { WorkerPool }] = await Promise.all([
    import("../engine/plan/plan_site.ts"),
    import("../engine/workers/worker_pool.ts"),
  ]);
  const pool = new WorkerPool(options);
  try {
    const { plan, errors } = await prepare(options, pool);
    const left = shrunk(settings.known.counts, errors);
    if (plan === undefined) return false;
    if (JSON.stringify(left) === JSON.stringify(settings.known.counts)) return false;
    return replaceIfUnchanged(path, bytes, knownProblemsText(left));
  } finally {
    pool.dismiss();
  }
}

/** A patch as it is for other programs; on a terminal without what could control it. */
function shown(patch: string): string {
  return process.stdout.isTTY ? patch.split("\n").map(printable).join("\n") : patch;
}

export default command(FIX, async (program, args) => {
  const { values } = parseArgs({ args, options: FIX.flags });
  const options = buildOptions(program, values, process.env);
  const isDry = values["dry-run"];
  if (!isDry) removeUnfinished(options.content);
  const found = fixes(options);
  const made: Fix[] = [];
  for (const fix of found) {
    const { file, before, after, problems } = fix;
    if (isDry) process.stdout.write(shown(createTwoFilesPatch(file, file, before, after)));
    const isMade = isDry || makeFix(fix);
    if (isMade) made.push(fix);
    if (!isMade) process.stdout.write(`Skipped ${file}: it was saved while this ran. Run \`npm run fix\` again.\n`);
    else if (!isDry) process.stdout.write(`${file}: ${plural(problems.length, "repair")}\n`);
  }
  const count = plural(
    made.reduce((sum, { problems }) => sum + problems.length, 0),
    "repair",
  );
  const isShorter = !isDry && (await shortenKnown(options));
  if (isShorter) process.stdout.write(`${KNOWN_PROBLEMS}: what is corrected was taken off the list.\n`);
  if (found.length === 0 && isShorter) return 0;
  if (found.length === 0) process.stdout.write("Nothing to fix.\n");
  else process.stdout.write(`${count} in ${plural(made.length, "file")}${isDry ? ", none written" : ""}.\n`);
  return 0;
});
