/**
 * What readers search: an index of the posts, made from the posts themselves. A big blog has several, each of some of
 * the posts, which are searched as one: so an edit costs the indexing of a few hundred posts rather than of all, no
 * more of them are held at once, and several processes can each make some.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { compare } from "../base/diagnostic.ts";
import { type SiteFile, textFile } from "../base/files.ts";
import { type Cache, digest } from "../cache/cache.ts";
import type { PackStore } from "../cache/pack_store.ts";
import type { Post } from "../content/post.ts";
import type { Blog } from "../views/context.ts";
import { cardView } from "../views/parts/cards.ts";
import { SEARCH_INDEX } from "../views/urls.ts";
import { type IndexFile, pagefindIndex, type SearchRecord } from "./pagefind.ts";

/** Where the first of the indexes stands, relative to the output folder; the others stand in folders of it. */
const FOLDER = SEARCH_INDEX.slice(1, -1);

/** The licence of the code that searches in the browser. */
const LICENCE = join("node_modules", "pagefind", "LICENSE", "LICENSE");

/** An index is cut in two before it has more posts: a thousand take three to four seconds of one core. */
const MOST_POSTS = 1_000;

/** One of the indexes of a blog. */
export interface SearchIndex {
  /** The folder that its files are in, relative to the output folder. The first one's holds those of the others. */
  folder: string;
  /** A name for all that it is made from: as long as it stays the same, so do the names and bytes of its files. */
  key: string;
  /** Whether its files are also those that search. */
  isFirst: boolean;
  /** Made when it is asked for: most indexes stay as they are. */
  source(): IndexSource;
}

/** What an index is made from: plain data, from which any process can make its files. */
export interface IndexSource {
  language: string;
  records: SearchRecord[];
  /** The keys of the texts of the records. */
  textKeys: string[];
}

/** The indexes of a blog, and the files beside them. */
export interface Search {
  indexes: SearchIndex[];
  /** A list of the indexes for the browser, and the licence of Pagefind. */
  files: SiteFile[];
}

/**
 * The indexes of the posts that readers may find: of those that are published and not kept from search engines.
 *
 * @param root the folder of the generator
 */
export function searchOf(blog: Blog, root: string): Search {
  const posts = blog.collections.posts.filter((post) => post.status === "published" && !post.noindex);
  const parts = partsOf(posts);
  const others = parts.flatMap(({ number }) => (number === 0 ? [] : [`${number}/`]));
  const list = JSON.stringify({ posts: posts.length, others });
  return {
    indexes: parts.map((part) => indexOf(part, blog)),
    files: [
      textFile(`${FOLDER}/indexes.json`, digest(list), list),
      { path: `${FOLDER}/LICENSE.txt`, key: "pagefind-licence", bytes: () => readFileSync(join(root, LICENCE)) },
    ],
  };
}

/** The HTML of a text, by its key. */
type TextReader = (textKey: string) => string;

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

function indexOf({ number, posts }: Part, blog: Blog): SearchIndex {
  const isFirst = number === 0;
  const folder = isFirst ? FOLDER : `${FOLDER}/${number}`;
  const source = (): IndexSource => ({
    language: blog.site.language,
    records: posts.map((post) => recordOf(post, blog)),
    textKeys: posts.map(blog.textKeyOf),
  });
  const { language, records } = source();
  const texts = posts.map((post) => blog.textOf(post).digest);
  return { folder, key: digest(folder, language, JSON.stringify(records), ...texts), isFirst, source };
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

/** The files of an index that was made before; nothing where it was not. What is lost of them is made again. */
export function keptIndex(index: SearchIndex, cache: Cache, htmlOf: TextReader): SiteFile[] | undefined {
  const { folder, key } = index;
  const room = cache.room(ROOM);
  const entries = entriesIn(room, key);
  if (entries === undefined) return undefined;
  return filesAt(folder, entries, async () => {
    const kept = room.read(contentKey(key));
    return kept === undefined ? contentOf(await makeFiles(index, htmlOf)) : Buffer.from(kept, "base64");
  });
}

/**
 * Makes the files of an index and keeps them.
 *
 * @param signal gives the work up before it is done
 * @throws Error when Pagefind cannot be run, in its words, or was given up
 */
export async function makeIndex(
  index: SearchIndex,
  cache: Cache,
  htmlOf: TextReader,
  signal?: AbortSignal,
): Promise<SiteFile[]> {
  const { folder, key } = index;
  const files = await makeFiles(index, htmlOf, signal);
  const content = contentOf(files);
  const entries = entriesOf(files);
  const room = cache.room(ROOM);
  room.write(key, JSON.stringify(entries));
  room.write(contentKey(key), content.toString("base64"));
  return filesAt(folder, entries, () => content);
}

/** The files of indexes, made one index after the other where they are not kept, and kept from now on. */
export async function indexFiles(
  indexes: readonly SearchIndex[],
  cache: Cache,
  htmlOf: TextReader,
): Promise<SiteFile[]> {
  const files: SiteFile[] = [];
  for (const index of indexes) {
    files.push(...(keptIndex(index, cache, htmlOf) ?? (await makeIndex(index, cache, htmlOf))));
  }
  keepIndexes(indexes, cache);
  return files;
}

/** Lets other processes see which indexes this one has made; false when they cannot. */
export function shareIndexes(cache: Cache): boolean {
  return cache.room(ROOM).save();
}

/** Forgets all indexes but these, and keeps these, whichever process made them, for later builds. */
export function keepIndexes(indexes: readonly SearchIndex[], cache: Cache): void {
  const room = cache.room(ROOM);
  room.refresh();
  room.prune(new Set(indexes.flatMap(({ key }) => [key, contentKey(key)])));
  room.save();
}

/** A file of an index, and where in the content of all its files it stands. */
interface Entry {
  path: string;
  digest: string;
  offset: number;
  /** In bytes. */
  length: number;
}

/** The room of the cache for indexes. */
const ROOM = "search";

function contentKey(key: string): string {
  return `${key}-content`;
}

function entriesIn(room: PackStore, key: string): Entry[] | undefined {
  const kept = room.read(key);
  return kept === undefined ? undefined : JSON.parse(kept);
}

function makeFiles({ source, isFirst }: SearchIndex, htmlOf: TextReader, signal?: AbortSignal): Promise<IndexFile[]> {
  const { language, records, textKeys } = source();
  return pagefindIndex(language, records, (at) => htmlOf(textKeys[at] ?? ""), isFirst, signal);
}

/** All files, one after the other. */
function contentOf(files: readonly IndexFile[]): Buffer {
  return Buffer.concat(files.map(({ content }) => content));
}

function entriesOf(files: readonly IndexFile[]): Entry[] {
  let offset = 0;
  return files.map(({ path, content }): Entry => {
    offset += content.length;
    return { path, digest: digest(content), offset: offset - content.length, length: content.length };
  });
}

/** @param read the content of all files; it is read once, when the first of them is asked for */
function filesAt(folder: string, entries: readonly Entry[], read: () => Uint8Array | Promise<Uint8Array>): SiteFile[] {
  let content: Promise<Uint8Array> | undefined;
  return entries.map(({ path, digest, offset, length }) => ({
    path: `${folder}/${path}`,
    key: digest,
    bytes: async () => {
      content ??= Promise.resolve(read());
      return (await content).subarray(offset, offset + length);
    },
  }));
}
