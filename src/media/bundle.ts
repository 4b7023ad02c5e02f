/**
 * Bundles the style sheets, fonts and scripts that come with the generator, and those of the owner.
 */

import { join } from "node:path";
import type { SiteFile } from "../base/files.ts";
import { scripts } from "./scripts.ts";
import { fonts, standaloneStyle, stylesheets } from "./stylesheet.ts";

/** Folders of `assets/` that are bundled, so they are not copied. */
export const LOOK_FOLDERS = ["css", "fonts", "js"];

export interface Look {
  /** Address of the style sheet, without the site's base path. */
  stylesheet: string;
  /** Address of the second style sheet, which every page except articles loads. */
  notInArticlesStylesheet: string;
  /** Address of the style sheet for texts with code, callouts and the like. */
  inSomeTextsStylesheet: string;
  /** Addresses of the fonts, by file name in `assets/fonts/` without extension. */
  fonts: Readonly<Record<string, string>>;
  /** Addresses of the scripts, by name. */
  scripts: Readonly<Record<string, string>>;
  files: SiteFile[];
  /** Style sheet for feeds opened in a browser. */
  feedCss: string;
}

/**
 * @param assets the `assets/` of the generator
 * @param theme the owner's folder, whose `css/` and `js/` win by name
 * @param tokens CSS that overrides the default tokens
 */
export function lookIn(assets: string, theme: string, tokens = ""): Look {
  const css = [join(theme, "css"), join(assets, "css")];
  const ownFonts = fonts(join(assets, "fonts"));
  const ownScripts = scripts([join(theme, "js"), join(assets, "js")]);
  const styles = stylesheets(
    css,
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
    inSomeTextsStylesheet: styles.inSomeTexts.address,
    fonts: ownFonts.addresses,
    scripts: ownScripts.addresses,
    files: [
      styles.site.file,
      styles.notInArticles.file,
      styles.inSomeTexts.file,
      ...ownFonts.files,
      ...ownScripts.files,
    ],
    feedCss: standaloneStyle(css, "feed.css"),
  };
}
