/**
 * Draws the social image (og:image) of a post: title, topic, authors, the blog's name, and the generated cover of its title.
 */

import { join } from "node:path";
import { memoize } from "../base/memoize.ts";
import { coverOf } from "./generated_cover.ts";
import { openPicture } from "./sharp.ts";
import { evenLinesOf, linesOf, type Typeface, typeface } from "./text_to_path.ts";

export interface CardFacts {
  title: string;
  topic: string | undefined;
  authors: string;
  brand: string;
}

/** The size that social networks show without cropping. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** Part of the address of every social image. Change it when the design changes. */
export const CARD_REVISION = 1;

/** What the bytes depend on besides the facts shown. */
export const CARD_PACKAGES = [
  "@fontsource/figtree",
  "@fontsource/newsreader",
  "@fontsource/noto-serif",
  "opentype.js",
  "sharp",
] as const;

/** The light theme of `css/tokens.css`, as SVG colours. */
const PAPER = "#fdfaf3";
const INK = "#26201a";
const INK_SOFT = "#5f564d";
const ACCENT = "#126635";
const LIME = "#b8e948";
const FOREST = { ground: "#163824", soft: "#1e4a31", firm: "#2f7349", line: "#4e9a6c" };

const PANEL = 380;
const MARGIN = 72;
const TEXT_WIDTH = CARD_SIZE.width - PANEL - 2 * MARGIN;

/** Font sizes in pixels, from short titles to the longest. */
const TITLE_SIZES = [88, 76, 66, 58, 50, 44, 38];
const TITLE_HEIGHT = 340;

const SMALL = 28;
const LEADING = 1.14;

interface Faces {
  title: Typeface;
  text: Typeface;
}

/** Memoized by the generator's folder, which holds the font packages. */
const facesIn = memoize(async (root): Promise<Faces> => {
  const packages = join(root, "node_modules", "@fontsource");
  const files = (family: string, weight: number, subsets: readonly string[]): string[] =>
    subsets.map((subset) => join(packages, family, "files", `${family}-${subset}-${weight}-normal.woff`));
  const others = files("noto-serif", 600, ["cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese"]);
  return {
    title: await typeface([...files("newsreader", 600, ["latin", "latin-ext", "vietnamese"]), ...others]),
    text: await typeface([...files("figtree", 600, ["latin", "latin-ext"]), ...others]),
  };
});

/** Renders a social image as PNG. Deterministic: the same facts give the same bytes. */
export async function socialCard(facts: CardFacts, root: string): Promise<Uint8Array> {
  const picture = await openPicture(Buffer.from(cardSvg(facts, await facesIn(root))));
  return picture.png({ compressionLevel: 9 }).toBuffer();
}

function cardSvg(facts: CardFacts, { title, text }: Faces): string {
  const { width, height } = CARD_SIZE;
  const bottom = height - MARGIN;
  const brand = drawable(facts.brand, title);
  // Without glyphs for a script, leave the title out and keep the blog's name, rather than draw boxes.
  const lines = titleLines(drawable(facts.title, title) || brand, title);
  const line = (words: string, y: number): string =>
    text.path(shortened(drawable(words, text), SMALL, text), MARGIN, y, SMALL);
  const brandWidth = title.width(brand, 34);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${PAPER}"/>
${path(ACCENT, line(facts.topic ?? "", MARGIN + 24))}
${path(INK, titlePath(lines, title))}
${path(INK_SOFT, line(facts.authors, bottom - 52))}
${path(INK, title.path(brand, MARGIN, bottom, 34))}
${brand === "" ? "" : `<circle cx="${MARGIN + brandWidth + 12}" cy="${bottom - 5}" r="6" fill="${LIME}"/>`}
${panel(facts.title)}
</svg>`;
}

/** The part of a text that the fonts can draw, without emoji. Undefined if its letters are of another script. */
function drawable(written: string, face: Typeface): string {
  const words = [...written.normalize("NFC")]
    .filter(
      (character) =>
        face.draws(character) || !/[\p{So}\p{Sk}\p{Cf}\p{Mn}\p{Emoji_Presentation}\p{RI}]/u.test(character),
    )
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return face.draws(words) ? words : "";
}

interface TitleLines {
  size: number;
  lines: string[];
}

function titleLines(words: string, face: Typeface): TitleLines {
  const sized = TITLE_SIZES.map((size) => ({ size, most: Math.floor(TITLE_HEIGHT / (size * LEADING)) }));
  for (const { size, most } of sized) {
    const lines = evenLinesOf(words, size, TEXT_WIDTH, face);
    // Break inside a word only if no font size is small enough.
    if (lines.length <= most && lines.join(" ") === words) return { size, lines };
  }
  const { size, most } = sized.at(-1) ?? { size: 38, most: 7 };
  const lines = linesOf(words, size, TEXT_WIDTH, face);
  if (lines.length <= most) return { size, lines };
  return { size, lines: [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(" "), size, face)] };
}

/** Truncates a text to one line, with an ellipsis. */
function shortened(text: string, size: number, face: Typeface): string {
  let shown = text;
  while (face.width(shown, size) > TEXT_WIDTH) shown = `${shown.replace(/…$/, "").slice(0, -1).trimEnd()}…`;
  return shown;
}

function titlePath({ size, lines }: TitleLines, face: Typeface): string {
  const top = MARGIN + 50 + size;
  return lines.map((line, index) => face.path(line, MARGIN, top + index * size * LEADING, size)).join("");
}

function path(fill: string, d: string): string {
  return d === "" ? "" : `<path fill="${fill}" d="${d}"/>`;
}

function panel(title: string): string {
  const { width, height } = CARD_SIZE;
  const { soft, firm, line, spark } = coverOf(title);
  return `<rect x="${width - PANEL}" width="${PANEL}" height="${height}" fill="${FOREST.ground}"/>
<svg x="${width - PANEL}" width="${PANEL}" height="${height}" viewBox="0 0 160 90" preserveAspectRatio="xMidYMid slice">
${path(FOREST.soft, soft)}${path(FOREST.firm, firm)}
${line === "" ? "" : `<path fill="none" stroke="${FOREST.line}" stroke-width="1.5" d="${line}"/>`}
${path(LIME, spark)}
</svg>`;
}
