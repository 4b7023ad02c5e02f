import { describe, expect, it } from "vitest";
import { coloursOf, focusOf, type Pixels } from "../../../src/media/crop/composition.ts";

/** An image whose pixels a function paints. */
function image(width: number, height: number, paint: (x: number, y: number) => readonly number[]): Pixels {
  const data = Array.from({ length: width * height }, (_, at) => paint(at % width, Math.floor(at / width)));
  return {
    width,
    height,
    data: Uint8Array.from(data.flatMap((pixel) => (pixel.length === 3 ? [...pixel, 255] : pixel))),
  };
}

/** Colours that change all over, as in a photograph. */
const blurred = (x: number, y: number): number[] => [
  40 + ((7 * x) % 60),
  60 + ((5 * y) % 60),
  90 + ((3 * (x + y)) % 60),
];

const SKIN = [200, 145, 112];

describe("the focus of a photograph", () => {
  it.each([
    ["top", 30, [0, 30]],
    ["bottom", 100, [70, 100]],
  ])("is where a face is: at the %s", async (_, middle, [least = 0, most = 0]) => {
    const face = image(72, 128, (x, y) =>
      Math.hypot(x - 36, y - middle) < 12 ? SKIN.map((channel) => channel + ((x * y) % 9)) : blurred(x, y),
    );
    const { y } = await focusOf(face);
    expect(y).toBeGreaterThanOrEqual(least);
    expect(y).toBeLessThanOrEqual(most);
  });

  it("is the middle along the axis on which nothing is cut", async () => {
    expect(await focusOf(image(128, 72, blurred))).toEqual({ x: 50, y: 50 });
  });
});

describe("a picture", () => {
  const isDrawn = (paint: Parameters<typeof image>[2]): boolean => coloursOf(image(40, 40, paint)).isDrawn;
  const inside = (x: number, y: number): boolean => x > 8 && x < 32 && y > 8 && y < 32;

  it("is shown whole when it is a chart, a drawing on a page, a badge around a face, or has clear parts", () => {
    expect(isDrawn((x, y) => (y === 39 - x || x === 3 ? [200, 30, 30] : [255, 255, 255]))).toBe(true);
    expect(isDrawn((x, y) => (inside(x, y) ? [20, 90 + 3 * (x % 3), 60] : [250, 250, 244]))).toBe(true);
    expect(isDrawn((x, y) => (inside(x, y) ? blurred(x * 9, y * 9) : [4, 4, 4]))).toBe(true);
    expect(isDrawn((x, y) => (inside(x, y) ? blurred(x * 9, y * 9) : [0, 0, 0, 0]))).toBe(true);
  });

  it("is cropped when it is a photograph", () => {
    expect(isDrawn((x, y) => blurred(x * 9, y * 9))).toBe(false);
  });

  it("gets the colour of its edges as background when they have one colour", () => {
    const { ground } = coloursOf(image(40, 40, (x, y) => (inside(x, y) ? blurred(x * 9, y * 9) : [255, 255, 255])));
    expect(new Set(ground)).toEqual(new Set([255]));
  });
});
