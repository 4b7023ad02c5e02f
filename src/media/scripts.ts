/**
 * Bundles the scripts of the pages. Each file at the top of the folder is one script, bundled with its imports and minified.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../base/diagnostic.ts";
import type { SiteFile } from "../base/files.ts";
import { filesIn } from "../base/files.ts";
import { digest } from "../cache/cache.ts";

export interface Scripts {
  /** By name, without the site's base path. Each holds a hash of its source, so that browsers may cache it for ever. */
  addresses: Record<string, string>;
  files: SiteFile[];
}

/** The scripts of a folder: `search.ts` is named `search`. Files in its subfolders are only imported. */
export function scripts(folder: string): Scripts {
  const sources = filesIn(folder)
    .filter((file) => file.endsWith(".ts"))
    .sort(compare);
  const hash = digest(...sources, ...sources.map((file) => readFileSync(join(folder, file)))).slice(0, 10);
  const entries = sources.filter((file) => !file.includes("/")).map((file) => file.slice(0, -".ts".length));
  const pathOf = (name: string): string => `assets/js/${name}.${hash}.js`;
  return {
    addresses: Object.fromEntries(entries.map((name) => [name, `/${pathOf(name)}`])),
    files: entries.map((name) => ({
      path: pathOf(name),
      key: pathOf(name),
      bytes: () => bundled(join(folder, `${name}.ts`)),
    })),
  };
}

async function bundled(entry: string): Promise<Uint8Array> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${entry} was bundled into nothing.`);
  return file.contents;
}
