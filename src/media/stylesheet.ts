/**
 * Bundles the files of `assets/css/` into three style sheets. `layers.css` names the order of the layers, and each file
 * puts itself into one. What articles do not load, in `not_in_articles/`, and what only some texts load, in
 * `in_some_texts/`, are style sheets of their own, so that an article fits into the first packets that a browser receives.
 */

import { readFileSync } from "node:fs";
import { join, parse, relative } from "node:path";
import { compare } from "../base/diagnostic.ts";
import type { SiteFile } from "../base/files.ts";
import { filesIn, filesOver } from "../base/files.ts";
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

/** The folder of what only texts with code, formulas, callouts and the like load. */
const IN_SOME_TEXTS = "in_some_texts";

/** Paths of style sheets by their names. */
type StylePaths = ReadonlyMap<string, string>;

/** A style sheet that is not bundled. */
export function standaloneStyle(folders: readonly string[], name: string): string {
  return joined(filesOver(folders), [`${STANDALONE}/${name}`]);
}

/** Joins the style sheets of a folder into one text. */
export function joinedStyles(folder: string): string {
  const paths = filesOver([folder]);
  return joined(paths, [FIRST, ...namesOfStyles(paths)]);
}

function namesOfStyles(paths: StylePaths): string[] {
  return [...paths.keys()]
    .filter((file) => file.endsWith(".css") && file !== FIRST && !file.startsWith(`${STANDALONE}/`))
    .sort(compare);
}

function joined(paths: StylePaths, names: readonly string[]): string {
  return names.map((name) => readFileSync(paths.get(name) ?? name, "utf8")).join("");
}

export interface Stylesheets {
  /** For every page. */
  site: Stylesheet;
  /** For every page but articles, besides `site`. */
  notInArticles: Stylesheet;
  /** For texts with code, callouts and the like, besides the others. */
  inSomeTexts: Stylesheet;
}

/**
 * Bundles the style sheets of folders; minifies each only when it has to be written.
 *
 * @param folders a style sheet in an earlier one wins over its namesake in a later one
 * @param addressOf the address of a font by name, without the site's base path: `url("../fonts/text.woff2")` asks for `text`
 * @param tokens CSS appended at the end
 */
export function stylesheets(
  folders: readonly string[],
  addressOf: (font: string) => string,
  tokens: string,
): Stylesheets {
  const paths = filesOver(folders);
  const files = namesOfStyles(paths);
  const isIn = (name: string) => (file: string) => file.startsWith(`${name}/`);
  const withFonts = (css: string): string => css.replace(FONT, (_, name: string) => `url("../..${addressOf(name)}")`);
  const sheet = (name: string, chosen: readonly string[], more = ""): Stylesheet =>
    stylesheet(name, withFonts(joined(paths, [FIRST, ...chosen])) + more, paths);
  const forAll = files.filter((file) => !isIn(NOT_IN_ARTICLES)(file) && !isIn(IN_SOME_TEXTS)(file));
  return {
    site: sheet("site", forAll, tokens),
    notInArticles: sheet(NOT_IN_ARTICLES, files.filter(isIn(NOT_IN_ARTICLES))),
    inSomeTexts: sheet(IN_SOME_TEXTS, files.filter(isIn(IN_SOME_TEXTS))),
  };
}

function stylesheet(name: string, text: string, paths: StylePaths): Stylesheet {
  const path = `assets/css/${name}.${digest(text).slice(0, 10)}.css`;
  return { address: `/${path}`, file: { path, key: path, bytes: () => small(text, paths) } };
}

/** @throws UsageError for a style sheet that browsers would read otherwise than it was meant, with its place */
async function small(css: string, paths: StylePaths): Promise<Uint8Array> {
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
  throw new UsageError(`${placeOf(lineText, paths)}:${column + 1}  ${wrong.text}: ${lineText.trim()}`);
}

/** The path and line of the first style sheet that has a text. */
function placeOf(text: string, paths: StylePaths): string {
  for (const name of namesOfStyles(paths)) {
    const path = paths.get(name) ?? name;
    const at = readFileSync(path, "utf8").split(/\r?\n/).indexOf(text);
    if (at !== -1) return `${relative(process.cwd(), path)}:${at + 1}`;
  }
  return `${FIRST}:1`;
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
