import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../base/diagnostic.ts";
import { filesIn } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import type { SiteFile } from "../site_file.ts";

export interface Fonts {
  /** By name, below the site's base, each with a hash of its bytes, so that it may be kept for ever. */
  addresses: Readonly<Record<string, string>>;
  files: SiteFile[];
}

const ENDING = ".woff2";

/** The fonts in a folder: `text.woff2` has the name `text`. Their licences are not published with them. */
export function fonts(folder: string): Fonts {
  const found = filesIn(folder)
    .filter((file) => file.endsWith(ENDING))
    .sort(compare)
    .map((file) => {
      const bytes = readFileSync(join(folder, file));
      const name = file.slice(0, -ENDING.length);
      return { name, bytes, path: `assets/fonts/${name}.${digest(bytes).slice(0, 10)}${ENDING}` };
    });
  return {
    addresses: Object.fromEntries(found.map(({ name, path }) => [name, `/${path}`])),
    files: found.map(({ path, bytes }) => ({ path, key: path, bytes: () => bytes })),
  };
}
