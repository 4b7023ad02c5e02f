/** Small uncompressed PNGs of one colour, made without an image library, all of the same size. */

import { crc32, deflateSync } from "node:zlib";

const WIDTH = 48;
const HEIGHT = 32;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight bits each of red, green and blue. */
const HEADER = Buffer.from([0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, 8, 2, 0, 0, 0]);

/** @see https://www.w3.org/TR/png-3/ */
export function onePicture(red: number, green: number, blue: number): Buffer {
  const line = [0, ...Array.from({ length: WIDTH }, () => [red, green, blue]).flat()];
  const pixels = Uint8Array.from(Array.from({ length: HEIGHT }, () => line).flat());
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", HEADER),
    chunk("IDAT", deflateSync(pixels, { level: 0 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([asBytes(data.length), named, asBytes(crc32(named))]);
}

function asBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
