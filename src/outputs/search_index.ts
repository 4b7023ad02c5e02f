/**
 * What readers search: an index of the posts, made from the posts themselves. A big blog has several, each of some of
 * the posts, which are searched as one: so an edit costs the indexing of a few hundred posts rather than of all, and no
 * more of them are held at once.
 */

import { crc32 } from "node:zlib";
import { type Cache, digest } from "../cache.ts";
import type { Packs } from "../pack.ts";
import type { Post } from "../post/post.ts";
import { compare } from "../problem.ts";
import { type SiteFile, type SiteFileSet, textFile } from "../site_file.ts";
import { SEARCH_INDEX } from "../view/addresses.ts";
import type { Blog } from "../view/blog.ts";
import { cardView } from "../view/cards.ts";
import { type IndexFile, pagefindIndex, type SearchRecord } from "./pagefind.ts";

/** Where the first of the indexes stands, relative to the output folder; the others stand in folders of it. */
const FOLDER = SEARCH_INDEX.slice(1, -1);

/** An index is cut in two before it has more posts: a thousand take three to four seconds of one core. */
const MOST_POSTS = 1_000;

/** The indexes of a blog, and a file that tells the browser which there are. */
export interface SearchIndexes {
  sets: SiteFileSet[];
  list: SiteFile;
}

/** The indexes of the posts that readers may find: of those that are published and not kept from search engines. */
export function searchIndexes(blog: Blog, cache: Cache): SearchIndexes {
  const posts = blog.collections.posts.filter((post) => post.status === "published" && !post.noindex);
  const parts = partsOf(posts);
  const shelf = shelfIn(cache);
  const others = parts.flatMap(({ number }) => (number === 0 ? [] : [`${number}/`]));
  const list = JSON.stringify({ posts: posts.length, others });
  return {
    sets: parts.map((part) => indexOf(part, blog, shelf)),
    list: textFile(`${FOLDER}/indexes.json`, digest(list), list),
  };
}

/** The files of indexes, made one index after the other where they are not kept, and kept from now on. */
export async function indexFiles(sets: readonly SiteFileSet[], cache: Cache): Promise<SiteFile[]> {
  const files: SiteFile[] = [];
  for (const set of sets) files.push(...(await set.files()));
  const room = cache.room(ROOM);
  room.keepOnly(new Set(sets.flatMap(({ key }) => [key, contentKey(key)])));
  room.save();
  return files;
}

interface Part {
  number: number;
  posts: Post[];
}

/**
 * Posts in as many parts as keep them small. The part that a post is in follows from its address, so that another post
 * changes one part; only when a blog has doubled are all cut anew.
 */
function partsOf(posts: readonly Post[]): Part[] {
  let count = 1;
  while (count * MOST_POSTS < posts.length) count *= 2;
  const parts = Array.from({ length: count }, (_, number): Part => ({ number, posts: [] }));
  for (const post of posts) parts[crc32(post.url) % count]?.posts.push(post);
  for (const part of parts) part.posts.sort((a, b) => compare(a.url, b.url));
  return parts.filter((part) => part.posts.length > 0);
}

function indexOf({ number, posts }: Part, blog: Blog, shelf: Shelf): SiteFileSet {
  const isFirst = number === 0;
  const folder = isFirst ? FOLDER : `${FOLDER}/${number}`;
  const { language } = blog.site;
  const records = posts.map((post) => recordOf(post, blog));
  const texts = posts.map((post) => blog.textOf(post).digest);
  const key = digest(folder, language, JSON.stringify(records), ...texts);
  const htmlOf = (at: number): string => {
    const post = posts[at];
    return post === undefined ? "" : blog.htmlOf(blog.textKeyOf(post));
  };
  const make = async (): Promise<Kept> => shelf.keep(key, await pagefindIndex(language, records, htmlOf, isFirst));
  return {
    folder,
    key,
    async files() {
      const entries = shelf.entries(key) ?? (await make()).entries;
      return entries.map(({ path, digest, offset, length }) => ({
        path: `${folder}/${path}`,
        key: digest,
        bytes: async () => (shelf.content(key) ?? (await make()).content).subarray(offset, offset + length),
      }));
    },
  };
}

function recordOf(post: Post, blog: Blog): SearchRecord {
  const { title, date, authors, tags } = cardView(blog, post);
  return {
    url: post.url,
    title,
    standfirst: post.description,
    date: date.label,
    authors: authors.map(({ label }) => label),
    topics: tags.map(({ label }) => label),
  };
}

/** A file of an index, and where in the content of all its files it stands. */
interface Entry {
  path: string;
  digest: string;
  offset: number;
  /** In bytes. */
  length: number;
}

interface Kept {
  entries: Entry[];
  /** All files, one after the other. */
  content: Uint8Array;
}

/** Indexes that were made, by their keys. */
interface Shelf {
  entries(key: string): Entry[] | undefined;
  content(key: string): Uint8Array | undefined;
  keep(key: string, files: readonly IndexFile[]): Kept;
}

/** The room of the cache for indexes. */
const ROOM = "search";

function contentKey(key: string): string {
  return `${key}-content`;
}

function shelfIn(cache: Cache): Shelf {
  const room = cache.room(ROOM);
  /** The one that was asked for last: its files are asked for one after the other. */
  let last: { key: string; content: Uint8Array } | undefined;
  const read = (key: string): Uint8Array | undefined => {
    const kept = room.read(contentKey(key));
    return kept === undefined ? undefined : Buffer.from(kept, "base64");
  };
  return {
    entries: (key) => entriesIn(room, key),
    content(key) {
      if (last?.key === key) return last.content;
      const content = read(key);
      last = content && { key, content };
      return content;
    },
    keep(key, files) {
      const content = Buffer.concat(files.map((file) => file.content));
      let offset = 0;
      const entries = files.map(({ path, content: { length }, content }): Entry => {
        offset += length;
        return { path, digest: digest(content), offset: offset - length, length };
      });
      room.write(key, JSON.stringify(entries));
      room.write(contentKey(key), content.toString("base64"));
      last = { key, content };
      return { entries, content };
    },
  };
}

function entriesIn(room: Packs, key: string): Entry[] | undefined {
  const kept = room.read(key);
  return kept === undefined ? undefined : JSON.parse(kept);
}
