import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

/** What a folder holds; nothing where there is no such folder. */
export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** The paths of all files below a folder, relative to it. */
export function filesIn(folder: string, prefix = ""): string[] {
  return entriesOf(folder).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name), `${prefix}${entry.name}/`) : [prefix + entry.name],
  );
}
