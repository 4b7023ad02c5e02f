import { sourceOf } from "../../base/files.ts";
import { pathKey } from "../../base/urls.ts";

/** The owner of a path, as messages name it: `content/posts/one.md` or “the feed”. */
export type Owner = string;

/**
 * The registry of output paths. No two outputs share a path, and none is both a file and a folder. Paths are compared by
 * {@link pathKey}.
 */
export class OutputPaths {
  readonly #files = new Map<string, Owner>();
  readonly #folders = new Map<string, Owner>();
  /** Folders that belong to one owner with all their files. */
  readonly #whole = new Map<string, Owner>();

  /** Reserves a file. Returns the other owner if the path is taken. */
  reserve(path: string, owner: Owner): Owner | undefined {
    const file = pathKey(path);
    const folders = foldersOf(file);
    const other =
      this.#files.get(file) ??
      this.#folders.get(file) ??
      this.#whole.get(file) ??
      firstOf(folders, this.#files) ??
      firstOf(folders, this.#whole) ??
      // A folder `feed.xml.gz` is where the compressed copy of `feed.xml` goes.
      firstOf(folders.map(sourceOf), this.#files);
    if (other !== undefined) return other;
    this.#files.set(file, owner);
    for (const folder of folders) if (!this.#folders.has(folder)) this.#folders.set(folder, owner);
    return undefined;
  }

  /** Reserves a folder for files whose names are not known yet. */
  reserveFolder(path: string, owner: Owner): void {
    this.#whole.set(pathKey(path), owner);
  }
}

/** `a/b/c.html` → `a`, `a/b` */
function foldersOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

function firstOf(folders: readonly string[], owners: ReadonlyMap<string, Owner>): Owner | undefined {
  for (const folder of folders) {
    const owner = owners.get(folder);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
