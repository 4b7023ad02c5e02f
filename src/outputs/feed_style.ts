import { type SiteFile, textFile } from "../base/files.ts";
import { href } from "../views/urls.ts";
import type { Published } from "./context.ts";

/** A fixed address, so that feeds do not change when the design does. */
export const FEED_STYLE = "/feed.css";

/** Renders the style sheet of feeds: the site's style sheet, the part for feeds, and an introductory sentence. */
export function feedStyle({ blog: { site, words }, stylesheet, feedCss }: Published): SiteFile {
  // CSS allows `@namespace` only after imports and before rules, and the part for feeds begins with one.
  const text = `@import url(${JSON.stringify(href(site, stylesheet))});
${feedCss}
:root { --feed-intro: ${cssString(words.feedIntro)}; }
`;
  return textFile(FEED_STYLE.slice(1), text, text);
}

function cssString(text: string): string {
  return `"${text.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
