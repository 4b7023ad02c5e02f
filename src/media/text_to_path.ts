/**
 * Text as shapes, for pictures that look the same on every machine, whatever fonts it has.
 */

import { readFileSync } from "node:fs";
import type { Font, PathCommand } from "opentype.js";
import { memoize } from "../base/memoize.ts";

export interface Typeface {
  /** Whether there is a shape for every character. */
  draws(text: string): boolean;
  /** In units of the picture, for a size in the same. */
  width(text: string, size: number): number;
  /** The `d` of an SVG path, its first character at `x` on the line `y`. */
  path(text: string, x: number, y: number, size: number): string;
}

/** The size at which widths are measured; at others they are in proportion. */
const UNIT = 100;

/** Several font files as one: each character is taken from the first that has it. */
export async function typeface(files: readonly string[]): Promise<Typeface> {
  const { default: opentype } = await import("opentype.js");
  const read = memoize((file) => opentype.parse(new Uint8Array(readFileSync(file)).buffer));
  // Most texts need the first file only, and to read one takes as long as to set a title.
  const fontOf = (character: string): Font | undefined => {
    for (const file of files) if (read(file).charToGlyphIndex(character) !== 0) return read(file);
    return undefined;
  };

  /** Neighbours from the same file stay together, so that they are set close where they should be. */
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

  // Titles are tried at many sizes, and are made of words that come again.
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

/** To a tenth of a unit. The library's own words for this hold no numbers where a coordinate is all but whole. */
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

/** A text in lines that are no wider than they may be; a word that is too wide by itself is cut. */
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

/** A word, or what fits on a line of it, again and again. */
function partsOf(word: string, size: number, width: number, face: Typeface): string[] {
  if (word === "") return [];
  if (face.width(word, size) <= width) return [word];
  const letters = [...word];
  let count = letters.length - 1;
  while (count > 1 && face.width(letters.slice(0, count).join(""), size) > width) count -= 1;
  return [letters.slice(0, count).join(""), ...partsOf(letters.slice(count).join(""), size, width, face)];
}

/** The same number of lines, as even as they can be. */
export function evenLinesOf(text: string, size: number, width: number, face: Typeface): string[] {
  let best = linesOf(text, size, width, face);
  for (let narrower = width * 0.96; narrower > width / 2; narrower *= 0.96) {
    const lines = linesOf(text, size, narrower, face);
    if (lines.length > best.length) break;
    best = lines;
  }
  return best;
}
