/**
 * Rules about uploaded images, whichever posts use them.
 */

import { extname } from "node:path";
import type { Problem } from "../base/diagnostic.ts";
import { problemAt } from "../base/source.ts";
import { type ImageHeader, imageHeader } from "../media/probe_image.ts";
import { hasPosition } from "./exif.ts";

/** An uploaded image. */
export interface Upload {
  /** Path to show, as in `assets/img/uploads/x.jpg`. */
  file: string;
  bytes: Uint8Array;
  /** Whether a post, an author, a page or a setting names it. */
  isUsed: boolean;
}

/** No screen shows more pixels of an image in a text. */
const MOST_PIXELS = 3_000;
const MOST_BYTES = 1_500_000;

/** File name extensions by type, the usual one first. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  avif: [".avif"],
  gif: [".gif"],
  heif: [".heic", ".heif"],
  jpeg: [".jpg", ".jpeg", ".jfif"],
  png: [".png"],
  svg: [".svg"],
  webp: [".webp"],
};

export async function uploadAdvice(upload: Upload): Promise<Problem[]> {
  const header = await imageHeader(upload.bytes);
  return [...unused(upload), ...heavy(upload, header), ...mistyped(upload, header), ...located(upload)];
}

function on({ file }: Upload, finding: Omit<Parameters<typeof problemAt>[2], "severity">): Problem[] {
  return [problemAt({ file }, { line: 1, column: 1 }, finding)];
}

function unused(upload: Upload): Problem[] {
  if (upload.isUsed) return [];
  return on(upload, {
    rule: "unused-upload",
    message: "No post, page or author shows this file.",
    hint: "Delete it, or use it where it was meant to be.",
  });
}

function heavy(upload: Upload, { width = 0, height = 0 }: ImageHeader): Problem[] {
  const isLarge = Math.max(width, height) > MOST_PIXELS && extname(upload.file).toLowerCase() !== ".svg";
  if (!isLarge && upload.bytes.length <= MOST_BYTES) return [];
  const size = `${(upload.bytes.length / 1_000_000).toFixed(1)} MB`;
  return on(upload, {
    rule: "heavy-picture",
    message: width > 0 ? `The picture is ${width} by ${height} pixels, ${size}.` : `The picture has ${size}.`,
    hint: "Save it with its longer side at 2,000 pixels or less before you upload it.",
  });
}

function mistyped(upload: Upload, { type }: ImageHeader): Problem[] {
  const extensions = type === undefined ? undefined : EXTENSIONS[type];
  const extension = extname(upload.file);
  if (extensions === undefined || extensions.includes(extension.toLowerCase())) return [];
  return on(upload, {
    rule: "picture-type",
    message: `The name ends in \`${extension}\`, but the file is of type \`${extensions[0]}\`.`,
    hint: `Save it again as \`${extension}\`, or rename it to end in \`${extensions[0]}\` everywhere.`,
  });
}

function located(upload: Upload): Problem[] {
  if (!hasPosition(upload.bytes)) return [];
  return on(upload, {
    rule: "picture-place",
    message: "The file contains the place where the picture was taken.",
    hint: "Export it without location data, or take a screenshot of it.",
  });
}
