/**
 * Loads web fonts without blocking text. A first visit is painted in system fonts with the same metrics, and web fonts are
 * fetched after everything else. They are applied immediately where that shifts nothing on the screen, and everywhere
 * from the next page on, when the browser has them cached.
 * Without JavaScript, the style sheet loads them as usual.
 */

import { keep, kept } from "./kept.ts";
import { showFonts } from "./show_fonts.ts";

const KEY = "fonts";
const ITALIC = "em, i, cite, dfn, var, address";

const root = document.documentElement;

/** @param addresses URLs of the fonts that most pages use, separated by spaces; they change with the fonts */
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
    // In a task of its own, so that it does not prolong this one.
    setTimeout(() => keep(KEY, addresses));
  });
}

/** Loads all fonts that the page's characters need, italics included, without applying them: a later one would shift its line. */
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
