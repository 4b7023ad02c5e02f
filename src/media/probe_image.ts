/**
 * Probes the bytes of an upload: format, size, animation. Uploads are untrusted, so an image counts only once it was decoded.
 */

import { extname } from "node:path";
import { Parser } from "htmlparser2";
import { coloursOf, focusOf } from "./crop/composition.ts";
import type { PictureFacts, Refusal } from "./image_variants.ts";
import { CLEAR, tintOf } from "./placeholder_colour.ts";
import { describedBy, MOST_PIXELS, openPicture, openPixels, type Pixels } from "./sharp.ts";

/** Formats that browsers show, or that sharp can convert into one. */
const FORMATS = new Set(["avif", "gif", "heif", "jpeg", "png", "tiff", "webp"]);

/** Formats whose further frames are an animation. Other multi-page formats show their first page. */
const MOVING = new Set(["gif", "webp"]);

/** WebP's limit is 16,383 pixels. Narrower strips are shown as uploaded. */
const TALLEST = 8;

/** Enough pixels to compare crops, which is done in steps of 8 pixels, and to tell drawings from photographs. */
const SAMPLE = 200;
const COLOUR_SAMPLE = 128;

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

/** The type and size of an image according to its bytes; absent if unknown, such as the size of an SVG without one. */
export interface ImageHeader {
  /** As in `jpeg`, `avif` or `svg`. */
  type?: string;
  width?: number;
  height?: number;
}

/** Reads the header of a picture, without decoding its pixels. Empty for bytes that are no picture, or damaged. */
export async function imageHeader(bytes: Uint8Array): Promise<ImageHeader> {
  if (isSvg(bytes)) return { type: "svg", ...sizeOfDrawing(bytes) };
  try {
    const { format, compression, width, height } = await describedBy(bytes);
    return { type: compression === "av1" ? "avif" : format, width, height };
  } catch {
    return {};
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
  const { data, info } = await (await openPicture(bytes, isMoving))
    .autoOrient()
    .resize(SAMPLE, SAMPLE, { fit: "inside" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const small = (await openPixels({ data, info }))
    .resize(COLOUR_SAMPLE, COLOUR_SAMPLE, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { isDrawn, ground } = coloursOf(sampleOf(await small));
  const tint = tintOf(ground);
  if (isMoving) return { kind: "animation", width, height: pageHeight, tint };
  const upright = { width: autoOrient.width, height: autoOrient.height, tint };
  if (upright.height > TALLEST * upright.width) return { kind: "original", ...upright };
  return { kind: "photo", ...upright, focus: isDrawn ? undefined : await focusOf(sampleOf({ data, info })) };
}

function sampleOf({ data, info: { width, height } }: Pixels): { data: Uint8Array; width: number; height: number } {
  return { data, width, height };
}

const LONGEST_PROLOGUE = 4096;

function isSvg(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LONGEST_PROLOGUE)).toString("utf8");
  return /^\ufeff?\s*</.test(start) && /<svg[\s>/]/i.test(start);
}

/** How many pixels a unit of CSS has. @see https://www.w3.org/TR/css-values-3/#lengths */
const PIXELS = new Map([
  ["px", 1],
  ["in", 96],
  ["cm", 96 / 2.54],
  ["mm", 96 / 25.4],
  ["pt", 96 / 72],
  ["pc", 16],
  ["em", 16],
  ["ex", 8],
]);

/** Reads width and height of an SVG, or its proportions from `viewBox`. Without either it fills the place it is given. */
function sizeOfDrawing(bytes: Uint8Array): { width?: number; height?: number } {
  const root = rootAttributes(Buffer.from(bytes).toString("utf8"));
  const [width, height] = [pixelsIn(root.width), pixelsIn(root.height)];
  if (width !== undefined && height !== undefined) return { width, height };
  const [boxWidth, boxHeight] = (root.viewBox ?? "")
    .trim()
    .split(/[\s,]+/)
    .slice(2)
    .map(pixelsIn);
  if (boxWidth === undefined || boxHeight === undefined) return {};
  if (width !== undefined) return { width, height: Math.floor((width * boxHeight) / boxWidth) };
  if (height !== undefined) return { width: Math.floor((height * boxWidth) / boxHeight), height };
  return { width: boxWidth, height: boxHeight };
}

/** The attributes of the first `<svg>`. */
function rootAttributes(text: string): Readonly<Record<string, string>> {
  let root: Readonly<Record<string, string>> | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "svg") root ??= attributes;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return root ?? {};
}

/** A length in whole pixels; undefined if absent or relative. */
function pixelsIn(length: string | undefined): number | undefined {
  const [, number, unit = "px"] = /^\s*(\d+(?:\.\d*)?|\.\d+)([a-z]+)?\s*$/i.exec(length ?? "") ?? [];
  const pixels = Math.round(Number(number) * (PIXELS.get(unit.toLowerCase()) ?? 0));
  return pixels > 0 && Number.isSafeInteger(pixels) ? pixels : undefined;
}

/** @see https://www.w3.org/TR/png-3/#acTL-chunk */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LONGEST_PROLOGUE)).toString("latin1");
  return start.includes("acTL");
}
