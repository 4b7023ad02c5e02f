/**
 * `npm run docs`: updates the generated tables in `docs/`.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../../base/files.ts";
import { withTables } from "./tables.ts";

for (const name of readdirSync("docs").filter((file) => file.endsWith(".md"))) {
  const path = join("docs", name);
  const text = readFileSync(path, "utf8");
  const updated = withTables(text);
  if (updated === text) continue;
  replaceFile(path, updated);
  process.stdout.write(`${path} updated.\n`);
}
