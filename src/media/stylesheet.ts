/**
 * One style sheet from many: `layers.css` names the order, and each part puts itself into its layer.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../cache.ts";
import { filesIn } from "../files.ts";
import { compare } from "../problem.ts";
import type { SiteFile } from "../site_file.ts";

export interface Stylesheet {
  /** Below the site's base, with a hash of what it is made from, so that it may be kept for ever. */
  address: string;
  file: SiteFile;
}

const FIRST = "layers.css";
const FONT = /url\("\.\.\/fonts\/([^"]+)\.woff2"\)/g;

/** The folder of style sheets that are for something else than pages. */
const ALONE = "alone";

/** A style sheet that is no part of the one for pages. */
export function styleAlone(folder: string, name: string): string {
  return readFileSync(join(folder, ALONE, name), "utf8");
}

/** The style sheets of a folder as one text. */
export function joinedStyles(folder: string): string {
  const files = filesIn(folder)
    .filter((file) => file.endsWith(".css") && file !== FIRST && !file.startsWith(`${ALONE}/`))
    .sort(compare);
  return [FIRST, ...files].map((file) => readFileSync(join(folder, file), "utf8")).join("");
}

/**
 * The style sheets of a folder as one file, made small when it has to be written.
 *
 * @param addressOf the address of a font by its name, below the site's base: `url("../fonts/text.woff2")` asks for `text`
 */
export function stylesheet(folder: string, addressOf: (font: string) => string): Stylesheet {
  const text = joinedStyles(folder).replace(FONT, (_, name: string) => `url("../..${addressOf(name)}")`);
  const path = `assets/css/site.${digest(text).slice(0, 10)}.css`;
  return { address: `/${path}`, file: { path, key: path, bytes: () => small(text) } };
}

async function small(css: string): Promise<Uint8Array> {
  const { transform } = await import("esbuild");
  const { code } = await transform(css, { loader: "css", minify: true, charset: "utf8", legalComments: "none" });
  return Buffer.from(code);
}
