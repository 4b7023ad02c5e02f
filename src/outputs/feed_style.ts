import { type SiteFile, textFile } from "../base/files.ts";
import { href } from "../views/urls.ts";
import type { Published } from "./context.ts";

/** At an address that stays, so that feeds do not change with the look of the site. */
export const FEED_STYLE = "/feed.css";

/** What makes a feed readable in a browser: the look of the site, its own part, and a sentence on what it is for. */
export function feedStyle({ blog: { site, words }, stylesheet, feedCss }: Published): SiteFile {
  // Namespaces, with which the part for feeds begins, may come only after imports and before rules.
  const text = `@import url(${JSON.stringify(href(site, stylesheet))});
${feedCss}
:root { --feed-intro: ${cssString(words.feedIntro)}; }
`;
  return textFile(FEED_STYLE.slice(1), text, text);
}

function cssString(text: string): string {
  return `"${text.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
