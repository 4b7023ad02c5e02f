/**
 * The pictures of a blog: what is known of each, and the sizes of it that pages show.
 */

import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { mapConcurrent } from "../../base/concurrency.ts";
import type { SiteFile } from "../../base/files.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { ENCODING, encoded } from "../../media/encode_image.ts";
import { type Picture, type PictureFacts, type Refusal, type Slot, variantsOf } from "../../media/image_variants.ts";
import { lookAtPicture } from "../../media/probe_image.ts";
import type { AssetFile } from "../../media/static_files.ts";
import type { Blog } from "../../views/context.ts";
import { localPictures } from "../../views/parts/images.ts";
import { picturesOfPage, type ReadPage } from "./markdown_pages.ts";

/** A file of `assets/` and a name for its bytes. */
export interface HeldAsset extends AssetFile {
  digest: string;
}

export interface CachedImage extends HeldAsset {
  found: PictureFacts | Refusal;
}

/** The note in the cache that says what was found in pictures, by their bytes. */
const FOUND = "pictures";

/** Looks at the pictures of some addresses, as far as it is not known what they are. */
export async function knowPictures(
  assets: readonly HeldAsset[],
  named: ReadonlySet<string>,
  cache: Cache,
): Promise<CachedImage[]> {
  const pictures = assets.filter(({ address }) => address.startsWith("/assets/img/") && named.has(address));
  const kept: Record<string, CachedImage["found"]> = JSON.parse(cache.note(FOUND) ?? "{}");
  const keyOf = ({ address, digest }: HeldAsset): string => digest + extname(address).toLowerCase();
  const known = await mapConcurrent(pictures, async (asset) => ({
    ...asset,
    found: kept[keyOf(asset)] ?? (await lookAtPicture(asset.address, readFileSync(asset.path))),
  }));
  const found = Object.fromEntries(known.map((picture) => [keyOf(picture), picture.found]));
  const isAsKept = known.every((picture) => keyOf(picture) in kept);
  if (!isAsKept || Object.keys(kept).length !== Object.keys(found).length)
    cache.writeNote(FOUND, JSON.stringify(found));
  return known;
}

/** The pictures that can be shown, by their address. */
export function shownPictures(known: readonly CachedImage[], root: string): Map<string, Picture> {
  const made = JSON.stringify([ENCODING, versionsIn(root).sharp]);
  return new Map(
    known.flatMap(({ address, digest: bytes, found }) =>
      "refused" in found ? [] : [[address, { ...found, address, digest: digest(bytes, made) }] as const],
    ),
  );
}

/** Why the others cannot, by their address. */
export function refusedPictures(known: readonly CachedImage[]): Map<string, string> {
  return new Map(
    known.flatMap(({ address, found }) => ("refused" in found ? [[address, found.refused] as const] : [])),
  );
}

/** The versions of the packages that the generator asks for, without loading them. */
export function versionsIn(root: string): Record<string, string> {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  return dependencies;
}

/**
 * The sizes of pictures that pages show, as files of the site; each is encoded when it is in no cache.
 */
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
    for (const variant of [...variantsOf(picture, slot, "avif"), ...variantsOf(picture, slot, "webp")]) {
      const bytes = async (): Promise<Uint8Array> => {
        const kept = lasting.read(variant.key);
        if (kept) return kept;
        const made = await encoded(picture, variant, readFileSync(path));
        lasting.write(variant.key, made);
        return made;
      };
      files.set(variant.address, { path: variant.address.slice(1), key: variant.key, bytes });
    }
  };
  for (const post of blog.shown) {
    add(post.thumbnail, "article");
    for (const address of localPictures(blog.textOf(post), post.url)) add(address, "text");
  }
  for (const page of pages) for (const address of picturesOfPage(page)) add(address, "text");
  for (const { key } of blog.collections.authors) add(key.picture, "face");
  return [...files.values()];
}
