import { openPicture } from "./sharp.ts";

/**
 * Renders an icon as PNG.
 *
 * @param size side length, in pixels
 * @param part share of the side length that the drawing fills, at most 1
 * @param ground background colour; transparent if absent
 */
export async function iconPng(svg: string, size: number, part: number, ground?: string): Promise<Uint8Array> {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const inner = Math.round(size * part);
  const before = Math.floor((size - inner) / 2);
  const after = size - inner - before;
  const opened = await openPicture(Buffer.from(svg));
  const drawn = opened
    .resize(inner, inner, { fit: "contain", background: clear })
    .extend({ top: before, left: before, bottom: after, right: after, background: clear });
  const grounded = ground === undefined ? drawn : drawn.flatten({ background: ground });
  return grounded.png({ compressionLevel: 9 }).toBuffer();
}

const ICO_SIZE = 32;

/**
 * Wraps a PNG in the ICO container, for `/favicon.ico`, which browsers request by themselves.
 *
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
export async function iconsIco(svg: string): Promise<Uint8Array> {
  const png = await iconPng(svg, ICO_SIZE, 1);
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2); // type: icon (2 would be a cursor)
  header.writeUInt16LE(1, 4); // number of images
  header.writeUInt8(ICO_SIZE, 6);
  header.writeUInt8(ICO_SIZE, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12); // bits per pixel
  header.writeUInt32LE(png.length, 14); // size of the image, in bytes
  header.writeUInt32LE(header.length, 18); // offset of the image
  return Buffer.concat([header, png]);
}
