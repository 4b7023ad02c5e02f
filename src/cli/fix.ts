/**
 * `npm run fix`: writes the safe edits into the posts; `--dry-run` only shows them.
 */

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createTwoFilesPatch } from "diff";
import { decode } from "../base/decode.ts";
import type { Problem } from "../base/diagnostic.ts";
import { replaceFile } from "../base/files.ts";
import { plural } from "../base/text.ts";
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
    const decoded = bytes instanceof Uint8Array ? decode(post.file, bytes) : undefined;
    if (decoded === undefined || !("source" in decoded)) return [];
    const { source, problems } = autofix(decoded.source, settings);
    if (source.text === decoded.source.text) return [];
    const made = problems.filter(({ edit }) => edit && edit.length > 0);
    return { file: post.file, path: post.path, before: decoded.source.text, after: source.text, problems: made };
  });
}

const BYTE_ORDER_MARK = "\ufeff";

/** Writes a fixed post atomically. */
export function makeFix({ path, after }: Fix): void {
  const mark = readFileSync(path, "utf8").startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  replaceFile(path, mark + after);
}

export default command(FIX, async (program, args) => {
  const { values } = parseArgs({ args, options: FIX.flags });
  const found = fixes(buildOptions(program, values, process.env));
  const isDry = values["dry-run"];
  for (const fix of found) {
    if (isDry) process.stdout.write(createTwoFilesPatch(fix.file, fix.file, fix.before, fix.after));
    else makeFix(fix);
    if (!isDry) process.stdout.write(`${fix.file}: ${plural(fix.problems.length, "repair")}\n`);
  }
  const count = plural(
    found.reduce((sum, { problems }) => sum + problems.length, 0),
    "repair",
  );
  if (found.length === 0) process.stdout.write("Nothing to fix.\n");
  else process.stdout.write(`${count} in ${plural(found.length, "file")}${isDry ? ", none written" : ""}.\n`);
  return 0;
});
