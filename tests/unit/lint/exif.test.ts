import { describe, expect, it } from "vitest";
import { hasPosition } from "../../../src/lint/exif.ts";

/** A TIFF structure whose only directory points to one with these tags. */
function tiff(order: "II" | "MM", tags: readonly number[], pointer = 0x8825): Buffer {
  const word = (value: number): number[] => (order === "II" ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const long = (value: number): number[] => (order === "II" ? [value, 0, 0, 0] : [0, 0, 0, value]);
  const entry = (tag: number, value: number): number[] => [...word(tag), ...word(4), ...long(1), ...long(value)];
  return Buffer.from([
    ...Buffer.from(order),
    ...word(42),
    ...long(8),
    ...word(1),
    ...entry(pointer, 26),
    ...long(0),
    ...word(tags.length),
    ...tags.flatMap((tag) => entry(tag, 0)),
    ...long(0),
  ]);
}

const jpeg = (structure: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 99]), Buffer.from("Exif\0\0", "latin1"), structure]);

describe("the GPS position in an image", () => {
  it.each(["II", "MM"] as const)("is found in both byte orders: %s", (order) => {
    expect(hasPosition(jpeg(tiff(order, [1, 2, 3, 4])))).toBe(true);
  });

  it("is found in PNG and WebP", () => {
    const position = tiff("MM", [2]);
    const png = Buffer.concat([Buffer.from("\u0089PNG\r\n\u001a\n\0\0\0\u0001eXIf", "latin1"), position]);
    const webp = Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBPEXIF\0\0\0\0", "latin1"), position]);
    expect([png, webp].map(hasPosition)).toEqual([true, true]);
  });

  it("is not found without a latitude, without EXIF or in damaged data", () => {
    expect(hasPosition(jpeg(tiff("II", [0])))).toBe(false);
    expect(hasPosition(jpeg(tiff("II", [2], 0x8769)))).toBe(false);
    expect(hasPosition(Buffer.from("no picture"))).toBe(false);
    expect(hasPosition(jpeg(tiff("II", [2]).subarray(0, 20)))).toBe(false);
    expect(hasPosition(new Uint8Array())).toBe(false);
  });
});
