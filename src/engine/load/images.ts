/**
 * The images of a blog: what probing found in each, and the variants that pages show.
 */

import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { z } from "zod";
import { mapConcurrent } from "../../base/concurrency.ts";
import type { SiteFile } from "../../base/files.ts";
import { parseJson } from "../../base/json.ts";
import { cachedFile } from "../../cache/blob_store.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { ENCODING, encoded } from "../../media/encode_image.ts";
import { type Picture, type PictureFacts, type Refusal, type Slot, variantsOf } from "../../media/image_variants.ts";
import { lookAtPicture } from "../../media/probe_image.ts";
import type { AssetFile } from "../../media/static_files.ts";
import type { Blog } from "../../views/context.ts";
import { localPictures, standsBeside } from "../../views/parts/images.ts";
import { picturesOfPage, type ReadPage } from "./markdown_pages.ts";

/** A file of `assets/`, and the hash of its bytes. */
export interface HashedAsset extends AssetFile {
  digest: string;
}

export interface ProbedImage extends HashedAsset {
  found: PictureFacts | Refusal;
}

/** The note in the cache with what probing found, by the hash of the bytes and the extension. */
const NOTE = "composed-images";

const found: z.ZodType<ProbedImage["found"]> = z.union([
  z.object({
    kind: z.enum(["photo", "animation", "original"]),
    width: z.number().optional(),
    height: z.number().optional(),
    tint: z.string(),
    focus: z.object({ x: z.number(), y: z.number() }).optional(),
  }),
  z.object({ refused: z.string() }),
]);

/** Probes the images at some addresses, unless their bytes were probed before. */
export async function probeImages(
  assets: readonly HashedAsset[],
  addresses: ReadonlySet<string>,
  cache: Cache,
): Promise<ProbedImage[]> {
  const before = parseJson(cache.note(NOTE), z.record(z.string(), found)) ?? {};
  const keyOf = ({ address, digest }: HashedAsset): string => digest + extname(address).toLowerCase();
  const images = assets.filter(({ address }) => address.startsWith("/assets/img/") && addresses.has(address));
  const probed = await mapConcurrent(images, async (image) => ({
    ...image,
    found: before[keyOf(image)] ?? (await lookAtPicture(image.address, readFileSync(image.path))),
  }));
  const after = Object.fromEntries(probed.map((image) => [keyOf(image), image.found]));
  const isKept = Object.keys(after).every((key) => key in before);
  if (!isKept || Object.keys(after).length !== Object.keys(before).length) cache.writeNote(NOTE, JSON.stringify(after));
  return probed;
}

/** The images that can be shown, by address. */
export function shownImages(probed: readonly ProbedImage[], root: string): Map<string, Picture> {
  const encoder = JSON.stringify([ENCODING, packageVersions(root).sharp]);
  return new Map(
    probed.flatMap(({ address, digest: bytes, found }) =>
      "refused" in found ? [] : [[address, { ...found, address, digest: digest(bytes, encoder) }] as const],
    ),
  );
}

/** Why the others cannot be shown, by address. */
export function refusedImages(probed: readonly ProbedImage[]): Map<string, string> {
  return new Map(
    probed.flatMap(({ address, found }) => ("refused" in found ? [[address, found.refused] as const] : [])),
  );
}

const packageJson = z.object({ dependencies: z.record(z.string(), z.string()) });

/** The versions of the generator's dependencies, without loading them. */
export function packageVersions(root: string): Record<string, string> {
  return parseJson(readFileSync(join(root, "package.json"), "utf8"), packageJson)?.dependencies ?? {};
}

/** The variants of images that pages show, as files of the site. Those that are not cached are encoded. */
export function variantFiles(
  blog: Blog,
  pages: readonly ReadPage[],
  assets: readonly AssetFile[],
  { lasting }: Cache,
): SiteFile[] {
  const files = new Map<string, SiteFile>();
  const paths = new Map(assets.map(({ address, path }) => [address, path]));
  const add = (address: string | undefined, slot: Slot): void => {
    const picture = address === undefined ? undefined : blog.pictureAt(address);
    const path = address === undefined ? undefined : paths.get(address);
    if (picture === undefined || path === undefined) return;
    const original = { picture, isSquare: slot === "face", read: () => readFileSync(path) };
    for (const variant of [...variantsOf(picture, slot, "avif"), ...variantsOf(picture, slot, "webp")]) {
      if (files.has(variant.address)) continue;
      const encode = () => encoded(original, variant);
      files.set(variant.address, cachedFile(variant.address.slice(1), variant.key, lasting, encode));
    }
  };
  for (const post of blog.shown) {
    add(post.thumbnail, standsBeside(blog, post) ? "beside" : "article");
    for (const address of localPictures(blog.textOf(post), post.url)) add(address, "text");
  }
  for (const page of pages) for (const address of picturesOfPage(page)) add(address, "text");
  for (const { key } of blog.collections.authors) add(key.picture, "face");
  return [...files.values()];
}
