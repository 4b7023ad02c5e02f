/** Article features: current section in the contents, copyable code, zoomable images, links to share. */

import { followContents } from "./article/contents.ts";
import { offerCopies } from "./article/copy.ts";
import { offerPassages } from "./article/passage.ts";
import { offerSharing } from "./article/share.ts";
import { offerZoom } from "./article/zoom.ts";

const article = document.querySelector<HTMLElement>(".article");
if (article) {
  followContents(article);
  offerCopies(article);
  offerSharing(article);
  offerPassages(article);
  offerZoom(article);
}
