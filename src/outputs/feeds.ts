/**
 * Feeds of the newest posts with their whole text: of the blog, of each topic and of each author, each as Atom and as
 * JSON Feed.
 */

import { digest } from "../cache.ts";
import type { Post } from "../post/post.ts";
import type { SiteFile } from "../site_file.ts";
import { absoluteUrl, authorUrl, BLOG, feedUrls, HOME, href, tagUrl } from "../view/addresses.ts";
import type { Blog } from "../view/blog.ts";
import { fill } from "../view/filters.ts";
import { absoluteHtml } from "./absolute_html.ts";
import { atom } from "./atom.ts";
import { type Entry, type EntryFacts, entryFacts, type Feed } from "./feed.ts";
import { FEED_STYLE, feedStyle } from "./feed_style.ts";
import { jsonFeed } from "./json_feed.ts";
import { lastModified, type Published, publishedPosts } from "./published.ts";

export function feeds(from: Published): SiteFile[] {
  const { blog } = from;
  const { site, words, collections } = blog;
  const description = site.description ?? site.tagline ?? fill(words.blogDescription, { name: site.name });
  const inFeed = (posts: readonly Post[]): Post[] => publishedPosts(posts).slice(0, site.posts_per_feed);
  return [
    ...feedOf(blog, BLOG, site.name, description, inFeed(collections.posts)),
    ...collections.tags.flatMap(({ key: { id, label, description }, posts }) =>
      feedOf(
        blog,
        tagUrl(id),
        fill(words.pageTitle, { title: label, site: site.name }),
        description ?? fill(words.tagDescription, { tag: label, name: site.name }),
        inFeed(posts),
      ),
    ),
    ...collections.authors.flatMap(({ key: { id, name }, posts }) =>
      feedOf(
        blog,
        authorUrl(id),
        fill(words.pageTitle, { title: name, site: site.name }),
        fill(words.authorDescription, { person: name, name: site.name }),
        inFeed(posts),
      ),
    ),
    feedStyle(from),
  ];
}

function feedOf(blog: Blog, list: string, title: string, description: string, posts: readonly Post[]): SiteFile[] {
  const { site } = blog;
  const urls = feedUrls(list);
  const feed: Feed = {
    title,
    description,
    language: site.language,
    page: absoluteUrl(site, list === BLOG ? HOME : list),
    atom: absoluteUrl(site, urls.atom),
    json: absoluteUrl(site, urls.json),
    publisher: site.name,
    home: absoluteUrl(site, HOME),
    style: href(site, FEED_STYLE),
    updated: lastModified(posts) ?? 0,
  };
  const facts = posts.map((post) => entryFacts(blog, post));
  const key = digest(JSON.stringify([feed, facts]));
  const entries = (): Entry[] => facts.map((one) => ({ ...one, html: htmlOf(blog, one) }));
  const file = (url: string, write: (feed: Feed, entries: readonly Entry[]) => string): SiteFile => ({
    path: url.slice(1),
    key,
    bytes: () => Buffer.from(write(feed, entries())),
  });
  return [file(urls.atom, atom), file(urls.json, jsonFeed)];
}

function htmlOf(blog: Blog, { textKey, url }: EntryFacts): string {
  return absoluteHtml(blog.htmlOf(textKey), url);
}
