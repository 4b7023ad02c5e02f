/**
 * Article features: current section in the contents, copyable code, zoomable images, links to share, the place where a
 * reader left off, the time left, and tools for readers.
 */

import { followContents } from "./article/contents.ts";
import { offerToContinue } from "./article/continue.ts";
import { offerCopies } from "./article/copy.ts";
import { offerPassages } from "./article/passage.ts";
import { offerSharing } from "./article/share.ts";
import { showTimeLeft } from "./article/time_left.ts";
import { offerTools } from "./article/tools.ts";
import { offerZoom } from "./article/zoom.ts";

const article = document.querySelector<HTMLElement>(".article");
if (article) {
  followContents(article);
  offerCopies(article);
  offerSharing(article);
  offerPassages(article);
  offerZoom(article);
  offerToContinue(article);
  offerTools(article);
  showTimeLeft(article);
}
