/**
 * Computes, once per build, everything that pages say about more than one post.
 */

import type { Author, Registry, Tag } from "../config/authors_and_tags.ts";
import type { Post } from "./post.ts";
import { related } from "./related.ts";
import { byAuthor, bySeries, byTag, type Group, newestFirst, type Series } from "./taxonomies.ts";

export interface Collections {
  /** Newest first. */
  posts: Post[];
  featured: Post[];
  tags: Group<Tag>[];
  authors: Group<Author>[];
  series: Group<Series>[];
  /** The series of each post that belongs to one. */
  seriesOf: Map<Post, Group<Series>>;
  neighbours: Map<Post, Neighbours>;
  /** The most related posts of each post, the nearest first. */
  related: Map<Post, Post[]>;
}

export interface Neighbours {
  previous?: Post | undefined;
  next?: Post | undefined;
}

/** A post and the other posts that its page names. */
export interface PostInContext extends Neighbours {
  post: Post;
  series?: Group<Series> | undefined;
  /** The nearest first. */
  related: readonly Post[];
}

export function inContext(post: Post, { neighbours, seriesOf, related }: Collections): PostInContext {
  return { post, ...neighbours.get(post), series: seriesOf.get(post), related: related.get(post) ?? [] };
}

const RELATED = 3;

export interface Sources {
  /** The posts that are shown. */
  posts: readonly Post[];
  authors: Registry<Author> | undefined;
  tags: Registry<Tag> | undefined;
  /** The terms of a post, as `encodedTerms` writes them. */
  termsOf(post: Post): string;
}

export function collections(from: Sources): Collections {
  const posts = newestFirst(from.posts);
  const tags = byTag(posts, from.tags);
  const authors = byAuthor(posts, from.authors);
  const series = bySeries(posts);
  return {
    posts,
    featured: posts.filter((post) => post.featured),
    tags,
    authors,
    series,
    seriesOf: new Map(series.flatMap((group) => group.posts.map((post) => [post, group] as const))),
    neighbours: neighbours(posts),
    related: relatedPosts(posts, tags, from.termsOf),
  };
}

/** The previous and next post of each post in time. `posts` are newest first. */
function neighbours(posts: readonly Post[]): Map<Post, Neighbours> {
  return new Map(posts.map((post, index) => [post, { previous: posts[index + 1], next: posts[index - 1] }]));
}

/** Related by text, and by tags if too few texts are similar. */
function relatedPosts(
  posts: readonly Post[],
  tags: readonly Group<Tag>[],
  termsOf: (post: Post) => string,
): Map<Post, Post[]> {
  const byUrl = new Map(posts.map((post) => [post.url, post]));
  const nearest = related(
    posts.map((post) => ({ id: post.url, terms: () => termsOf(post) })),
    RELATED,
  );
  const besides = besideInTags(tags);
  return new Map(
    posts.map((post) => {
      const found = (nearest.get(post.url) ?? []).flatMap((url) => byUrl.get(url) ?? []);
      const more = found.length < RELATED ? (besides.get(post) ?? []) : [];
      return [post, [...new Set([...found, ...more])].slice(0, RELATED)];
    }),
  );
}

/** The neighbours of each post on its topic pages: posts with its tags, nearest in time. */
function besideInTags(tags: readonly Group<Tag>[]): Map<Post, Post[]> {
  const beside = new Map<Post, Post[]>();
  for (const { posts } of tags) {
    posts.forEach((post, at) => {
      const near = posts.slice(Math.max(0, at - RELATED), at + RELATED + 1).filter((other) => other !== post);
      beside.set(post, [...(beside.get(post) ?? []), ...near]);
    });
  }
  return beside;
}
