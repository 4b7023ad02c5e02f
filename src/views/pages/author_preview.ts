/**
 * Shows authors how a post will look in search results, shared links and feed readers. Development only.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { shortened } from "../../base/text.ts";
import type { Site } from "../../config/site.ts";
import type { ArticleView, PreviewView } from "../types.ts";

/** Google shows about 600 pixels of a title and two lines of a description: roughly this many characters. */
const SEARCH_TITLE = 60;
const SEARCH_DESCRIPTION = 155;
/** What remains of them in a shared link. */
const SOCIAL_TITLE = 70;
const SOCIAL_DESCRIPTION = 110;
const FEED_SUMMARY = 200;

/** A post's page for its author: with the problems found, and the previews. */
export function forAuthor(site: Site, view: ArticleView, problems: Problem[]): ArticleView {
  return { ...view, problems, preview: previewOf(site, view) };
}

function previewOf(site: Site, { head, title, standfirst, url, date, authors }: ArticleView): PreviewView {
  const { host } = new URL(site.origin);
  return {
    host,
    path: decodeURI(url)
      .split("/")
      .filter((part) => part !== "")
      .map((part) => ` › ${part}`)
      .join(""),
    search: {
      title: shortened(head.title, SEARCH_TITLE),
      description: shortened(head.description, SEARCH_DESCRIPTION),
    },
    social: {
      title: shortened(head.title, SOCIAL_TITLE),
      description: shortened(head.description, SOCIAL_DESCRIPTION),
      // The uploaded image, which exists on this machine.
      image: head.image?.startsWith(site.origin) ? head.image.slice(site.origin.length) : head.image,
    },
    feed: {
      title,
      summary: shortened(standfirst ?? head.description, FEED_SUMMARY),
      date,
      authors: authors.map(({ name }) => name).join(", "),
    },
  };
}
