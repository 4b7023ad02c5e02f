/**
 * The picture that stands for a post where a link to it is shared: its title, topic and authors, the name of the blog,
 * and the drawing that is made for its title.
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

/** As networks show it without cutting it. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** A part of the address of every card: another one when cards come to look otherwise. */
export const CARD_REVISION = 1;

/** What the bytes of a card depend on beside its facts. */
export const CARD_PACKAGES = [
  "@fontsource/figtree",
  "@fontsource/newsreader",
  "@fontsource/noto-serif",
  "opentype.js",
  "sharp",
] as const;

/** The light colours of `css/tokens.css`, as SVG knows them. */
const PAPER = "#fdfaf3";
const INK = "#26201a";
const INK_SOFT = "#5f564d";
const ACCENT = "#126635";
const LIME = "#b8e948";
const FOREST = { ground: "#163824", soft: "#1e4a31", firm: "#2f7349", line: "#4e9a6c" };

const PANEL = 380;
const MARGIN = 72;
const TEXT_WIDTH = CARD_SIZE.width - PANEL - 2 * MARGIN;

/** From the size for a few words to the one for the longest titles, in pixels. */
const TITLE_SIZES = [88, 76, 66, 58, 50, 44, 38];
const TITLE_HEIGHT = 340;

const SMALL = 28;
const LEADING = 1.14;

interface Faces {
  title: Typeface;
  text: Typeface;
}

/** By the folder of the generator, in which the packages with the fonts are. */
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

/** A card as PNG. The same facts make the same bytes. */
export async function socialCard(facts: CardFacts, root: string): Promise<Uint8Array> {
  const picture = await openPicture(Buffer.from(cardSvg(facts, await facesIn(root))));
  return picture.png({ compressionLevel: 9 }).toBuffer();
}

function cardSvg(facts: CardFacts, { title, text }: Faces): string {
  const { width, height } = CARD_SIZE;
  const bottom = height - MARGIN;
  const brand = drawable(facts.brand, title);
  // Rather no words than boxes in their place; the name of the blog is what remains.
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

/** What of a text there are shapes for, without emoji; nothing where its letters are of another script. */
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
    // A word is cut only where no size is small enough for it.
    if (lines.length <= most && lines.join(" ") === words) return { size, lines };
  }
  const { size, most } = sized.at(-1) ?? { size: 38, most: 7 };
  const lines = linesOf(words, size, TEXT_WIDTH, face);
  if (lines.length <= most) return { size, lines };
  return { size, lines: [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(" "), size, face)] };
}

/** As much of a text as fits on a line, with an ellipsis where some is left out. */
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
