/**
 * Turns text into SVG paths, so that images look the same whatever fonts a machine has.
 */

import { readFileSync } from "node:fs";
import type { Font, PathCommand } from "opentype.js";
import { memoize } from "../base/memoize.ts";

export interface Typeface {
  /** Whether the fonts have a glyph for every character. */
  draws(text: string): boolean;
  /** Width in units of the image, for a font size in the same units. */
  width(text: string, size: number): number;
  /** The `d` of an SVG path that starts at `x` on the baseline `y`. */
  path(text: string, x: number, y: number, size: number): string;
}

/** Widths are measured at this font size and scaled. */
const UNIT = 100;

/** Combines font files: each character comes from the first file that has it. */
export async function typeface(files: readonly string[]): Promise<Typeface> {
  const { default: opentype } = await import("opentype.js");
  const read = memoize((file) => opentype.parse(new Uint8Array(readFileSync(file)).buffer));
  // Load files lazily: most texts need only the first, and parsing one takes as long as drawing a title.
  const fontOf = (character: string): Font | undefined => {
    for (const file of files) if (read(file).charToGlyphIndex(character) !== 0) return read(file);
    return undefined;
  };

  /** Keeps neighbours from the same file together, so that kerning applies. */
  const runs = (text: string): { font: Font; text: string }[] => {
    const found: { font: Font; text: string }[] = [];
    for (const character of text.normalize("NFC")) {
      const font = character === " " ? (found.at(-1)?.font ?? fontOf(" ")) : fontOf(character);
      const last = found.at(-1);
      if (font === undefined) continue;
      if (last?.font === font) last.text += character;
      else found.push({ font, text: character });
    }
    return found;
  };

  // Memoize widths: a title is tried at many sizes, and words repeat.
  const unitWidth = memoize((text) =>
    runs(text).reduce((width, run) => width + run.font.getAdvanceWidth(run.text, UNIT), 0),
  );

  return {
    draws: (text) => [...text.normalize("NFC")].every((character) => /\s/.test(character) || fontOf(character)),
    width: (text, size) => (unitWidth(text) / UNIT) * size,
    path(text, x, y, size) {
      let at = x;
      return runs(text)
        .map((run) => {
          const path = pathData(run.font.getPath(run.text, at, y, size).commands);
          at += run.font.getAdvanceWidth(run.text, size);
          return path;
        })
        .join("");
    },
  };
}

/** Rounds to a tenth of a unit. opentype.js's own serializer drops numbers that are almost whole. */
function pathData(commands: readonly PathCommand[]): string {
  const point = (...numbers: readonly number[]): string => numbers.map((one) => one.toFixed(1)).join(" ");
  return commands
    .map((command) => {
      switch (command.type) {
        case "M":
        case "L":
          return command.type + point(command.x, command.y);
        case "Q":
          return `Q${point(command.x1, command.y1, command.x, command.y)}`;
        case "C":
          return `C${point(command.x1, command.y1, command.x2, command.y2, command.x, command.y)}`;
        default:
          return "Z";
      }
    })
    .join("");
}

/** Wraps a text to a width; breaks a word that is too wide by itself. */
export function linesOf(text: string, size: number, width: number, face: Typeface): string[] {
  const lines: string[] = [];
  const space = face.width(" ", size);
  let used = Number.POSITIVE_INFINITY;
  for (const part of text.split(/\s+/).flatMap((word) => partsOf(word, size, width, face))) {
    const needed = face.width(part, size);
    if (used + space + needed <= width) {
      lines[lines.length - 1] = `${lines.at(-1)} ${part}`;
      used += space + needed;
    } else {
      lines.push(part);
      used = needed;
    }
  }
  return lines;
}

/** Breaks a word into pieces that fit on a line. */
function partsOf(word: string, size: number, width: number, face: Typeface): string[] {
  if (word === "") return [];
  if (face.width(word, size) <= width) return [word];
  const letters = [...word];
  let count = letters.length - 1;
  while (count > 1 && face.width(letters.slice(0, count).join(""), size) > width) count -= 1;
  return [letters.slice(0, count).join(""), ...partsOf(letters.slice(count).join(""), size, width, face)];
}

/** Balances the lines without adding one. */
export function evenLinesOf(text: string, size: number, width: number, face: Typeface): string[] {
  let best = linesOf(text, size, width, face);
  for (let narrower = width * 0.96; narrower > width / 2; narrower *= 0.96) {
    const lines = linesOf(text, size, narrower, face);
    if (lines.length > best.length) break;
    best = lines;
  }
  return best;
}
