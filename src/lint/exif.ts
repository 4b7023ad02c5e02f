/**
 * Reads EXIF metadata of images.
 *
 * @see https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf (Exif 2.32, TIFF structure in 4.5.2)
 */

/** The tags of the GPS pointer and of the latitude. */
const GPS_POINTER = 0x8825;
const LATITUDE = 2;

const ENTRY_BYTES = 12;

/** Whether an image contains GPS data. False for what cannot be read. */
export function hasPosition(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = tiffStart(file);
  if (start === undefined) return false;
  const tiff = file.subarray(start);
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const word = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const entry = (directory: number, tag: number): number | undefined => {
    for (let index = 0; index < word(directory); index++) {
      const at = directory + 2 + index * ENTRY_BYTES;
      if (word(at) === tag) return at;
    }
    return undefined;
  };
  try {
    const pointer = entry(long(4), GPS_POINTER);
    return pointer !== undefined && entry(long(pointer + 8), LATITUDE) !== undefined;
  } catch (error) {
    // Offsets outside the file belong to a damaged image.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The offset of the TIFF structure: after a marker in JPEG and some WebP, in a chunk of its own in PNG and WebP. */
function tiffStart(file: Buffer): number | undefined {
  const beginnings = [file.indexOf("Exif\0\0", 0, "latin1"), file.indexOf("eXIf", 0, "latin1"), riffPart(file)];
  const skipped = ["Exif\0\0".length, "eXIf".length, "EXIF".length + 4];
  const found = beginnings.findIndex((at) => at !== -1);
  const start = (beginnings[found] ?? -1) + (skipped[found] ?? 0);
  const mark = file.toString("latin1", start, start + 4);
  return found !== -1 && (mark === "II*\0" || mark === "MM\0*") ? start : undefined;
}

function riffPart(file: Buffer): number {
  return file.toString("latin1", 0, 4) === "RIFF" ? file.indexOf("EXIF", 0, "latin1") : -1;
}
