/**
 * Full-text feeds of the newest posts: of the blog, each topic and each author, each as Atom and as JSON Feed.
 */

import type { SiteFile } from "../base/files.ts";
import { memoizeLast } from "../base/memoize.ts";
import { digest } from "../cache/cache.ts";
import type { Post } from "../content/post.ts";
import type { Blog } from "../views/context.ts";
import { fill } from "../views/i18n/filters.ts";
import { absoluteUrl, authorUrl, BLOG, feedUrls, HOME, href, tagUrl } from "../views/urls.ts";
import { absoluteHtml } from "./absolute_html.ts";
import { atom } from "./atom.ts";
import { lastModified, type Published, publishedPosts } from "./context.ts";
import { type Entry, type EntryFacts, entryFacts, type Feed } from "./feed.ts";
import { FEED_STYLE, feedStyle } from "./feed_style.ts";
import { jsonFeed } from "./json_feed.ts";

export function feeds(from: Published): SiteFile[] {
  const { blog } = from;
  const { site, words, collections } = blog;
  const description = site.description ?? site.tagline ?? fill(words.blogDescription, { name: site.name });
  // Writes both formats of a feed together, so that the texts are prepared once.
  const entriesOf = memoizeLast((facts: readonly EntryFacts[]): Entry[] =>
    facts.map((one) => ({ ...one, html: absoluteHtml(blog.htmlOf(one.textKey), one.url) })),
  );
  const lists: List[] = [
    { url: BLOG, title: site.name, description, posts: collections.posts },
    ...collections.tags.map(({ key: { id, label, description }, posts }) => ({
      url: tagUrl(id),
      title: fill(words.pageTitle, { title: label, site: site.name }),
      description: description ?? fill(words.tagDescription, { tag: label, name: site.name }),
      posts,
    })),
    ...collections.authors.map(({ key: { id, name }, posts }) => ({
      url: authorUrl(id),
      title: fill(words.pageTitle, { title: name, site: site.name }),
      description: fill(words.authorDescription, { person: name, name: site.name }),
      posts,
    })),
  ];
  return [...lists.flatMap((list) => feedsOf(list, blog, entriesOf)), feedStyle(from)];
}

/** A list of posts that has feeds. */
interface List {
  /** Address of its first page, without the site's base path. */
  url: string;
  title: string;
  description: string;
  posts: readonly Post[];
}

function feedsOf(
  { url, title, description, posts: all }: List,
  blog: Blog,
  entriesOf: (facts: readonly EntryFacts[]) => Entry[],
): SiteFile[] {
  const { site } = blog;
  const posts = publishedPosts(all).slice(0, site.posts_per_feed);
  const urls = feedUrls(url);
  const feed: Feed = {
    title,
    description,
    language: site.language,
    page: absoluteUrl(site, url === BLOG ? HOME : url),
    atom: absoluteUrl(site, urls.atom),
    json: absoluteUrl(site, urls.json),
    publisher: site.name,
    home: absoluteUrl(site, HOME),
    style: href(site, FEED_STYLE),
    updated: lastModified(posts) ?? 0,
  };
  const facts = posts.map((post) => entryFacts(blog, post));
  const key = digest(JSON.stringify([feed, facts]));
  const file = (address: string, write: (feed: Feed, entries: readonly Entry[]) => string): SiteFile => ({
    path: address.slice(1),
    key,
    bytes: () => Buffer.from(write(feed, entriesOf(facts))),
  });
  return [file(urls.atom, atom), file(urls.json, jsonFeed)];
}
