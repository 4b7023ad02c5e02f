/**
 * Decodes the bytes of a text file.
 */

import { isUtf8 } from "node:buffer";
import type { Problem } from "./diagnostic.ts";
import { problemAt, type Source, source } from "./source.ts";

export type Decoded = { source: Source } | { problem: Problem };

/** Decodes a file as strict UTF-8. Drops a byte order mark. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  const text = new TextDecoder("utf-8").decode(bytes);
  const at = isUtf8(bytes) ? text.indexOf("\0") : firstDifference(bytes, text);
  if (at === -1) return { source: source(file, text) };
  const place = isUtf8(bytes) ? lineOf(bytes, new TextEncoder().encode(text.slice(0, at)).length) : lineOf(bytes, at);
  return {
    problem: problemAt(source(file, ""), place, {
      rule: "encoding",
      message: isUtf8(bytes)
        ? "The file holds a NUL character, so it is not a text."
        : `Byte ${at} is not UTF-8, so the text cannot be read for certain.`,
      hint: "Open the file in a text editor, and save it with the encoding UTF-8.",
    }),
  };
}

const BYTE_ORDER_MARK = "\ufeff";

/** Encodes a text that replaces a file, with a byte order mark if the file has one. */
export function encodeLike(bytes: Uint8Array, text: string): Uint8Array {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? BYTE_ORDER_MARK : "";
  return Buffer.from(mark + text);
}

/** The offset of the first byte that does not survive decoding and encoding. */
export function firstDifference(bytes: Uint8Array, text: string): number {
  const again = new TextEncoder().encode(text);
  const skipped = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = skipped; at < bytes.length; at++) if (bytes[at] !== again[at - skipped]) return at;
  return bytes.length;
}

export function lineOf(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const before = bytes.subarray(0, offset);
  const lastLineEnd = before.lastIndexOf(0x0a);
  return { line: before.filter((byte) => byte === 0x0a).length + 1, column: offset - lastLineEnd };
}
