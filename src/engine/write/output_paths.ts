import { sourceOf } from "../../base/files.ts";
import { pathKey } from "../../base/urls.ts";

/** What has a path: its name in messages, as in `content/posts/one.md` or “the feed”. */
export type Owner = string;

/**
 * The registry of output paths: everything that the build writes has one entry, so that no two outputs share a path.
 * Paths are compared by {@link pathKey}, and a path cannot be both a file and a folder.
 */
export class OutputPaths {
  readonly #files = new Map<string, Owner>();
  readonly #folders = new Map<string, Owner>();
  /** Folders that one owner has with everything in them, whatever their files will be called. */
  readonly #whole = new Map<string, Owner>();

  /** Reserves a file. Returns who has the path already, and nothing where it was free. */
  reserve(path: string, owner: Owner): Owner | undefined {
    const file = pathKey(path);
    const folders = foldersOf(file);
    const other =
      this.#files.get(file) ??
      this.#folders.get(file) ??
      this.#whole.get(file) ??
      firstOf(folders, this.#files) ??
      firstOf(folders, this.#whole) ??
      // A folder `feed.xml.gz` would stand where the compressed `feed.xml` goes.
      firstOf(folders.map(sourceOf), this.#files);
    if (other !== undefined) return other;
    this.#files.set(file, owner);
    for (const folder of folders) if (!this.#folders.has(folder)) this.#folders.set(folder, owner);
    return undefined;
  }

  /** Reserves a folder with everything in it, for files whose names are not known yet. */
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
