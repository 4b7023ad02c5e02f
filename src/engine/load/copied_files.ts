/**
 * Files that are published as they are at paths of the owner's choice: those of `public/`, and those that
 * `addPassthroughCopy` names.
 */

import { statSync } from "node:fs";
import { basename, extname, join, posix, relative } from "node:path";
import picomatch from "picomatch";
import { UsageError } from "../../base/usage_error.ts";
import { type BuildOptions, pagesFolder } from "../../config/options.ts";
import { type AssetFile, listPublic } from "../../media/static_files.ts";
import type { Additions } from "../extensions.ts";
import { CONFIG_FILE } from "../refused_config.ts";

export interface CopiedFile extends AssetFile {
  /** Path for people. */
  file: string;
}

export function fromPublic(asset: AssetFile): CopiedFile {
  return { ...asset, file: `public${asset.address}` };
}

/**
 * The files that Eleventy would copy.
 *
 * @throws UsageError for a path that does not exist, or leads out of the site
 */
export function copiedFiles(options: BuildOptions, copies: Additions["copies"]): CopiedFile[] {
  const input = relative(options.root, pagesFolder(options));
  return Object.entries(copies).flatMap(([given, { outputPath }]) => {
    const from = posix.normalize(given).replace(/\/$/, "");
    const { base, glob } = picomatch.scan(from);
    const folder = glob === "" ? from : base;
    const found = statSync(join(options.root, folder), { throwIfNoEntry: false });
    if (found === undefined) throw refusal(given, "there is no such file");
    const isFolder = found.isDirectory();
    const matches = glob === "" ? () => true : picomatch(from, { dot: true });
    const names = isFolder
      ? listPublic(join(options.root, folder)).files.map(({ address }) => folder + address)
      : [from];
    return names
      .filter((name) => matches(name))
      .map((name): CopiedFile => {
        const inFolder = glob === "" ? posix.relative(folder, name) : basename(name);
        const target =
          outputPath === true
            ? name.replace(`${input}/`, "")
            : isFolder || extname(outputPath) === ""
              ? join(outputPath, inFolder || basename(name))
              : outputPath;
        const address = posix.join("/", target);
        if (posix.normalize(target).startsWith("..")) throw refusal(given, "its target is not in the site");
        return { path: join(options.root, name), address, file: name };
      });
  });
}

function refusal(path: string, why: string): UsageError {
  return new UsageError(`${CONFIG_FILE}: \`addPassthroughCopy\` cannot copy ${path}, since ${why}.`);
}
