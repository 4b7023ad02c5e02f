/**
 * The version of the code, on which every cache entry depends: a hash of the code, its dependencies and Node's version.
 * JavaScript, since it runs before TypeScript can be loaded.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Hashes the code of the generator in a folder.
 *
 * @param {string} root
 * @returns {string}
 */
export function codeVersion(root) {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.m?ts$|\.mjs$/.test(file))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((file) => join("src", file));
  const hash = createHash("sha256").update(process.version);
  for (const file of ["package-lock.json", "eleventy.config.ts", ...files]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 32);
}
