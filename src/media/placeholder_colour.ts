/**
 * The placeholder colour of an image while it loads. One of a fixed set, since the content security policy forbids inline
 * styles. `css/parts/picture.css` has the same names: a digit for lightness and a letter for hue, as in `4b`.
 */

/** The name for images with transparency. */
export const CLEAR = "clear";

/** OKLab lightness of each step; white and black are the grounds of many drawings. */
const LIGHTNESS = [0.2, 0.35, 0.5, 0.65, 0.8, 0.92, 1, 0];
/** Grey, then hues from 30° in steps of 60°: red, yellow, green, cyan, blue, magenta. */
const HUES = "abcdefg";
const DEGREES_BETWEEN_HUES = 60;
/** OKLab chroma below which a colour counts as grey. */
const HARDLY_COLOURED = 0.025;

/**
 * The name of the colour nearest to the average of some pixels.
 *
 * @param pixels red, green, blue and opacity of each, 0 to 255
 */
export function tintOf(pixels: Uint8Array): string {
  const mean = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 250) return CLEAR;
    for (const channel of [0, 1, 2]) mean[channel] = (mean[channel] ?? 0) + linear(pixels[at + channel] ?? 0);
  }
  const [red = 0, green = 0, blue = 0] = mean.map((sum) => sum / (pixels.length / 4));
  const { lightness, a, b } = oklab(red, green, blue);
  const step = nearestOf(LIGHTNESS, lightness);
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const hue = Math.floor(((degrees + 360) % 360) / DEGREES_BETWEEN_HUES);
  return `${step}${HUES[Math.hypot(a, b) < HARDLY_COLOURED ? 0 : hue + 1]}`;
}

/** @see https://www.w3.org/TR/css-color-4/#color-conversion-code */
function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** @see https://bottosson.github.io/posts/oklab/ */
function oklab(red: number, green: number, blue: number): { lightness: number; a: number; b: number } {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

function nearestOf(values: readonly number[], value: number): number {
  const distances = values.map((one) => Math.abs(one - value));
  return distances.indexOf(Math.min(...distances));
}
