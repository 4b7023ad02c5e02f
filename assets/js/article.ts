/** What an article does beyond being read: contents that follow, code that can be copied, pictures that open by themselves, addresses to share. */

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
