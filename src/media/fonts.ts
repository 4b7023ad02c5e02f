import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../cache.ts";
import { filesIn } from "../files.ts";
import { compare } from "../problem.ts";
import type { SiteFile } from "../site_file.ts";

export interface Fonts {
  /** The published name of each, by the one it has in the folder: with a hash, so that it may be kept for ever. */
  names: ReadonlyMap<string, string>;
  files: SiteFile[];
}

/** The fonts of a folder. Their licences stay in the repository. */
export function fonts(folder: string): Fonts {
  const found = filesIn(folder)
    .filter((file) => file.endsWith(".woff2"))
    .sort(compare)
    .map((file) => {
      const bytes = readFileSync(join(folder, file));
      const hash = digest(bytes).slice(0, 10);
      return { file, name: file.replace(/\.woff2$/, `.${hash}.woff2`), bytes };
    });
  return {
    names: new Map(found.map(({ file, name }) => [file, name])),
    files: found.map(({ name, bytes }) => {
      const path = `assets/fonts/${name}`;
      return { path, key: path, bytes: () => bytes };
    }),
  };
}
