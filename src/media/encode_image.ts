import type { Region } from "sharp";
import type { Picture, Variant } from "./image_variants.ts";
import { openPicture } from "./sharp.ts";

/**
 * Encoder settings. They are part of the cache key and the address of every image variant. Raise `revision` when
 * {@link encoded} itself changes.
 */
export const ENCODING = {
  revision: 1,
  // Effort 2: from effort 3 on, twice the time saves only 5 % of the bytes (measured on photographs and flat illustrations).
  avif: { quality: 52, effort: 2, chromaSubsampling: "4:2:0" },
  webp: { quality: 76, effort: 2 },
} as const;

/** Resizes an image, rotates it by its EXIF orientation, converts it to sRGB and drops its metadata, GPS data included. */
export async function encoded(
  picture: Picture,
  { width, height, format }: Variant,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const opened = await openPicture(bytes, picture.kind === "animation");
  const upright = opened.autoOrient();
  const part = width === height ? squareOf(picture) : undefined;
  const sized = (part ? upright.extract(part) : upright).resize(width, height, { fit: "cover" });
  return (format === "avif" ? sized.avif(ENCODING.avif) : sized.webp(ENCODING.webp)).toBuffer();
}

/** The largest square around the focus of an image. */
function squareOf({ width = 0, height = 0, focus }: Picture): Region | undefined {
  if (focus === undefined) return undefined;
  const side = Math.min(width, height);
  const [left, top] = [((width - side) * focus.x) / 100, ((height - side) * focus.y) / 100];
  return { left: Math.floor(left), top: Math.floor(top), width: side, height: side };
}
