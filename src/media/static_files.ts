/**
 * The files of `assets/`, as they stand in the published site.
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
  /** Its address below the site's base, as in `/assets/img/uploads/x.jpg`. */
  address: string;
}

/** Every file below the folder but those that the look is made from, by address. A folder that is not there holds none. */
export function listAssets(folder: string): AssetFile[] {
  return filesBelow(folder, "/assets/")
    .filter(({ address }) => !LOOK_FOLDERS.some((name) => address.startsWith(`/assets/${name}/`)))
    .sort((a, b) => compare(a.address, b.address));
}

/** An asset as a file of the site. */
export function assetFile({ path, address }: AssetFile, digest: string): SiteFile {
  return { path: address.slice(1), key: digest, bytes: () => readFileSync(path) };
}

/** Links and hidden files are left out: nothing that was not put into the folder is published. */
function filesBelow(folder: string, address: string): AssetFile[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return filesBelow(path, `${address}${entry.name}/`);
    return entry.isFile() ? [{ path, address: address + entry.name }] : [];
  });
}
