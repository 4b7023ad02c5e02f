/**
 * Puts a rendered site in the place of the one before: wholly, or not at all.
 */

import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { digest } from "../cache.ts";
import type { RenderedPage } from "../eleventy.ts";
import type { AssetFile } from "../media/assets.ts";
import type { Stylesheet } from "../media/stylesheet.ts";
import { isCurrent, type Manifest, writtenAt } from "./manifest.ts";
import type { Page } from "./render.ts";

/** All that a site is to consist of. */
export interface Site {
  /** The folder that is served; the new site stands beside it while it is being made. */
  output: string;
  /** Pages that were rendered. */
  pages: readonly Page[];
  /** Pages of the site before that stay as they are. */
  current: readonly string[];
  assets: readonly AssetFile[];
  stylesheet: Stylesheet;
  /** What every page was made from, by its path. */
  keys: ReadonlyMap<string, string>;
  /** What the last build wrote. */
  manifest: Manifest;
}

export interface Published {
  /** Files whose bytes are new. */
  written: number;
  /** Files of the site before that are no longer there. */
  removed: number;
  manifest: Manifest;
}

/**
 * Builds the new site in a folder beside the output and swaps the two when it is complete. A file whose bytes did not
 * change is the same file on the disk, with the time it had, so that servers and browsers keep what they know of it.
 * Where nothing changed at all, nothing is touched.
 */
export function publish(site: Site): Published {
  const { output, stylesheet } = site;
  const assets = site.assets.map((asset) => ({ ...asset, key: digest(readFileSync(asset.path)) }));
  const gone = goneFrom(site);
  if (site.pages.length === 0 && gone.length === 0 && assets.every((asset) => stands(site, asset.address, asset.key))) {
    if (stands(site, stylesheet.address, stylesheet.address))
      return { written: 0, removed: 0, manifest: site.manifest };
  }
  const staging = `${output}.new`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  const placing = new Placing(output, staging);
  for (const path of site.current) placing.keep(path, site.keys.get(path) ?? "");
  for (const page of site.pages) placing.text(page.path, page.text, site.keys.get(page.path) ?? "");
  placing.text(stylesheet.address.slice(1), stylesheet.text, stylesheet.address);
  for (const asset of assets) {
    const path = asset.address.slice(1);
    if (stands(site, asset.address, asset.key)) placing.keep(path, asset.key);
    else placing.copy(asset.path, path, asset.key);
  }
  swap(output, staging);
  return { written: placing.written, removed: gone.length, manifest: placing.manifest };
}

function stands({ output, manifest }: Site, address: string, key: string): boolean {
  return isCurrent(output, address.slice(1), key, manifest);
}

/** Files of the site before that the new one does not have. */
function goneFrom({ output, pages, current, assets, stylesheet }: Site): string[] {
  const wanted = new Set([
    ...current,
    ...pages.map(({ path }) => path),
    ...[stylesheet, ...assets].map(({ address }) => address.slice(1)),
  ]);
  return [...filesIn(output)].filter((path) => !wanted.has(path));
}

/** A build that was ended between the two steps of a swap left the old site beside its place. */
export function recover(output: string): void {
  const old = `${output}.old`;
  if (!existsSync(output) && existsSync(old)) renameSync(old, output);
  rmSync(old, { recursive: true, force: true });
}

function swap(output: string, staging: string): void {
  const old = `${output}.old`;
  if (existsSync(output)) renameSync(output, old);
  renameSync(staging, output);
  rmSync(old, { recursive: true, force: true });
}

/** Fills the staging folder from new texts and from files of the site before. */
class Placing {
  written = 0;
  readonly manifest: Manifest = {};
  readonly #output: string;
  readonly #staging: string;
  readonly #folders = new Set<string>();

  constructor(output: string, staging: string) {
    this.#output = output;
    this.#staging = staging;
  }

  /** Takes a file over from the site before. */
  keep(path: string, key: string): void {
    const target = this.#target(path);
    linkSync(join(this.#output, path), target);
    this.manifest[path] = writtenAt(target, key);
  }

  text(path: string, text: string, key: string): void {
    const bytes = Buffer.from(text);
    if (hasBytes(join(this.#output, path), bytes)) this.keep(path, key);
    else this.#new(path, key, (target) => writeFileSync(target, bytes));
  }

  copy(source: string, path: string, key: string): void {
    if (hasBytes(join(this.#output, path), readFileSync(source))) this.keep(path, key);
    else this.#new(path, key, (target) => copyFileSync(source, target));
  }

  #new(path: string, key: string, make: (target: string) => void): void {
    const target = this.#target(path);
    make(target);
    this.written += 1;
    this.manifest[path] = writtenAt(target, key);
  }

  /** @throws Error when a path would lead out of the site, whatever checks it passed before */
  #target(path: string): string {
    const target = resolve(this.#staging, path);
    if (!target.startsWith(this.#staging + sep)) throw new Error(`“${path}” leads out of the site.`);
    const folder = dirname(target);
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true });
    this.#folders.add(folder);
    return target;
  }
}

/** For Eleventy run by itself: the files that are no pages, written where they are not there yet. */
export function writeFiles({ output, assets, stylesheet }: Pick<Site, "output" | "assets" | "stylesheet">): void {
  const write = (address: string, bytes: Buffer): void => {
    const target = join(output, address);
    if (hasBytes(target, bytes)) return;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  };
  write(stylesheet.address, Buffer.from(stylesheet.text));
  for (const { address, path } of assets) write(address, readFileSync(path));
}

/** For the preview: takes away what earlier runs wrote and this one did not. */
export function removeOthers(
  { output, assets, stylesheet }: Pick<Site, "output" | "assets" | "stylesheet">,
  results: readonly RenderedPage[],
): void {
  const wanted = new Set([
    ...results.flatMap(({ outputPath }) => (outputPath === false ? [] : [relative(output, outputPath)])),
    ...[stylesheet, ...assets].map(({ address }) => address.slice(1)),
  ]);
  for (const path of [...filesIn(output)]) if (!wanted.has(path)) rmSync(join(output, path));
}

function hasBytes(path: string, bytes: Buffer): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === bytes.length && readFileSync(path).equals(bytes);
}

function* filesIn(folder: string, prefix = ""): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesIn(join(folder, entry.name), `${prefix}${entry.name}/`);
    else yield prefix + entry.name;
  }
}
