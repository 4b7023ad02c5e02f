/**
 * Few style sheets from many: `layers.css` names the order, and each part puts itself into its layer. What an article
 * does not show, in `pages/`, has a sheet of its own, so that articles are there with the first packets.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../base/diagnostic.ts";
import type { SiteFile } from "../base/files.ts";
import { filesIn } from "../base/files.ts";
import { digest } from "../cache/cache.ts";

export interface Stylesheet {
  /** Below the site's base, with a hash of what it is made from, so that it may be kept for ever. */
  address: string;
  file: SiteFile;
}

const FIRST = "layers.css";
const FONT = /url\("\.\.\/fonts\/([^"]+)\.woff2"\)/g;

/** The folder of style sheets that are for something else than pages. */
const ALONE = "alone";

/** The folder of style sheets of pages that are no articles, and of what is shown in development only. */
const PAGES = "pages";

/** A style sheet that is no part of the one for pages. */
export function styleAlone(folder: string, name: string): string {
  return readFileSync(join(folder, ALONE, name), "utf8");
}

/** The style sheets of a folder as one text. */
export function joinedStyles(folder: string): string {
  return joined(folder, stylesIn(folder));
}

function stylesIn(folder: string): string[] {
  return filesIn(folder)
    .filter((file) => file.endsWith(".css") && file !== FIRST && !file.startsWith(`${ALONE}/`))
    .sort(compare);
}

function joined(folder: string, files: readonly string[]): string {
  return [FIRST, ...files].map((file) => readFileSync(join(folder, file), "utf8")).join("");
}

export interface Stylesheets {
  /** For every page. */
  site: Stylesheet;
  /** Beside that, for every page that is no article. */
  pages: Stylesheet;
}

/**
 * The style sheets of a folder as two files, made small when they have to be written.
 *
 * @param addressOf the address of a font by its name, below the site's base: `url("../fonts/text.woff2")` asks for `text`
 * @param tokens rules that come last
 */
export function stylesheets(folder: string, addressOf: (font: string) => string, tokens: string): Stylesheets {
  const files = stylesIn(folder);
  const isOfPages = (file: string): boolean => file.startsWith(`${PAGES}/`);
  const withFonts = (css: string): string => css.replace(FONT, (_, name: string) => `url("../..${addressOf(name)}")`);
  const site = joined(
    folder,
    files.filter((file) => !isOfPages(file)),
  );
  return {
    site: stylesheet("site", withFonts(site) + tokens),
    pages: stylesheet("pages", withFonts(joined(folder, files.filter(isOfPages)))),
  };
}

function stylesheet(name: string, text: string): Stylesheet {
  const path = `assets/css/${name}.${digest(text).slice(0, 10)}.css`;
  return { address: `/${path}`, file: { path, key: path, bytes: () => small(text) } };
}

async function small(css: string): Promise<Uint8Array> {
  const { transform } = await import("esbuild");
  const { code } = await transform(css, { loader: "css", minify: true, charset: "utf8", legalComments: "none" });
  return Buffer.from(code);
}

export interface Fonts {
  /** By name, below the site's base, each with a hash of its bytes, so that it may be kept for ever. */
  addresses: Readonly<Record<string, string>>;
  files: SiteFile[];
}

const ENDING = ".woff2";

/** The fonts in a folder: `text.woff2` has the name `text`. Their licences are not published with them. */
export function fonts(folder: string): Fonts {
  const found = filesIn(folder)
    .filter((file) => file.endsWith(ENDING))
    .sort(compare)
    .map((file) => {
      const bytes = readFileSync(join(folder, file));
      const name = file.slice(0, -ENDING.length);
      return { name, bytes, path: `assets/fonts/${name}.${digest(bytes).slice(0, 10)}${ENDING}` };
    });
  return {
    addresses: Object.fromEntries(found.map(({ name, path }) => [name, `/${path}`])),
    files: found.map(({ path, bytes }) => ({ path, key: path, bytes: () => bytes })),
  };
}
