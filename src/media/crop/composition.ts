/**
 * What of an image a crop must not cut. Photographs have a focus; drawings, charts and pictures with words in them are
 * shown whole.
 */

import smartcrop from "smartcrop";

/** A small version of an image: red, green, blue and opacity of each pixel, 0 to 255. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Where a crop stays, in percent from the left and from the top, as in CSS's `object-position`. */
export interface Focus {
  x: number;
  y: number;
}

/** The shape to which pages crop pictures. */
const CROP = { width: 16, height: 9 };

/**
 * The focus of a photograph, by skin, detail and saturation.
 *
 * @see https://github.com/jwagner/smartcrop.js
 */
export async function focusOf(pixels: Pixels): Promise<Focus> {
  const imageOperations = { open: itself, resample: itself, getData: itself };
  const { topCrop } = await smartcrop.crop(pixels, { ...CROP, imageOperations });
  return {
    x: positionOf(topCrop.x, pixels.width - topCrop.width),
    y: positionOf(topCrop.y, pixels.height - topCrop.height),
  };
}

async function itself(pixels: Pixels): Promise<Pixels> {
  return pixels;
}

/**
 * Where the crop begins along one axis, in percent of what is cut off there. The middle if hardly anything is.
 */
function positionOf(before: number, cut: number): number {
  return cut < 2 ? 50 : Math.round((Math.min(before, cut) / cut) * 100);
}

/** A drawing has few colours: its four commonest make up at least this share of its pixels. */
const FEW_COLOURS = 0.6;
/** And it has an even background: at least this share of the pixels at its edges has one colour. */
const EVEN_EDGE = 0.75;
/** The least share of the commonest colour of a picture whose edges are even. */
const EVEN_GROUND = 0.25;
const OPAQUE = 128;

export interface Colours {
  isDrawn: boolean;
  /** The pixels whose colour a ground around the image should have: its edges if they are even, else all. */
  ground: Uint8Array;
}

/** Tells drawings from photographs. */
export function coloursOf({ width, height, data }: Pixels): Colours {
  const all = new Map<string, number[]>();
  const edges = new Map<string, number[]>();
  for (let at = 0; at < width * height; at++) {
    const colour = colourAt(data, at * 4);
    add(all, colour, at);
    const [column, row] = [at % width, Math.floor(at / width)];
    if (column === 0 || row === 0 || column === width - 1 || row === height - 1) add(edges, colour, at);
  }
  const shares = sharesOf(all);
  const [edge = 0] = sharesOf(edges);
  const fourth = shares.slice(0, 4).reduce((sum, share) => sum + share, 0);
  const isEven = edge >= EVEN_EDGE && (shares[0] ?? 0) >= EVEN_GROUND;
  const commonest = [...edges.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  return {
    isDrawn: fourth >= FEW_COLOURS || isEven || all.has(CLEAR),
    ground: isEven ? Uint8Array.from(commonest.flatMap((at) => [...data.subarray(at * 4, at * 4 + 4)])) : data,
  };
}

const CLEAR = "clear";

/** One of 16 steps of each channel. */
function colourAt(data: Uint8Array, at: number): string {
  const [red = 0, green = 0, blue = 0, opacity = 0] = data.subarray(at, at + 4);
  return opacity < OPAQUE ? CLEAR : `${red >> 4} ${green >> 4} ${blue >> 4}`;
}

function add(places: Map<string, number[]>, colour: string, at: number): void {
  const known = places.get(colour);
  if (known) known.push(at);
  else places.set(colour, [at]);
}

/** The shares of colours, the commonest first. */
function sharesOf(places: ReadonlyMap<string, readonly number[]>): number[] {
  const counts = [...places.values()].map(({ length }) => length).sort((a, b) => b - a);
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => count / sum);
}
