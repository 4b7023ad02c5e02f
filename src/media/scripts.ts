/**
 * Bundles the scripts of the pages. Each file at the top of the folder is one script, bundled with its imports and minified.
 */

import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "esbuild";
import { compare } from "../base/diagnostic.ts";
import type { SiteFile } from "../base/files.ts";
import { filesOver } from "../base/files.ts";
import { digest } from "../cache/cache.ts";

const SERVICE_WORKER = "service_worker.ts";

export interface Scripts {
  /**
   * By name, without the site's base path. Each but the service worker's holds a hash of its source, so that browsers may
   * cache it for ever.
   */
  addresses: Record<string, string>;
  files: SiteFile[];
}

/**
 * The scripts of folders: `search.ts` is named `search`. Files in their subfolders are only imported.
 *
 * @param folders a script in an earlier one wins over its namesake in a later one
 */
export function scripts(folders: readonly string[]): Scripts {
  const paths = filesOver(folders);
  const sources = [...paths].filter(([name]) => name.endsWith(".ts")).sort(([a], [b]) => compare(a, b));
  const hash = digest(...sources.flatMap(([name, path]) => [name, readFileSync(path)])).slice(0, 10);
  const entries = sources.filter(([name]) => !name.includes("/"));
  // A service worker has power over the folder of its file, and browsers ask for it again at the same address.
  const pathOf = (name: string): string =>
    name === SERVICE_WORKER ? "service_worker.js" : `assets/js/${name.slice(0, -".ts".length)}.${hash}.js`;
  return {
    addresses: Object.fromEntries(entries.map(([name]) => [name.slice(0, -".ts".length), `/${pathOf(name)}`])),
    files: entries.map(([name, path]) => ({
      path: pathOf(name),
      key: `${pathOf(name)} ${hash}`,
      bytes: () => bundled(path, folders),
    })),
  };
}

/** Finds what a script imports in the first folder that has it. */
function overlaid(folders: readonly string[]): Plugin {
  return {
    name: "overlaid folders",
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
        const home = folders.find((folder) => resolveDir === folder || resolveDir.startsWith(folder + sep));
        const name = home === undefined ? undefined : relative(home, join(resolveDir, path));
        if (name === undefined || name.startsWith("..")) return undefined;
        const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
        return found === undefined ? undefined : { path: found };
      });
    },
  };
}

async function bundled(entry: string, folders: readonly string[]): Promise<Uint8Array> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [entry],
    plugins: [overlaid(folders)],
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
