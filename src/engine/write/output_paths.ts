/**
 * Which files a site will have, so that two pages never want the same one. Letter case does not tell files apart: on
 * many machines it does not tell them apart on the disk either.
 */
export class OutputPaths {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();

  /** Takes a path for a page; false where another has it, or where one would be both a file and a folder. */
  claim(path: string): boolean {
    const file = path.toLowerCase();
    const folders = foldersOf(file);
    if (this.#files.has(file) || this.#folders.has(file)) return false;
    if (folders.some((folder) => this.#files.has(folder))) return false;
    this.#files.add(file);
    for (const folder of folders) this.#folders.add(folder);
    return true;
  }
}

/** `a/b/c.html` → `a`, `a/b` */
function foldersOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
