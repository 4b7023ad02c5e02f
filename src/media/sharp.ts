/**
 * Loads sharp, which decodes and encodes images, on first use: a build with all images cached never loads it.
 */

import type { Metadata, OutputInfo, Sharp } from "sharp";

/** A pixel limit above any camera's: a file of a few bytes may claim billions. */
export const MOST_PIXELS = 100_000_000;

/**
 * Opens an image for decoding. Truncated data is an error.
 *
 * @param isAnimation whether to read all frames
 */
export async function openPicture(bytes: Uint8Array, isAnimation = false): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", animated: isAnimation });
}

/** Decoded pixels. */
export interface Pixels {
  data: Uint8Array;
  info: OutputInfo;
}

/** Opens pixels that were decoded before. */
export async function openPixels({ data, info: { width, height, channels } }: Pixels): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels } });
}

/** The metadata in an image's header, read without decoding pixels. */
export async function describedBy(bytes: Uint8Array): Promise<Metadata> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: false }).metadata();
}

async function loadSharp() {
  const { default: sharp } = await import("sharp");
  // One thread per image; the caller processes as many images at once as there are cores.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
