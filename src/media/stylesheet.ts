/**
 * Bundles the files of `assets/css/` into three style sheets. `layers.css` names the order of the layers, and each file
 * puts itself into one. What articles do not load, in `not_in_articles/`, and what only texts with code load, in
 * `with_code/`, are style sheets of their own, so that an article fits into the first packets that a browser receives.
 */

import { readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { compare } from "../base/diagnostic.ts";
import type { SiteFile } from "../base/files.ts";
import { filesIn } from "../base/files.ts";
import { UsageError } from "../base/usage_error.ts";
import { digest } from "../cache/cache.ts";

export interface Stylesheet {
  /** Without the site's base path, with a hash of its source, so that browsers may cache it for ever. */
  address: string;
  file: SiteFile;
}

const FIRST = "layers.css";
const FONT = /url\("\.\.\/fonts\/([^"]+)\.woff2"\)/g;

/** The folder of style sheets that pages do not load. */
const STANDALONE = "standalone";

/** The folder of what articles do not load: styles of all other pages, and of what `npm start` adds. */
const NOT_IN_ARTICLES = "not_in_articles";

/** The folder of what only texts with blocks of code load. */
const WITH_CODE = "with_code";

/** A style sheet that is not bundled. */
export function standaloneStyle(folder: string, name: string): string {
  return readFileSync(join(folder, STANDALONE, name), "utf8");
}

/** Joins the style sheets of a folder into one text. */
export function joinedStyles(folder: string): string {
  return joined(folder, stylesIn(folder));
}

function stylesIn(folder: string): string[] {
  return filesIn(folder)
    .filter((file) => file.endsWith(".css") && file !== FIRST && !file.startsWith(`${STANDALONE}/`))
    .sort(compare);
}

function joined(folder: string, files: readonly string[]): string {
  return [FIRST, ...files].map((file) => readFileSync(join(folder, file), "utf8")).join("");
}

export interface Stylesheets {
  /** For every page. */
  site: Stylesheet;
  /** For every page but articles, besides `site`. */
  notInArticles: Stylesheet;
  /** For pages with blocks of code, besides the others. */
  withCode: Stylesheet;
}

/**
 * Bundles the style sheets of a folder; minifies each only when it has to be written.
 *
 * @param addressOf the address of a font by name, without the site's base path: `url("../fonts/text.woff2")` asks for `text`
 * @param tokens CSS appended at the end
 */
export function stylesheets(folder: string, addressOf: (font: string) => string, tokens: string): Stylesheets {
  const files = stylesIn(folder);
  const isIn = (name: string) => (file: string) => file.startsWith(`${name}/`);
  const withFonts = (css: string): string => css.replace(FONT, (_, name: string) => `url("../..${addressOf(name)}")`);
  const sheet = (name: string, chosen: readonly string[], more = ""): Stylesheet =>
    stylesheet(name, withFonts(joined(folder, chosen)) + more, folder);
  const forAll = files.filter((file) => !isIn(NOT_IN_ARTICLES)(file) && !isIn(WITH_CODE)(file));
  return {
    site: sheet("site", forAll, tokens),
    notInArticles: sheet(NOT_IN_ARTICLES, files.filter(isIn(NOT_IN_ARTICLES))),
    withCode: sheet(WITH_CODE, files.filter(isIn(WITH_CODE))),
  };
}

function stylesheet(name: string, text: string, folder: string): Stylesheet {
  const path = `assets/css/${name}.${digest(text).slice(0, 10)}.css`;
  return { address: `/${path}`, file: { path, key: path, bytes: () => small(text, folder) } };
}

/** @throws UsageError for a style sheet that browsers would read otherwise than it was meant, with its place */
async function small(css: string, folder: string): Promise<Uint8Array> {
  const { transform } = await import("esbuild");
  const { code, warnings } = await transform(css, {
    loader: "css",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const wrong = warnings.find(({ id }) => id === "css-syntax-error");
  if (wrong === undefined) return Buffer.from(code);
  const { lineText = "", column = 0 } = wrong.location ?? {};
  const { file, line } = placeOf(lineText, folder);
  throw new UsageError(`assets/css/${file}:${line}:${column + 1}  ${wrong.text}: ${lineText.trim()}`);
}

/** The first style sheet that has a line. */
function placeOf(text: string, folder: string): { file: string; line: number } {
  for (const file of stylesIn(folder)) {
    const at = readFileSync(join(folder, file), "utf8").split(/\r?\n/).indexOf(text);
    if (at !== -1) return { file, line: at + 1 };
  }
  return { file: FIRST, line: 1 };
}

export interface Fonts {
  /** By name, without the site's base path. Each holds a hash of its bytes, so that browsers may cache it for ever. */
  addresses: Readonly<Record<string, string>>;
  files: SiteFile[];
}

/** A font, or the licence that has to be published beside it. */
const FONT_FILE = /\.woff2$|LICENSE\.txt$/;

/** The fonts in a folder and their licences: `text.woff2` has the name `text`. */
export function fonts(folder: string): Fonts {
  const found = filesIn(folder)
    .sort(compare)
    .flatMap((file) => {
      const { name, ext } = parse(file);
      if (!FONT_FILE.test(file)) return [];
      const bytes = readFileSync(join(folder, file));
      return { name, ext, bytes, path: `assets/fonts/${name}.${digest(bytes).slice(0, 10)}${ext}` };
    });
  const woff2 = found.filter(({ ext }) => ext === ".woff2");
  return {
    addresses: Object.fromEntries(woff2.map(({ name, path }) => [name, `/${path}`])),
    files: found.map(({ path, bytes }) => ({ path, key: path, bytes: () => bytes })),
  };
}
