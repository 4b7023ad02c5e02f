/**
 * `npm run diff -- OLD NEW`: lists what a deployment would change, page by page.
 */

import { parseArgs } from "node:util";
import { UsageError } from "../base/usage_error.ts";
import { difference } from "../hosting/diff/diff.ts";
import { differenceText, MARKDOWN, terminal } from "../hosting/diff/print.ts";
import { DIFF } from "./commands.ts";
import { command } from "./run.ts";

export default command(DIFF, async (_program, args) => {
  const { values, positionals } = parseArgs({ args, options: DIFF.flags, allowPositionals: true });
  const [old, fresh = "_site"] = positionals;
  if (old === undefined || positionals.length > 2) {
    throw new UsageError(
      "Name the old site and the new one, folders or addresses: npm run diff -- https://www.example.com _site",
    );
  }
  const found = await difference(old, fresh);
  if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`);
  else process.stdout.write(differenceText(found, values.markdown ? MARKDOWN : terminal(process.stdout.isTTY)));
  return 0;
});
