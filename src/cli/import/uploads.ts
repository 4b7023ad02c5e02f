/**
 * Pictures and other files of an old blog: each copied once, under a name that is free.
 */

import { mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, normalize } from "node:path";
import { createFile } from "../../base/files.ts";
import { decodeAddress, isElsewhere, isLocal, urlOf } from "../../base/urls.ts";
import { fetchPictures, suffixOf } from "./fetch_pictures.ts";
import type { Files } from "./old_blog.ts";

const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|webp|bmp|tiff?|heic)$/i;
const DOWNLOAD = /\.(?:pdf|zip|docx?|xlsx?|pptx?|csv|ipynb|mp3|mp4|webm|txt|epub)$/i;
const LONGEST_NAME = 120;

/** A target in a text: of a picture, or of a link to a file. */
const TARGETS =
  /(!?\[[^\]\n]*\]\(<?|<(?:img|source|video|audio)\b[^>]*?\bsrc=["'])([^)"'<>\s]+(?:\([^)\s]*\)[^)"'<>\s]*)?)/g;

export class Uploads {
  readonly #files: Files;
  readonly #roots: readonly string[];
  readonly #assets: string;
  readonly #host: string | undefined;
  readonly #fetched = new Map<string, Buffer>();
  readonly #byName = new Map<string, string[]>();
  readonly #written: string[];

  /**
   * @param site the address of the old blog: what it names in full may lie among its files
   * @param written takes the names of files that are written
   */
  constructor(files: Files, roots: readonly string[], assets: string, site: string | undefined, written: string[]) {
    this.#files = files;
    this.#roots = roots;
    this.#assets = assets;
    this.#host = site === undefined ? undefined : urlOf(site)?.host;
    this.#written = written;
    for (const path of files.paths)
      this.#byName.set(basename(path), [...(this.#byName.get(basename(path)) ?? []), path]);
  }

  /** Fetches pictures of other hosts. Returns the addresses that could not be fetched, each with the reason. */
  async fetch(addresses: readonly string[]): Promise<Map<string, string>> {
    const { pictures, failed } = await fetchPictures([...new Set(addresses)].filter((one) => isElsewhere(one)));
    for (const [address, bytes] of pictures) this.#fetched.set(address, bytes);
    return failed;
  }

  /** Rewrites the addresses of pictures and files in a text. Calls `missing` for those that are nowhere. */
  rewrite(from: string, body: string, missing: (target: string) => void): string {
    return body.replace(TARGETS, (whole, before: string, target: string) => {
      const isLink = before.startsWith("[");
      if (isLink && !DOWNLOAD.test(target.replace(/[?#].*$/, ""))) return whole;
      const address = this.take(from, target, "uploads", isLink ? undefined : missing);
      return address === undefined
        ? whole
        : before + encodeURI(address).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
    });
  }

  /** Copies a file. Returns its address here, or undefined if it stays where it is. */
  take(
    from: string,
    target: string,
    folder: "uploads" | "authors",
    missing?: (target: string) => void,
  ): string | undefined {
    const bytes = this.#fetched.get(target) ?? this.#local(from, target);
    if (bytes === undefined) {
      if (isLocal(target) && !target.startsWith("#") && !target.startsWith("data:")) missing?.(target);
      return undefined;
    }
    const suffix = suffixOf(bytes);
    const given = cleanName(decodeAddress(target.replace(/[?#].*$/, "")));
    const named = PICTURE.test(given) || DOWNLOAD.test(given) || suffix === undefined ? given : `${given}.${suffix}`;
    if (!PICTURE.test(named) && !DOWNLOAD.test(named)) return undefined;
    return this.#copy(named, bytes, folder);
  }

  #copy(name: string, bytes: Buffer, folder: string): string {
    const end = extname(name);
    for (let number = 1; ; number++) {
      const free = number === 1 ? name : `${basename(name, end)}-${number}${end}`;
      const path = join(this.#assets, "img", folder, free);
      mkdirSync(dirname(path), { recursive: true });
      if (createFile(path, bytes)) this.#written.push(`img/${folder}/${free}`);
      if (readFileSync(path).equals(bytes)) return `/assets/img/${folder}/${free}`;
    }
  }

  #local(from: string, target: string): Buffer | undefined {
    const url = isElsewhere(target) ? urlOf(target, "https://h.invalid") : undefined;
    const own = url?.host === this.#host ? url : undefined;
    if (!isLocal(target) && own === undefined) return undefined;
    const path = decodeAddress((own?.pathname ?? target).replace(/[?#].*$/s, ""));
    if (path === "" || path.includes("\0")) return undefined;
    const inside = (one: string): string => normalize(one).replaceAll("\\", "/").replace(/^\/+/, "");
    const beside = path.startsWith("/") ? [] : [inside(join(dirname(from), path))];
    const places = [
      ...beside,
      ...this.#roots.map((root) => inside(join(root, path))),
      inside(path.replace(/^(?:\.\.\/)+|^[~@]\//g, "")),
    ];
    const known = places.find((place) => this.#files.has(place));
    // In a site assembled from several folders, a name is enough if only one file has it.
    const named = this.#byName.get(basename(path)) ?? [];
    const found = known ?? (named.length === 1 ? named[0] : undefined);
    return found === undefined ? undefined : this.#files.bytes(found);
  }
}

/** All addresses of pictures in a text. */
export function picturesIn(body: string): string[] {
  return [...body.matchAll(TARGETS)].flatMap(([, before = "", target = ""]) =>
    before.startsWith("[") ? [] : [target],
  );
}

function cleanName(path: string): string {
  const name = basename(path.replace(/\/+$/, ""))
    .replace(/[^\p{L}\p{M}\p{N}._ ’'+@~-]/gu, "-")
    .replace(/^[.\s]+/, "");
  const end = extname(name);
  return `${basename(name, end).slice(0, LONGEST_NAME) || "picture"}${end}`;
}
