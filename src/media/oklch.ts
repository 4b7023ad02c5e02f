/**
 * Colours in OKLCH: lightness, chroma, hue.
 *
 * @see https://bottosson.github.io/posts/oklab/ for the matrices
 */

export interface Colour {
  /** From 0, black, to 1, white. */
  lightness: number;
  /** From 0, grey. */
  chroma: number;
  /** Degrees. */
  hue: number;
}

type Triple = [number, number, number];

/** @param hex as in `#0a7d5a` or `#fff` */
export function fromHex(hex: string): Colour {
  const digits = hex.slice(1);
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const [r, g, b] = channels((at) => linear(Number.parseInt(full.slice(2 * at, 2 * at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bb),
    hue: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  };
}

/** As sRGB hex. Reduces chroma until the colour is in gamut. */
export function toHex(colour: Colour): string {
  const digits = shown(colour).map((value) =>
    Math.round(255 * encoded(value))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

/**
 * The contrast ratio of two colours, from 1 to 21.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(one: Colour, other: Colour): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance(colour: Colour): number {
  const [r, g, b] = shown(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The linear sRGB channels of an in-gamut colour, from 0 to 1. */
function shown(colour: Colour): Triple {
  let chroma = colour.chroma;
  while (chroma > 0.001 && channelsOf({ ...colour, chroma }).some((value) => value < -0.0005 || value > 1.0005)) {
    chroma -= 0.002;
  }
  const [r, g, b] = channelsOf({ ...colour, chroma: Math.max(0, chroma) });
  return [clamped(r), clamped(g), clamped(b)];
}

function channelsOf({ lightness, chroma, hue }: Colour): Triple {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function channels(of: (at: number) => number): Triple {
  return [of(0), of(1), of(2)];
}

/** The transfer function of sRGB and its inverse. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encoded(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
