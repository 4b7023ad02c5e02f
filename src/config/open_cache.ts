import { join, relative } from "node:path";
import { Cache } from "../cache/cache.ts";
import { codeVersion } from "../cache/code_version.mjs";
import type { BuildOptions } from "./options.ts";

/**
 * Each blog has its own folder in the cache, named by its path from the generator, which is the same on every machine.
 */
export function openCacheFor({ root, cache, content, codeVersion: known }: BuildOptions): Cache {
  const place = relative(root, content).replace(/[^\w-]+/g, "_");
  return new Cache(join(cache, place), known ?? codeVersion(root));
}
