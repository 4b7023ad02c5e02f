/**
 * Words before letters. On a first visit the page is painted in fonts of the system that take the same room, and those of
 * the blog are fetched when all else is there, so that a slow line brings the text first. They are shown at once where nothing
 * on the screen moves by it, and everywhere from the next page on: the browser then has them, and pages are painted in them
 * from the start. Without scripts the style sheet asks for them as usual.
 */

import { keep, kept } from "./kept.ts";
import { showFonts } from "./show_fonts.ts";

const KEY = "fonts";
const ITALIC = "em, i, cite, dfn, var, address";

const root = document.documentElement;

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
    await loadFonts();
    showFonts();
    // Kept in a moment of its own, so that nobody waits for both.
    setTimeout(() => keep(KEY, addresses));
  });
}

/** Loads what the page's letters need, italics included, without showing it: a font that comes later would move its line. */
async function loadFonts(): Promise<void> {
  const styles = getComputedStyle(root);
  const text = styles.getPropertyValue("--text-face");
  const fonts = [`1em ${text}`, `1em ${styles.getPropertyValue("--title-face")}`];
  if (document.querySelector(ITALIC) !== null) fonts.push(`italic 1em ${text}`);
  const letters = document.body.textContent;
  await Promise.all(fonts.map((font) => document.fonts.load(font, letters)));
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

/** After the next paint, first image included: the second frame starts when the first is done. */
async function painted(): Promise<void> {
  const picture = document.querySelector<HTMLImageElement>('img[fetchpriority="high"]');
  await picture?.decode().catch(() => undefined);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
