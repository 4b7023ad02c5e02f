/**
 * Probes the bytes of an upload: format, size, animation. Uploads are untrusted, so an image counts only once it was decoded.
 */

import { extname } from "node:path";
import { imageSize } from "image-size";
import type { PictureFacts, Refusal } from "./image_variants.ts";
import { CLEAR, tintOf } from "./placeholder_colour.ts";
import { describedBy, MOST_PIXELS, openPicture } from "./sharp.ts";

/** Formats that browsers show, or that sharp can convert into one. */
const FORMATS = new Set(["avif", "gif", "heif", "jpeg", "png", "tiff", "webp"]);

/** Formats whose further frames are an animation. Other multi-page formats show their first page. */
const MOVING = new Set(["gif", "webp"]);

/** WebP's limit is 16,383 pixels. Narrower strips are shown as uploaded. */
const TALLEST = 8;

/** Downscales to a few pixels to average the colours. */
const SAMPLE = 8;

/** @param address its extension tells whether the file is served as SVG */
export async function lookAtPicture(address: string, bytes: Uint8Array): Promise<PictureFacts | Refusal> {
  if (bytes.length === 0) return { refused: "The file is empty." };
  const isServedAsDrawing = extname(address).toLowerCase() === ".svg";
  if (isSvg(bytes)) {
    return isServedAsDrawing
      ? { kind: "original", tint: CLEAR, ...sizeOfDrawing(bytes) }
      : { refused: `The file is an SVG drawing, and browsers show those only when the name ends in \`.svg\`.` };
  }
  try {
    return await decoded(bytes);
  } catch {
    return { refused: "The file is damaged, cut off, or no picture at all." };
  }
}

async function decoded(bytes: Uint8Array): Promise<PictureFacts | Refusal> {
  const { format, compression, width, height, pages = 1, pageHeight = height, autoOrient } = await describedBy(bytes);
  const kind = compression === "hevc" ? "HEIC" : format;
  if (!FORMATS.has(kind)) return { refused: `Browsers show no pictures of the kind \`${kind}\`.` };
  const pixels = width * pageHeight * pages;
  if (pixels > MOST_PIXELS) {
    const [has, most] = [pixels, MOST_PIXELS].map((count) => Math.round(count / 1_000_000));
    return { refused: `The picture has ${has} million pixels; ${most} million are the most.` };
  }
  // Decoding an animated PNG would keep its first frame only.
  if (format === "png" && isAnimatedPng(bytes)) return { kind: "original", tint: CLEAR, width, height };
  const isMoving = pages > 1 && MOVING.has(format);
  const sample = await (await openPicture(bytes, isMoving))
    .autoOrient()
    .resize(SAMPLE, SAMPLE, { fit: "fill" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer();
  const tint = tintOf(sample);
  if (isMoving) return { kind: "animation", width, height: pageHeight, tint };
  const upright = { width: autoOrient.width, height: autoOrient.height, tint };
  return { kind: upright.height > TALLEST * upright.width ? "original" : "photo", ...upright };
}

const LONGEST_PROLOGUE = 4096;

function isSvg(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LONGEST_PROLOGUE)).toString("utf8");
  return /^\ufeff?\s*</.test(start) && /<svg[\s>/]/i.test(start);
}

/** An SVG without a size of its own fills its container. */
function sizeOfDrawing(bytes: Uint8Array): { width?: number; height?: number } {
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    return {};
  }
}

/** @see https://www.w3.org/TR/png-3/#acTL-chunk */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LONGEST_PROLOGUE)).toString("latin1");
  return start.includes("acTL");
}
