/** What an article does beyond being read: contents that follow, code that can be copied, addresses to share. */

import { followContents } from "./article/contents.ts";
import { offerCopies } from "./article/copy.ts";
import { offerPassages } from "./article/passage.ts";
import { offerSharing } from "./article/share.ts";

const article = document.querySelector<HTMLElement>(".article");
if (article) {
  followContents(article);
  offerCopies(article);
  offerSharing(article);
  offerPassages(article);
}
