/**
 * Words before letters. On a first visit the page is painted in fonts of the system that take the same room, and those of
 * the blog are fetched when all else is there, so that a slow line brings the text first. They are shown at once if no
 * line on the screen moves by it, else from the next page on: the browser then has them, and pages are painted in them
 * from the start. Without scripts the style sheet asks for them as usual.
 */

import { keep, kept } from "./kept.ts";

const KEY = "fonts";
/** What a page is made of, from above to below. */
const BLOCKS = "main > :not(article), .text > *, .article-end > *, body > footer";
const BLOCKS_AT_ONCE = 8;

const root = document.documentElement;

/** Browsers count no smaller move as one. */
const VISIBLE_PX = 3;

/** @param addresses of the fonts that most pages show, with spaces between; they change when the fonts do */
export function fetchFonts(addresses: string): void {
  if (addresses === "") return;
  if (kept(KEY) === addresses) {
    for (const address of addresses.split(" ")) preload(address);
    return;
  }
  root.dataset.fonts = "later";
  addEventListener("load", async () => {
    await painted();
    await Promise.all([load("--text-face"), load("--title-face")]);
    showUnlessItMoves();
    // Kept in a moment of its own, so that nobody waits for both.
    setTimeout(() => keep(KEY, addresses));
  });
}

/** Asks for the font that the style sheet names, without showing it. */
function load(property: string): Promise<unknown> {
  return document.fonts.load(`1em ${getComputedStyle(root).getPropertyValue(property)}`);
}

/** Fonts have to be in use to be measured; nothing is painted between that and the way back. */
function showUnlessItMoves(): void {
  const onScreen = [...document.querySelectorAll("body *")]
    .map((element) => ({ element, before: element.getBoundingClientRect() }))
    .filter(({ before }) => before.bottom > 0 && before.top < innerHeight);
  const below = [...document.querySelectorAll<HTMLElement>(BLOCKS)].filter(
    (block) => block.getBoundingClientRect().top >= innerHeight,
  );
  for (const block of below) block.dataset.fonts = "later";
  delete root.dataset.fonts;
  const hasMoved = onScreen.some(
    ({ element, before }) => Math.abs(element.getBoundingClientRect().top - before.top) >= VISIBLE_PX,
  );
  if (hasMoved) root.dataset.fonts = "later";
  requestAnimationFrame(() => showNext(below));
}

/** What is below the screen follows a few blocks at a time: all at once would hold up whoever touches the page. */
function showNext(blocks: readonly HTMLElement[]): void {
  for (const block of blocks.slice(0, BLOCKS_AT_ONCE)) delete block.dataset.fonts;
  if (blocks.length > BLOCKS_AT_ONCE) requestAnimationFrame(() => showNext(blocks.slice(BLOCKS_AT_ONCE)));
}

function preload(address: string): void {
  const link = document.createElement("link");
  link.rel = "preload";
  link.as = "font";
  link.type = "font/woff2";
  link.crossOrigin = "";
  link.href = address;
  document.head.append(link);
}

/** When what is there now is on the screen, the first picture too: the second frame begins when the first is done. */
async function painted(): Promise<void> {
  const picture = document.querySelector<HTMLImageElement>('img[fetchpriority="high"]');
  await picture?.decode().catch(() => undefined);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
