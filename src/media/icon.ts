import { openPicture } from "./sharp.ts";

/**
 * An icon as PNG.
 *
 * @param size of its sides, in pixels
 * @param part of the sides that the drawing takes, at most 1
 * @param ground a colour to set it on; without one what is clear stays clear
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
 * The one icon that browsers ask for without being told: a PNG in the container that Windows once had for icons.
 *
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
export async function iconsIco(svg: string): Promise<Uint8Array> {
  const png = await iconPng(svg, ICO_SIZE, 1);
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2); // Icons rather than cursors,
  header.writeUInt16LE(1, 4); // one of them:
  header.writeUInt8(ICO_SIZE, 6);
  header.writeUInt8(ICO_SIZE, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12); // bits a pixel,
  header.writeUInt32LE(png.length, 14); // so many bytes,
  header.writeUInt32LE(header.length, 18); // which begin here.
  return Buffer.concat([header, png]);
}
