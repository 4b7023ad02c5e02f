import { randomUUID } from "node:crypto";
import {
  type Dirent,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { wallClock } from "./clock.ts";

/** The entries of a folder. Empty if it does not exist. */
export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/** Whether a file exists with exactly these bytes. */
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

/** The paths of all files below several folders, by their path in these. A file in an earlier folder wins. */
export function filesOver(folders: readonly string[]): Map<string, string> {
  return new Map(folders.toReversed().flatMap((folder) => filesIn(folder).map((name) => [name, join(folder, name)])));
}

/**
 * Writes a file atomically: at every moment it is the old or the new one. Replaces a symbolic link instead of following
 * it, since whoever can add files to the sources could point it anywhere.
 */
export function replaceFile(path: string, content: string | Uint8Array): void {
  withUnfinished(path, content, (unfinished) => renameSync(unfinished, path));
}

/**
 * Replaces a file atomically, unless it was changed since it was read.
 *
 * @param before the bytes that were read
 * @returns whether it was replaced
 */
export function replaceIfUnchanged(path: string, before: Uint8Array, after: string | Uint8Array): boolean {
  return withUnfinished(path, after, (unfinished) => {
    if (!hasBytes(path, before)) return false;
    const replaced = hiddenName(path);
    const isKept = gaveName(path, replaced);
    renameSync(unfinished, path);
    if (!isKept) return true;
    // Somebody may have saved since the comparison, or had opened the file to write into it.
    const isUnchanged = hasBytes(replaced, before);
    if (isUnchanged) rmSync(replaced);
    else renameSync(replaced, path);
    return isUnchanged;
  });
}

/**
 * Removes a file, unless somebody has saved it since it was read.
 *
 * @param before the bytes that were read
 * @returns whether it was removed
 */
export function removeIfUnchanged(path: string, before: Uint8Array): boolean {
  if (!hasBytes(path, before)) return false;
  const removed = hiddenName(path);
  renameSync(path, removed);
  const isUnchanged = hasBytes(removed, before);
  if (isUnchanged || existsSync(path)) rmSync(removed);
  else renameSync(removed, path);
  return isUnchanged;
}

/**
 * Creates a file atomically: it appears with all its bytes, and never in place of another file.
 *
 * @returns false when there is a file with this name
 */
export function createFile(path: string, content: string | Uint8Array): boolean {
  return withUnfinished(path, content, (unfinished) => {
    try {
      linkSync(unfinished, path);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      if (!WITHOUT_HARD_LINKS.has(codeOf(error))) throw error;
    }
    if (existsSync(path)) return false;
    renameSync(unfinished, path);
    return true;
  });
}

/** What file systems without hard links answer, such as exFAT. */
const WITHOUT_HARD_LINKS = new Set<unknown>(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/** Writes the bytes beside a file, under a hidden name that no other process uses. */
function withUnfinished<Result>(
  path: string,
  content: string | Uint8Array,
  use: (unfinished: string) => Result,
): Result {
  const unfinished = hiddenName(path);
  try {
    writeFileSync(unfinished, content, { flag: "wx" });
    return use(unfinished);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Gives a file a second name. Returns false on a file system without hard links. */
function gaveName(path: string, name: string): boolean {
  try {
    linkSync(path, name);
    return true;
  } catch (error) {
    if (WITHOUT_HARD_LINKS.has(codeOf(error))) return false;
    throw error;
  }
}

function hiddenName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.unfinished`);
}

const UNFINISHED = /(?:^|\/)\.[^/]+\.[0-9a-f-]{36}\.unfinished$/;
const ABANDONED_AFTER_MS = 60_000;

/** Removes what killed processes left behind below a folder. */
export function removeUnfinished(folder: string, now = wallClock()): void {
  for (const name of filesIn(folder).filter((name) => UNFINISHED.test(name))) {
    const path = join(folder, name);
    // The ctime tells when a file got its name; a replaced file keeps its mtime.
    const { ctimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { ctimeMs: now };
    if (now - ctimeMs > ABANDONED_AFTER_MS) rmSync(path, { force: true });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** Whether a path leads out of a folder through a symbolic link. A missing path does not. */
export function leadsOut(path: string, folder: string): boolean {
  if (!existsSync(path)) return false;
  const real = realpathSync(path);
  return real !== realpathSync(folder) && !real.startsWith(realpathSync(folder) + sep);
}

/**
 * The coarsest mtime resolution of common file systems. A file written within this time may be written again and keep
 * its size and mtime.
 *
 * @see https://git-scm.com/docs/racy-git
 */
const COARSEST_MTIME_MS = 2000;

/** Whether any later change to a file is sure to change its mtime. */
export function isSettled({ mtimeMs }: Pick<Stats, "mtimeMs">, now = wallClock()): boolean {
  return now - mtimeMs > COARSEST_MTIME_MS;
}

/** A file of the published site that is not a page: an asset, a style sheet, a feed, an image variant. */
export interface SiteFile {
  /** Relative to the output folder. */
  path: string;
  /** Cache key: while it stays the same, so do the bytes. */
  key: string;
  /** The content. Computed only when it has to be written. */
  bytes(): Uint8Array | Promise<Uint8Array>;
}

/** A file with text already in memory. */
export function textFile(path: string, key: string, text: string): SiteFile {
  return { path, key, bytes: () => Buffer.from(text) };
}

/** The path of the original of a precompressed file, or the path itself. */
export function sourceOf(path: string): string {
  return path.replace(/\.(?:br|gz)$/, "");
}

/**
 * The real path of a file below a folder: relative to the folder, links resolved, spelt as on the disk.
 *
 * @returns undefined when there is no file, or a link leads out of the folder
 */
export function fileBelow(folder: string, path: string): string | undefined {
  try {
    const [root, found] = [realpathSync.native(folder), realpathSync.native(join(folder, path))];
    if (!found.startsWith(root + sep) || !statSync(found).isFile()) return undefined;
    return relative(root, found).split(sep).join("/");
  } catch {
    // It does not exist, its name is too long, or it may not be read.
    return undefined;
  }
}
