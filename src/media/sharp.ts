/**
 * The library that decodes and encodes pictures. It is loaded when there is something to do for it: a build that has its
 * pictures from the one before never does.
 */

import type { Metadata, Sharp } from "sharp";

/** More pixels than any camera in use takes; a file of a few bytes may claim billions. */
export const MOST_PIXELS = 100_000_000;

/**
 * A picture that is about to be decoded. Bytes that cannot be decoded to their end are an error.
 *
 * @param isAnimation whether all its frames are wanted
 */
export async function openPicture(bytes: Uint8Array, isAnimation = false): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", animated: isAnimation });
}

/** What a picture says of itself, before any of its pixels is decoded. */
export async function describedBy(bytes: Uint8Array): Promise<Metadata> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: false }).metadata();
}

async function loadSharp() {
  const { default: sharp } = await import("sharp");
  // Each picture has one core; there are as many pictures at work as there are cores.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
