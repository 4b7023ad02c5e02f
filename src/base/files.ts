import {
  type Dirent,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, sep } from "node:path";

/** What a folder holds; nothing where there is no such folder. */
export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Whether a file is there and holds just these bytes. */
export function hasBytes(path: string, bytes: Uint8Array): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === bytes.length && readFileSync(path).equals(bytes);
}

/** The paths of all files below a folder, relative to it. */
export function filesIn(folder: string, prefix = ""): string[] {
  return entriesOf(folder).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name), `${prefix}${entry.name}/`) : [prefix + entry.name],
  );
}

/**
 * Writes a file that is the old one or the new one at every moment. A link in its place is replaced, and not followed:
 * whoever can put files among the sources could have it lead anywhere.
 */
export function replaceFile(path: string, text: string): void {
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, text, { flag: "wx" });
  renameSync(unfinished, path);
}

/** Whether a path leads out of a folder, by a link in it. A path at which there is nothing leads nowhere. */
export function leadsOut(path: string, folder: string): boolean {
  if (!existsSync(path)) return false;
  const real = realpathSync(path);
  return real !== realpathSync(folder) && !real.startsWith(realpathSync(folder) + sep);
}

/** A file of the published site that is no page: an asset, a style sheet, a feed, a picture in another size. */
export interface SiteFile {
  /** Relative to the output folder. */
  path: string;
  /** A name for all that it is made from: as long as it stays the same, so do the bytes. */
  key: string;
  /** What it holds; made only when it has to be written. */
  bytes(): Uint8Array | Promise<Uint8Array>;
}

/** A file whose text is at hand. */
export function textFile(path: string, key: string, text: string): SiteFile {
  return { path, key, bytes: () => Buffer.from(text) };
}

/** The path of the file that a compressed one is of; the path itself where it is of none. */
export function sourceOf(path: string): string {
  return path.replace(/\.(?:br|gz)$/, "");
}
