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
import { dirname, join, resolve, sep } from "node:path";
import type { AssetFile } from "../media/assets.ts";
import type { Prepared } from "./prepare.ts";
import type { Page } from "./render.ts";

export interface Published {
  /** Files whose bytes are new. */
  written: number;
  /** Files of the site before that are no longer there. */
  removed: number;
}

/**
 * Builds the new site in a folder beside the output and swaps the two when it is complete. A file whose bytes did not
 * change is the same file on the disk, with the time it had, so that servers and browsers keep what they know of it.
 *
 * @param output the folder that is served; the new site stands beside it while it is being made
 */
export function publish(output: string, pages: readonly Page[], prepared: Prepared): Published {
  recover(output);
  const staging = `${output}.new`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  const place = new Placing(output, staging);
  for (const page of pages) place.text(page.path, page.text);
  place.text(prepared.stylesheet.address.slice(1), prepared.stylesheet.text);
  for (const asset of prepared.assets) place.copy(asset);
  const removed = [...filesIn(output)].filter((path) => !place.paths.has(path)).length;
  swap(output, staging);
  return { written: place.written, removed };
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
  readonly paths = new Set<string>();
  written = 0;
  readonly #output: string;
  readonly #staging: string;

  constructor(output: string, staging: string) {
    this.#output = output;
    this.#staging = staging;
  }

  text(path: string, text: string): void {
    const bytes = Buffer.from(text);
    const target = this.#target(path);
    if (hasBytes(join(this.#output, path), bytes)) linkSync(join(this.#output, path), target);
    else {
      writeFileSync(target, bytes);
      this.written += 1;
    }
  }

  copy(asset: AssetFile): void {
    const path = asset.address.slice(1);
    const before = join(this.#output, path);
    const target = this.#target(path);
    if (sizeOf(before) === sizeOf(asset.path) && hasBytes(before, readFileSync(asset.path))) linkSync(before, target);
    else {
      copyFileSync(asset.path, target);
      this.written += 1;
    }
  }

  /** @throws Error when a path would lead out of the site, whatever checks it passed before */
  #target(path: string): string {
    const target = resolve(this.#staging, path);
    if (!target.startsWith(this.#staging + sep)) throw new Error(`“${path}” leads out of the site.`);
    mkdirSync(dirname(target), { recursive: true });
    this.paths.add(path);
    return target;
  }
}

/** For Eleventy run by itself: the files that are no pages, written where they are not there yet. */
export function writeFiles(output: string, prepared: Prepared): void {
  const write = (path: string, bytes: Buffer): void => {
    const target = join(output, path);
    if (hasBytes(target, bytes)) return;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  };
  write(prepared.stylesheet.address.slice(1), Buffer.from(prepared.stylesheet.text));
  for (const asset of prepared.assets) {
    if (sizeOf(join(output, asset.address)) !== sizeOf(asset.path))
      write(asset.address.slice(1), readFileSync(asset.path));
  }
}

function hasBytes(path: string, bytes: Buffer): boolean {
  return sizeOf(path) === bytes.length && readFileSync(path).equals(bytes);
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

function* filesIn(folder: string, prefix = ""): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesIn(join(folder, entry.name), `${prefix}${entry.name}/`);
    else yield prefix + entry.name;
  }
}
