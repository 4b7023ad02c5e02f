/**
 * The version of the code, on which cache entries depend, except images and compressed copies: a hash of the code, its
 * dependencies, Node's version and the kind of machine (V8 may crash on compiled code of another). JavaScript, since it
 * runs before TypeScript can be loaded.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** The configuration of Eleventy, in which an owner adds extensions. */
const CONFIG = "eleventy.config.ts";

/** An import by a path, in any of the ways that JavaScript has. */
const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.{1,2}\/[^"'\n]+)["']/g;

/** How the file of an import may be named. */
const ENDINGS = ["", ".ts", ".mts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/**
 * The files outside `src/` that the code is made from: the list of packages, the configuration and what it imports.
 *
 * @param {string} root
 * @returns {string[]} relative to the root
 */
export function configFiles(root) {
  const found = new Set([CONFIG]);
  for (const file of found) {
    for (const [, path = ""] of readFileSync(join(root, file), "utf8").matchAll(IMPORT)) {
      const target = join(dirname(file), path);
      const named = [...ENDINGS.map((ending) => target + ending), target.replace(/js$/, "ts")];
      const module = named.find((name) => statSync(join(root, name), { throwIfNoEntry: false })?.isFile());
      if (module !== undefined && !module.startsWith(`src${sep}`)) found.add(module);
    }
  }
  return ["package-lock.json", ...found];
}

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
  const hash = createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of [...configFiles(root), ...files]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 32);
}
