/** What has to be settled before a page is painted: light or dark, and in which fonts. The only script that pages wait for. */

import { fetchFonts } from "./before_paint/fonts.ts";
import { followTheme } from "./before_paint/theme.ts";

/** Controls that do nothing without a script are shown from here on. */
document.documentElement.dataset.scripts = "";
followTheme();
fetchFonts(document.currentScript?.dataset.fonts ?? "");
