/**
 * The files of `assets/` and `public/` that are published as they are.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../base/diagnostic.ts";
import type { SiteFile } from "../base/files.ts";
import { entriesOf } from "../base/files.ts";
import { LOOK_FOLDERS } from "./bundle.ts";

export interface AssetFile {
  /** Path on this machine. */
  path: string;
  /** Address without the site's base path, as in `/assets/img/uploads/x.jpg`. */
  address: string;
}

/** Every file of the folder, except those that are bundled, by address. A missing folder counts as empty. */
export function listAssets(folder: string): AssetFile[] {
  return filesBelow(folder, "/assets/")
    .filter(({ address }) => !LOOK_FOLDERS.some((name) => address.startsWith(`/assets/${name}/`)))
    .sort((a, b) => compare(a.address, b.address));
}

/** Turns an asset into a file of the site. */
export function assetFile({ path, address }: AssetFile, digest: string): SiteFile {
  return { path: address.slice(1), key: digest, bytes: () => readFileSync(path) };
}

/** Skips symbolic links and hidden files, so that nothing from outside the folder is published. */
function filesBelow(folder: string, address: string): AssetFile[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return filesBelow(path, `${address}${entry.name}/`);
    return entry.isFile() ? [{ path, address: address + entry.name }] : [];
  });
}

/** Files in `public/` that do not belong to the site. */
const NOT_FOR_SITE = new Set([".git", ".DS_Store"]);

/**
 * Every file below a folder, hidden ones included, that is copied to the root of the site.
 *
 * @returns also the addresses of non-files such as symlinks, which could lead anywhere
 */
export function listPublic(folder: string, address = "/"): { files: AssetFile[]; refused: string[] } {
  const found = entriesOf(folder)
    .filter(({ name }) => !NOT_FOR_SITE.has(name))
    .map((entry) => {
      const [path, at] = [join(folder, entry.name), address + entry.name];
      if (entry.isDirectory()) return listPublic(path, `${at}/`);
      return entry.isFile() ? { files: [{ path, address: at }], refused: [] } : { files: [], refused: [at] };
    });
  const files = found.flatMap((one) => one.files).sort((a, b) => compare(a.address, b.address));
  return { files, refused: found.flatMap((one) => one.refused).sort(compare) };
}
