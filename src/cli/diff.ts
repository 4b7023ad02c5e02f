/**
 * `npm run diff -- OLD NEW`: what a deployment would change, page by page.
 */

import { parseArgs } from "node:util";
import { difference } from "../build/diff/diff.ts";
import { differenceText, MARKDOWN, terminal } from "../build/diff/print.ts";
import { UsageError } from "../usage.ts";
import { endQuietlyWhenNobodyReads, run } from "./run.ts";

const OPTIONS = {
  markdown: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

endQuietlyWhenNobodyReads();
await run(async () => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
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
