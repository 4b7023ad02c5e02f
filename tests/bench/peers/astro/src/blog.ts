/** Data for pages, loaded once a build. */

import { type CollectionEntry, getCollection } from "astro:content";
import data from "./site.json";

export type Post = CollectionEntry<"posts">;

export interface Topic {
  label: string;
  description: string;
  url: string;
}

export interface Person {
  name: string;
  role: string;
  bio: string;
  url: string;
}

export interface Group {
  key: string;
  posts: Post[];
}

/** One page of a list of posts. */
export interface ListPage {
  posts: Post[];
  number: number;
  count: number;
  previous: string | undefined;
  next: string | undefined;
  links: { number: number; url: string }[];
}

const PAGE_LINKS_AROUND = 2;
const RELATED = 3;
const SECONDS = 2;
const LATEST = 4;
const RAILS = 3;
const POSTS_IN_A_RAIL = { least: 3, most: 4 };
const PEOPLE_OF_A_TOPIC = 4;
const WORDS_PER_MINUTE = 230;

export const { site } = data;
export const topics: Record<string, Topic> = data.topics;
export const people: Record<string, Person> = data.people;

/** Newest first. */
export const posts: Post[] = (await getCollection("posts")).sort(
  (a, b) => b.data.date.getTime() - a.data.date.getTime(),
);

export const byTopic: Group[] = groupsOf((post) => post.data.tags);
export const byPerson: Group[] = groupsOf((post) => [post.data.author]);

const positions = new Map(posts.map((post, at) => [post.id, at]));
const minutes = new Map(posts.map((post) => [post.id, minutesToRead(post.body ?? "")]));
const sharing = new Uint8Array(posts.length);
const positionsByTag = new Map(byTopic.map(({ key, posts: members }) => [key, members.map(positionOf)]));

export function urlOf(post: Post): string {
  return `/blog/${post.id}/`;
}

/** Reading time of a post. */
export function minutesOf(post: Post): number {
  return minutes.get(post.id) ?? 1;
}

export function neighboursOf(post: Post): { previous: Post | undefined; next: Post | undefined } {
  const at = positionOf(post);
  return { previous: posts[at + 1], next: posts[at - 1] };
}

/** Posts that share the most tags, newest first. */
export function relatedTo(post: Post): Post[] {
  const own = positionOf(post);
  const touched: number[] = [];
  for (const tag of post.data.tags) {
    for (const other of positionsByTag.get(tag) ?? []) {
      if (other === own) continue;
      if (sharing[other] === 0) touched.push(other);
      sharing[other] = (sharing[other] ?? 0) + 1;
    }
  }
  const best: number[] = [];
  for (let wanted = post.data.tags.length; wanted > 0 && best.length < RELATED; wanted--) {
    for (const other of touched) if (sharing[other] === wanted && best.length < RELATED) best.push(other);
  }
  for (const other of touched) sharing[other] = 0;
  return best.flatMap((at) => posts[at] ?? []);
}

/** What the home page shows: each post once. */
export function front(): { lead: Post | undefined; seconds: Post[]; latest: Post[]; rails: Group[] } {
  const lead = posts.find((post) => post.data.featured) ?? posts[0];
  const others = posts.filter((post) => post !== lead);
  const left = new Set(others.slice(SECONDS + LATEST));
  const rails: Group[] = [];
  for (const { key, posts: members } of byTopic) {
    if (rails.length === RAILS) break;
    const own = members.filter((post) => left.has(post)).slice(0, POSTS_IN_A_RAIL.most);
    if (own.length < POSTS_IN_A_RAIL.least) continue;
    for (const post of own) left.delete(post);
    rails.push({ key, posts: own });
  }
  return { lead, seconds: others.slice(0, SECONDS), latest: others.slice(SECONDS, SECONDS + LATEST), rails };
}

/** Who wrote most of some posts. */
export function writersOf(members: Post[]): Group[] {
  return groupsOf((post) => [post.data.author], members).slice(0, PEOPLE_OF_A_TOPIC);
}

/** A paginated list of posts, each page with the end of its URL. */
export function listPages(
  members: Post[],
  url: string,
  size = site.postsPerPage,
): { page: string | undefined; list: ListPage }[] {
  const count = Math.max(1, Math.ceil(members.length / size));
  const address = (number: number): string => (number === 1 ? url : `${url}page/${number}/`);
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return {
      page: number === 1 ? undefined : `page/${number}`,
      list: {
        posts: members.slice(index * size, number * size),
        number,
        count,
        previous: number > 1 ? address(number - 1) : undefined,
        next: number < count ? address(number + 1) : undefined,
        links: linksAround(number, count).map((other) => ({ number: other, url: address(other) })),
      },
    };
  });
}

/** The title of a page of a list. */
export function numbered(title: string, { number, count }: ListPage): string {
  return number === 1 ? title : `${title}, page ${number} of ${count}`;
}

function linksAround(number: number, count: number): number[] {
  const from = Math.max(1, number - PAGE_LINKS_AROUND);
  const to = Math.min(count, number + PAGE_LINKS_AROUND);
  return [...new Set([1, ...Array.from({ length: to - from + 1 }, (_, index) => from + index), count])];
}

function groupsOf(keysOf: (post: Post) => string[], members = posts): Group[] {
  const groups = new Map<string, Post[]>();
  for (const post of members) {
    for (const key of keysOf(post)) {
      const group = groups.get(key);
      if (group) group.push(post);
      else groups.set(key, [post]);
    }
  }
  return [...groups].map(([key, own]) => ({ key, posts: own })).sort(byPosts);
}

/** Most posts first, and then in the order of their names. */
function byPosts(a: Group, b: Group): number {
  return b.posts.length - a.posts.length || (a.key < b.key ? -1 : 1);
}

function positionOf(post: Post): number {
  return positions.get(post.id) ?? 0;
}

function minutesToRead(text: string): number {
  return Math.max(1, Math.round((text.match(/\S+/g) ?? []).length / WORDS_PER_MINUTE));
}

const LABEL = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

export function dateLabel(date: Date): string {
  return LABEL.format(date);
}
