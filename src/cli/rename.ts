/**
 * `npm run rename -- old new`: a post under another name, with every link to it.
 */

import { parseArgs } from "node:util";
import { UsageError } from "../base/usage_error.ts";
import { rename } from "../build/rename.ts";
import { buildOptions } from "../config/options.ts";
import { endQuietlyWhenNobodyReads, root, run } from "./run.ts";

const OPTIONS = { content: { type: "string" } } as const;

endQuietlyWhenNobodyReads();
await run(async () => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [old, wanted, ...more] = positionals;
  if (old === undefined || wanted === undefined || more.length > 0) {
    throw new UsageError("Say which post and its new name, as in `npm run rename -- old-name new-name`.");
  }
  const done = rename(buildOptions(root, values, process.env), old, wanted);
  process.stdout.write(`${done.from} is now ${done.to}.\n${done.oldUrl} leads to ${done.newUrl}.\n`);
  for (const file of done.linksIn) process.stdout.write(`Links led on in ${file}.\n`);
  return 0;
});
