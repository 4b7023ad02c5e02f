/**
 * What every page looks and behaves like: the style sheet, the fonts and the scripts that come with the generator.
 */

import { join } from "node:path";
import type { SiteFile } from "../base/files.ts";
import { scripts } from "./scripts.ts";
import { fonts, standaloneStyle, stylesheets } from "./stylesheet.ts";

/** The folders inside `assets/` from which the look is made. They are not copied as they are. */
export const LOOK_FOLDERS = ["css", "fonts", "js"];

export interface Look {
  /** The address of the style sheet, below the site's base. */
  stylesheet: string;
  /** The address of the style sheet that every page but an article loads besides. */
  notInArticlesStylesheet: string;
  /** The addresses of the fonts, by their name in `assets/fonts/`. */
  fonts: Readonly<Record<string, string>>;
  /** The addresses of the scripts, by their name. */
  scripts: Readonly<Record<string, string>>;
  files: SiteFile[];
  /** The style sheet of feeds that are opened in a browser. */
  feedCss: string;
}

/**
 * @param assets the `assets/` of the generator
 * @param tokens style rules that take the place of its own tokens
 */
export function lookIn(assets: string, tokens = ""): Look {
  const ownFonts = fonts(join(assets, "fonts"));
  const ownScripts = scripts(join(assets, "js"));
  const styles = stylesheets(
    join(assets, "css"),
    (name) => {
      const font = ownFonts.addresses[name];
      if (font === undefined) throw new Error(`The style sheet asks for a font ${name}, which is not in ${assets}.`);
      return font;
    },
    tokens,
  );
  return {
    stylesheet: styles.site.address,
    notInArticlesStylesheet: styles.notInArticles.address,
    fonts: ownFonts.addresses,
    scripts: ownScripts.addresses,
    files: [styles.site.file, styles.notInArticles.file, ...ownFonts.files, ...ownScripts.files],
    feedCss: standaloneStyle(join(assets, "css"), "feed.css"),
  };
}
