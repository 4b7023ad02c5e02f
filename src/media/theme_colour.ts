/**
 * Derives design tokens from an owner's colour: its hue replaces the default green, and lightness is adjusted until text
 * has enough contrast.
 */

import { type Colour, contrast, fromHex, toHex } from "./oklch.ts";

/** Contrast ratio for text (WCAG 2.2, 1.4.3, level AA), plus a margin for rounding. */
const READABLE = 4.55;

/** The backgrounds of text: `--paper`, `--paper-raised` and `--paper-sunken` of `tokens.css`, light and dark. */
const LIGHT_GROUNDS: readonly Colour[] = [ground(0.985), ground(0.998), ground(0.957)];
const DARK_GROUNDS: readonly Colour[] = [ground(0.175), ground(0.215), ground(0.235)];

/** Chroma of the default accent. The other tokens keep their ratio to it. */
const USUAL_CHROMA = 0.11;

export interface Brand {
  /** CSS for the layer `tokens`. */
  css: string;
  /** The adjusted colour of links, if the one asked for has too little contrast: `#857a00`. */
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

/** The colour itself, or the nearest lightness that has enough contrast on all backgrounds. */
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
