/**
 * What everything in the cache depends on: the code, its dependencies, and the version of Node that runs them.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../cache.ts";
import { compare } from "../problem.ts";

/** A name for the code of the generator as it stands in a folder. */
export function codeVersion(root: string): string {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort(compare)
    .map((file) => join("src", file));
  const texts = ["package-lock.json", "eleventy.config.ts", ...files].map((file) => readFileSync(join(root, file)));
  return digest(process.version, ...texts);
}
