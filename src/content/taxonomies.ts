/**
 * The lists that a blog is made of. Pure functions from posts to groups; newest first throughout.
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

export interface Neighbours {
  previous?: Post | undefined;
  next?: Post | undefined;
}

/** Posts in the order in which readers meet them: newest first, equal dates by address. */
export function newestFirst(posts: readonly Post[]): Post[] {
  return [...posts].sort((a, b) => b.date - a.date || compare(a.url, b.url));
}

/** Which posts are shown: in production the published ones, in development all. */
export function visible(posts: readonly Post[], development: boolean): Post[] {
  return development ? [...posts] : posts.filter((post) => post.status === "published");
}

/** The next moment at which a post appears or disappears by itself, in milliseconds since 1970. */
export function nextChange(posts: readonly Post[], now: number): number | undefined {
  const moments = posts
    .filter(({ draft, date, expires }) => !draft && (expires === undefined || expires > Math.max(date, now)))
    .flatMap(({ date, expires }) => [date, expires ?? now])
    .filter((moment) => moment > now);
  return moments.length === 0 ? undefined : moments.reduce((a, b) => Math.min(a, b));
}

/** Topics that have posts, and those of the registry that have none yet; most posts first. */
export function byTag(posts: readonly Post[], registry: Registry<Tag> | undefined): Group<Tag>[] {
  const uses = gather(posts, (post) => post.tags.map((tag) => tag.id));
  const named = registry?.entries ?? freeTags(posts);
  return named
    .map((tag) => ({ key: tag, posts: uses.get(tag.id) ?? [] }))
    .filter((group) => group.posts.length > 0)
    .sort((a, b) => b.posts.length - a.posts.length || compare(a.key.id, b.key.id));
}

/** Where there is no tags.yaml, a tag is called what most posts call it. */
function freeTags(posts: readonly Post[]): Tag[] {
  const spellings = new Map<string, Map<string, number>>();
  for (const { id, written } of posts.flatMap((post) => post.tags)) {
    const counts = spellings.get(id) ?? new Map<string, number>();
    counts.set(written, (counts.get(written) ?? 0) + 1);
    spellings.set(id, counts);
  }
  return [...spellings].map(([id, counts]) => {
    const [most] = [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
    return { id, label: most?.[0] ?? id, synonyms: [] };
  });
}

/** Authors who have posts; most posts first. */
export function byAuthor(posts: readonly Post[], registry: Registry<Author> | undefined): Group<Author>[] {
  const uses = gather(posts, (post) => post.authors);
  const named = registry?.entries ?? freeAuthors(posts);
  return named
    .map((author) => ({ key: author, posts: uses.get(author.id) ?? [] }))
    .filter((group) => group.posts.length > 0)
    .sort((a, b) => b.posts.length - a.posts.length || compare(a.key.id, b.key.id));
}

/** Where there is no authors.yaml, an author is the name that stands in a post. */
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

/** Years in the site's time zone and its readers' calendar, latest first. */
export function byYear(posts: readonly Post[], zone: string, language: string): Group<number>[] {
  return [...gather(posts, (post) => [yearIn(zone, language, post.date)])]
    .map(([key, inYear]) => ({ key, posts: inYear }))
    .sort((a, b) => b.key - a.key);
}

/** A series: two spellings that make one address are one. */
export interface Series {
  slug: string;
  /** As its first post has it. */
  name: string;
}

/** Series, each in the order in which it is read: oldest first. */
export function bySeries(posts: readonly Post[]): Group<Series>[] {
  return [...gather(posts, (post) => (post.series === undefined ? [] : [slug(post.series)]))]
    .map(([key, inSeries]) => ({
      key: { slug: key, name: inSeries.at(-1)?.series ?? key },
      posts: inSeries.toReversed(),
    }))
    .sort((a, b) => compare(a.key.slug, b.key.slug));
}

/** For each post the one before it in time and the one after. `posts` are newest first. */
export function neighbours(posts: readonly Post[]): Map<Post, Neighbours> {
  return new Map(posts.map((post, index) => [post, { previous: posts[index + 1], next: posts[index - 1] }]));
}

/** Cuts a list into pages; an empty list is one empty page. */
export function paged<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
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
