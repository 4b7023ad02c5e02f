/**
 * `npm run fix`: writes the certain repairs into the posts; with `--dry-run` shows them.
 */

import { parseArgs } from "node:util";
import { createTwoFilesPatch } from "diff";
import { fixes, makeFix } from "../build/fix.ts";
import { buildOptions } from "../config/options.ts";
import { plural } from "../engine/reporter.ts";
import { endQuietlyWhenNobodyReads, root, run } from "./run.ts";

const OPTIONS = {
  content: { type: "string" },
  "dry-run": { type: "boolean", default: false },
} as const;

endQuietlyWhenNobodyReads();
await run(async () => {
  const { values } = parseArgs({ options: OPTIONS });
  const found = fixes(buildOptions(root, values, process.env));
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
  if (found.length === 0) process.stdout.write("Nothing to put right.\n");
  else process.stdout.write(`${count} in ${plural(found.length, "file")}${isDry ? ", none of them written" : ""}.\n`);
  return 0;
});
