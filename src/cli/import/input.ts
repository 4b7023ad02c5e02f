/**
 * Opens what the owner names: a folder, a zip file or a single export.
 */

import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { unzipSync } from "fflate";
import { compare } from "../../base/diagnostic.ts";
import { entriesOf, leadsOut } from "../../base/files.ts";
import { nearest } from "../../base/nearest.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { Files } from "./old_blog.ts";

const SKIPPED = new Set(["node_modules", "vendor", "themes", "bower_components"]);
/** Folders into which generators publish, unless they hold sources. */
export const BUILT = ["_site", "public", "dist", "out", "build", ".next"];
/** A zip file may unpack to as much. */
const MOST_BYTES = 1_000_000_000;
const MOST_FILES = 50_000;
const MOST_EXPORT = 500_000_000;

/**
 * @param program the folder of the generator, which is no old blog
 * @throws UsageError if there is nothing to read, in one sentence
 */
export function openFiles(where: string, program: string, content: string): Files {
  const path = resolve(where);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(missing(path));
  if (found.isDirectory()) {
    const real = realpathSync(path);
    if ([program, content].some((own) => realpathSync(own) === real)) {
      throw new UsageError(`${where} is this blog itself. Name the folder of the old one, as in ../old-blog.`);
    }
    return folderFiles(path, where);
  }
  if (!found.isFile()) throw new UsageError(`${where} is neither a folder nor a file.`);
  if (found.size > MOST_EXPORT) throw new UsageError(`${where} is larger than an export of a blog can be.`);
  const bytes = readFileSync(path);
  if (bytes.length === 0) throw new UsageError(`${where} is empty.`);
  return isZip(bytes) ? zipFiles(bytes, where) : filesOf(where, new Map([[basename(path), bytes]]));
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function missing(path: string): string {
  const names = entriesOf(dirname(path)).map(({ name }) => name);
  const guess = nearest(basename(path), names);
  return `There is no folder or file ${path}.${guess === undefined ? "" : ` Did you mean ${join(dirname(path), guess)}?`}`;
}

function folderFiles(root: string, label: string): Files {
  const paths = below(root, "").sort(compare);
  const there = new Set(paths);
  const bytes = (path: string): Buffer | undefined => {
    const full = resolve(root, path);
    const isInside =
      full.startsWith(root + sep) && statSync(full, { throwIfNoEntry: false })?.isFile() && !leadsOut(full, root);
    return isInside ? readFileSync(full) : undefined;
  };
  return withText({ label, paths, has: (path) => there.has(path), bytes });
}

function below(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    // Some keep their settings in hidden files.
    if (entry.isFile())
      return entry.name.startsWith(".") && !/^\.(?:eleventy|authors)\b/.test(entry.name) ? [] : [path];
    return entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith(".") ? below(root, path) : [];
  });
}

function zipFiles(bytes: Buffer, label: string): Files {
  let size = 0;
  let count = 0;
  const entries = new Map<string, Buffer>();
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith("/") || /(?:^|\/)(?:__MACOSX|\.DS_Store|node_modules|\.git)(?:\/|$)/.test(name)) return false;
        size += originalSize;
        count += 1;
        if (size > MOST_BYTES || count > MOST_FILES)
          throw new UsageError(`${label} holds more than an export of a blog can.`);
        return true;
      },
    });
    for (const [name, data] of Object.entries(unpacked)) {
      const path = name.replaceAll("\\", "/");
      if (!path.split("/").includes("..") && !path.startsWith("/")) entries.set(path, Buffer.from(data));
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${label} is a damaged zip file. Download it again.`);
  }
  return filesOf(label, withoutWrapper(entries));
}

/** A zip file often holds one folder with everything in it. */
function withoutWrapper(entries: Map<string, Buffer>): Map<string, Buffer> {
  const tops = new Set([...entries.keys()].map((path) => path.split("/")[0]));
  const [top] = tops;
  const isWrapped =
    tops.size === 1 && [...entries.keys()].every((path) => path.includes("/")) && !/^(?:posts|_posts)$/.test(top ?? "");
  return isWrapped
    ? withoutWrapper(new Map([...entries].map(([path, data]) => [path.slice((top ?? "").length + 1), data])))
    : entries;
}

function filesOf(label: string, entries: ReadonlyMap<string, Buffer>): Files {
  const paths = [...entries.keys()].sort(compare);
  return withText({ label, paths, has: (path) => entries.has(path), bytes: (path) => entries.get(path) });
}

function withText(files: Omit<Files, "text">): Files {
  return { ...files, text: (path) => decoded(files.bytes(path)) };
}

/** UTF-8, UTF-16 with a mark, or what old programs on Windows wrote. */
function decoded(bytes: Buffer | undefined): string {
  if (bytes === undefined) return "";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
