/**
 * How a post looks where it is not read: in search results, in shared links, in feed readers. Only in development.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { shortened } from "../../base/text.ts";
import type { Site } from "../../config/site.ts";
import type { ArticleView, PreviewView } from "../types.ts";

/** Google shows about 600 pixels of a title and two lines of a description; in characters that is about so many. */
const SEARCH_TITLE = 60;
const SEARCH_DESCRIPTION = 155;
/** What is left of them in a link that somebody shares. */
const SOCIAL_TITLE = 70;
const SOCIAL_DESCRIPTION = 110;
const FEED_SUMMARY = 200;

/** A post's page as its author sees it: with what was found in it, and how it looks elsewhere. */
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
      // The picture stands on this machine, too.
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
