/**
 * A built site as a folder: pages by address, other files by path.
 */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../../base/diagnostic.ts";
import { filesIn, sourceOf } from "../../base/files.ts";

export interface BuiltSite {
  /** The file of each page, by address without base path: `/blog/x/`. */
  pages: ReadonlyMap<string, string>;
  /** All other files, by path. */
  files: ReadonlySet<string>;
  read(file: string): Buffer;
  size(file: string): number;
}

export function builtSite(folder: string): BuiltSite {
  const found = filesIn(folder).sort(compare);
  const there = new Set(found);
  // Skips precompressed files, which repeat their source.
  const all = found.filter((file) => sourceOf(file) === file || !there.has(sourceOf(file)));
  const isPage = (file: string): boolean => file.endsWith(".html") && !file.startsWith("admin/");
  return {
    pages: new Map(all.filter(isPage).map((file) => [`/${file.replace(/(^|\/)index\.html$/, "$1")}`, file] as const)),
    files: new Set(all.filter((file) => !isPage(file))),
    read: (file) => readFileSync(join(folder, file)),
    size: (file) => statSync(join(folder, file)).size,
  };
}
