import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Colour, contrast, fromHex, toHex } from "../../../src/media/oklch.ts";
import { themeColour } from "../../../src/media/theme_colour.ts";

const TOKENS = readFileSync(resolve(import.meta.dirname, "../../../assets/css/tokens.css"), "utf8");

const anyHex = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`);

/** A token's colours in light and dark theme, which may be the same. */
function token(css: string, name: string): { light: Colour; dark: Colour } {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? "";
  const [light, dark] = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)|(#[0-9a-f]{6})/g)].map(
    ([, lightness, chroma, hue, hex]) =>
      hex ? fromHex(hex) : { lightness: Number(lightness), chroma: Number(chroma), hue: Number(hue) },
  );
  if (light === undefined) throw new Error(`There is no token ${name}.`);
  return { light, dark: dark ?? light };
}

describe("colours", () => {
  it("survive a round trip through OKLCH", () => {
    fc.assert(
      fc.property(anyHex, (hex) => {
        expect(toHex(fromHex(hex))).toBe(hex);
      }),
    );
  });

  it("have the contrast of the WCAG formula", () => {
    expect(contrast(fromHex("#000000"), fromHex("#ffffff"))).toBeCloseTo(21, 2);
    expect(contrast(fromHex("#767676"), fromHex("#ffffff"))).toBeCloseTo(4.54, 2);
    expect(contrast(fromHex("#0000ff"), fromHex("#ffffff"))).toBeCloseTo(8.59, 2);
  });
});

describe("a theme colour", () => {
  it("has at least 4.5:1 contrast everywhere, for random colours", () => {
    fc.assert(
      fc.property(anyHex, (hex) => {
        const { css } = themeColour(hex);
        const pairs: [string, string, string][] = [
          ["accent", "paper", TOKENS],
          ["accent", "paper-raised", TOKENS],
          ["accent", "paper-sunken", TOKENS],
          ["accent", "accent-tint", css],
          ["on-forest", "forest", css],
          ["on-forest-soft", "forest", css],
          ["on-lime", "lime", css],
        ];
        for (const [text, ground, grounds] of pairs) {
          for (const scheme of ["light", "dark"] as const) {
            const found = contrast(token(css, text)[scheme], token(grounds, ground)[scheme]);
            expect(found, `${text} on ${ground}, ${scheme}`).toBeGreaterThanOrEqual(4.5);
          }
        }
        for (const scheme of ["light", "dark"] as const) {
          for (const ground of ["accent-tint", "mark"]) {
            const found = contrast(token(TOKENS, "ink")[scheme], token(css, ground)[scheme]);
            expect(found, `ink on ${ground}, ${scheme}`).toBeGreaterThanOrEqual(4.5);
          }
        }
      }),
    );
  });

  it("is moved only if its contrast is too low, and no further than needed", () => {
    expect(themeColour("#0a6b4a").moved).toBeUndefined();
    const { moved = "" } = themeColour("#ffcc00");
    expect(moved).toMatch(/^#[0-9a-f]{6}$/);
    expect(Math.abs(fromHex(moved).hue - fromHex("#ffcc00").hue)).toBeLessThan(6);
    expect(contrast(fromHex(moved), token(TOKENS, "paper").light)).toBeLessThan(6);
    // The suggested colour needs no adjustment.
    expect(themeColour(moved).moved).toBeUndefined();
  });
});
