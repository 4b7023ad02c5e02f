/** Decides theme, type and fonts before the first paint. The only render-blocking script. */

import { fetchFonts } from "./before_paint/fonts.ts";
import { followTheme } from "./before_paint/theme.ts";
import { joinPages } from "./before_paint/transitions.ts";
import { showType } from "./before_paint/type.ts";

/** From here on, controls that need JavaScript are shown. */
document.documentElement.dataset.scripts = "";
followTheme();
showType();
joinPages();
fetchFonts(document.currentScript?.dataset.fonts ?? "");
