import type { Entry, Feed } from "./feed.ts";

/**
 * Writes a feed as JSON Feed.
 *
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function jsonFeed(feed: Feed, entries: readonly Entry[]): string {
  const text = JSON.stringify(
    {
      version: "https://jsonfeed.org/version/1.1",
      title: feed.title,
      description: feed.description,
      home_page_url: feed.page,
      feed_url: feed.json,
      language: feed.language,
      items: entries.map((entry) => itemOf(entry, feed)),
    },
    null,
    1,
  );
  return `${text}\n`;
}

function itemOf(entry: Entry, feed: Feed) {
  const authors = entry.authors.map(({ name, url, picture }) => ({ name, url, avatar: picture }));
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    summary: entry.summary,
    content_html: entry.html,
    image: entry.image,
    date_published: new Date(entry.published).toISOString(),
    date_modified: new Date(entry.updated).toISOString(),
    authors: authors.length === 0 ? [{ name: feed.publisher, url: feed.home }] : authors,
    tags: entry.topics,
    language: entry.language,
  };
}
