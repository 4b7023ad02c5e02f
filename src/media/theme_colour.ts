/**
 * The tokens of an owner's colour: its hue in the places of the green that comes with the generator, each as light or as
 * dark as it must be to be read.
 */

import { type Colour, contrast, fromHex, toHex } from "./oklch.ts";

/** Contrast of text that everybody can read (WCAG 2.2, 1.4.3, level AA), and a little more, for rounding. */
const READABLE = 4.55;

/** The grounds that text stands on: `--paper`, `--paper-raised` and `--paper-sunken` of `tokens.css`, light and dark. */
const LIGHT_GROUNDS: readonly Colour[] = [ground(0.985), ground(0.998), ground(0.957)];
const DARK_GROUNDS: readonly Colour[] = [ground(0.175), ground(0.215), ground(0.235)];

/** The chroma of the accent that comes with the generator: other tokens keep their share of it. */
const USUAL_CHROMA = 0.11;

export interface Brand {
  /** Style rules in the layer of tokens. */
  css: string;
  /** The colour as text on the page has it, where the one asked for could not be read: `#857a00`. */
  moved: string | undefined;
}

/** @param hex as in `#0a7d5a` */
export function themeColour(hex: string): Brand {
  const asked = fromHex(hex);
  const share = Math.min(1.4, asked.chroma / USUAL_CHROMA);
  const shade = (lightness: number, chroma: number): Colour => ({ lightness, chroma: chroma * share, hue: asked.hue });
  const tint = { light: shade(0.95, 0.034), dark: shade(0.27, 0.035) };
  const accent = {
    light: readable(asked, [...LIGHT_GROUNDS, tint.light], -1),
    dark: readable({ ...asked, lightness: Math.max(asked.lightness, 0.8) }, [...DARK_GROUNDS, tint.dark], 1),
  };
  const forest = { light: shade(0.31, 0.055), dark: shade(0.27, 0.045) };
  const fill = { light: shade(0.87, 0.14), dark: shade(0.85, 0.14) };
  const tokens: Record<string, string> = {
    accent: both(accent),
    "accent-tint": both(tint),
    lime: both(fill),
    underline: both({ light: shade(0.76, 0.13), dark: shade(0.58, 0.12) }),
    forest: both(forest),
    "on-forest": toHex(shade(0.97, 0.015)),
    "on-forest-soft": toHex(shade(0.87, 0.03)),
    "on-lime": toHex(shade(0.24, 0.05)),
    mark: both({ light: shade(0.92, 0.08), dark: shade(0.42, 0.07) }),
  };
  const lines = Object.entries(tokens).map(([name, value]) => `--${name}: ${value};`);
  return {
    css: `@layer tokens { :root { ${lines.join(" ")} } }\n`,
    moved: accent.light === asked ? undefined : toHex(accent.light),
  };
}

/** The colour itself, or the nearest one lighter or darker that can be read on all grounds. */
function readable(colour: Colour, grounds: readonly Colour[], direction: 1 | -1): Colour {
  const isRead = (tried: Colour): boolean => grounds.every((one) => contrast(tried, one) >= READABLE);
  let tried = colour;
  while (!isRead(tried) && tried.lightness > 0 && tried.lightness < 1) {
    const lightness = Math.min(1, Math.max(0, tried.lightness + direction * STEP));
    tried = { ...colour, lightness };
  }
  return tried;
}

const STEP = 0.005;

function ground(lightness: number): Colour {
  return { lightness, chroma: 0.01, hue: 85 };
}

function both({ light, dark }: { light: Colour; dark: Colour }): string {
  return `light-dark(${toHex(light)}, ${toHex(dark)})`;
}
