/**
 * Groups posts by tag, author, year and series. Pure functions; newest first throughout.
 */

import { yearIn } from "../base/dates.ts";
import { compare } from "../base/diagnostic.ts";
import { slug } from "../base/slug.ts";
import type { Author, Registry, Tag } from "../config/authors_and_tags.ts";
import type { Post } from "./post.ts";

export interface Group<Key> {
  key: Key;
  posts: Post[];
}

/** Posts in the order of lists: newest first, ties by address. */
export function newestFirst(posts: readonly Post[]): Post[] {
  return [...posts].sort((a, b) => b.date - a.date || compare(a.url, b.url));
}

/** Topics with posts; most posts first. */
export function byTag(posts: readonly Post[], registry: Registry<Tag> | undefined): Group<Tag>[] {
  const uses = gather(posts, (post) => post.tags.map((tag) => tag.id));
  const named = registry?.entries ?? freeTags(posts);
  return named
    .map((tag) => ({ key: tag, posts: uses.get(tag.id) ?? [] }))
    .filter((group) => group.posts.length > 0)
    .sort((a, b) => b.posts.length - a.posts.length || compare(a.key.id, b.key.id));
}

/** Without tags.yaml, a tag is labelled as most posts write it, with a capital first letter. */
function freeTags(posts: readonly Post[]): Tag[] {
  const spellings = new Map<string, Map<string, number>>();
  for (const { id, written } of posts.flatMap((post) => post.tags)) {
    const counts = spellings.get(id) ?? new Map<string, number>();
    counts.set(written, (counts.get(written) ?? 0) + 1);
    spellings.set(id, counts);
  }
  return [...spellings].map(([id, counts]) => {
    const [most] = [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
    return { id, label: capitalized(most?.[0] ?? id), synonyms: [], start: [] };
  });
}

function capitalized(label: string): string {
  const [first = ""] = label;
  return first.toUpperCase() + label.slice(first.length);
}

/** Authors with posts; most posts first. */
export function byAuthor(posts: readonly Post[], registry: Registry<Author> | undefined): Group<Author>[] {
  const uses = gather(posts, (post) => post.authors);
  const named = registry?.entries ?? freeAuthors(posts);
  return named
    .map((author) => ({ key: author, posts: uses.get(author.id) ?? [] }))
    .filter((group) => group.posts.length > 0)
    .sort((a, b) => b.posts.length - a.posts.length || compare(a.key.id, b.key.id));
}

/** Without authors.yaml, an author is the name in a post. */
function freeAuthors(posts: readonly Post[]): Author[] {
  const names = new Map<string, string>();
  for (const post of posts) {
    const written = [post.data.author].flat();
    post.authors.forEach((id, index) => {
      if (!names.has(id)) names.set(id, String(written[index] ?? id).trim());
    });
  }
  return [...names].map(([id, name]) => ({ id, name, links: [], aliases: [] }));
}

/** Years in the site's time zone and calendar, latest first. */
export function byYear(posts: readonly Post[], zone: string, language: string): Group<number>[] {
  return [...gather(posts, (post) => [yearIn(zone, language, post.date)])]
    .map(([key, inYear]) => ({ key, posts: inYear }))
    .sort((a, b) => b.key - a.key);
}

/** A series. Spellings with the same address are the same series. */
export interface Series {
  slug: string;
  /** As its first post writes it. */
  name: string;
}

/** Series, each in reading order: oldest first. */
export function bySeries(posts: readonly Post[]): Group<Series>[] {
  return [...gather(posts, (post) => (post.series === undefined ? [] : [slug(post.series)]))]
    .map(([key, inSeries]) => ({
      key: { slug: key, name: inSeries.at(-1)?.series ?? key },
      posts: inSeries.toReversed(),
    }))
    .sort((a, b) => compare(a.key.slug, b.key.slug));
}

function gather<Key>(posts: readonly Post[], keysOf: (post: Post) => Key[]): Map<Key, Post[]> {
  const groups = new Map<Key, Post[]>();
  for (const post of posts) {
    for (const key of keysOf(post)) {
      const group = groups.get(key);
      if (group) group.push(post);
      else groups.set(key, [post]);
    }
  }
  return groups;
}
