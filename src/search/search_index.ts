/**
 * Plans the search indexes of a blog and caches their files. A big blog has several indexes that are searched as one:
 * an edit then re-indexes a few hundred posts instead of all, memory stays bounded, and several processes can share the
 * work.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { compare } from "../base/diagnostic.ts";
import { type SiteFile, textFile } from "../base/files.ts";
import { parseJson } from "../base/json.ts";
import { type Cache, digest } from "../cache/cache.ts";
import type { Post } from "../content/post.ts";
import type { Blog } from "../views/context.ts";
import { cardView } from "../views/parts/cards.ts";
import { SEARCH_INDEX } from "../views/urls.ts";
import { type IndexFile, pagefindIndex, type SearchRecord } from "./pagefind.ts";
import { commonestWords } from "./words.ts";

/** Folder of the first index, relative to the output folder. The other indexes lie in its subfolders. */
const FOLDER = SEARCH_INDEX.slice(1, -1);

/** Licence of the code that searches in the browser. */
const LICENCE = join("node_modules", "pagefind", "LICENSE", "LICENSE");

/** No index has more posts than this. A thousand posts take one core three to four seconds. */
const MOST_POSTS = 1_000;

/** One of a blog's search indexes. */
export interface SearchIndex {
  /** Folder of its files, relative to the output folder. The folder of the first index holds the others. */
  folder: string;
  /** Cache key: while it stays the same, so do the names and bytes of its files. */
  key: string;
  /** Whether its files include those that run in the browser. */
  isFirst: boolean;
  /** Computed on demand: most indexes do not change. */
  source(): IndexSource;
}

/** Plain data from which any process can build the index. */
export interface IndexSource {
  language: string;
  records: SearchRecord[];
  /** Cache keys of the records' texts. */
  textKeys: string[];
}

/** A blog's search indexes and the files beside them. */
export interface Search {
  indexes: SearchIndex[];
  /** The list of indexes and the words for the browser, and Pagefind's licence. */
  files: SiteFile[];
}

/**
 * The indexes of all searchable posts: published, and not `noindex`.
 *
 * @param root folder of the generator
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
      wordsFile(posts, blog),
      { path: `${FOLDER}/LICENSE.txt`, key: "pagefind-licence", bytes: () => readFileSync(join(root, LICENCE)) },
    ],
  };
}

/** Returns the HTML of a text, by its cache key. */
export type TextReader = (textKey: string) => string;

interface Part {
  number: number;
  posts: Post[];
}

/**
 * Partitions posts into indexes. The address of a post decides its part, so that a new post changes one part; the parts
 * are cut anew only when their number doubles. An edit indexes one part again, and a reader loads some 30 KB of each for
 * each word: 350 posts have 2 parts, 10,000 have 16.
 */
function partsOf(posts: readonly Post[]): Part[] {
  const size = Math.min(MOST_POSTS, 10 * Math.sqrt(posts.length));
  let count = 1;
  while (count * size < posts.length) count *= 2;
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

/** A blog with more posts has enough words in its titles. */
const MOST_OUTLINES = 2_000;

/** The words of titles, topics and headings, among which browsers look for what somebody meant who mistyped one. */
function wordsFile(posts: readonly Post[], blog: Blog): SiteFile {
  const topics = [...blog.tags.values()].flatMap(({ label, synonyms }) => [label, ...synonyms]);
  const people = [...blog.authors.values()].map(({ name }) => name);
  const names = [...topics, ...people, ...posts.map(({ title }) => title)];
  const outlined = posts.length > MOST_OUTLINES ? [] : posts;
  const key = digest("words", JSON.stringify(names), ...outlined.map((post) => blog.textOf(post).digest));
  const headings = (): string[] => outlined.flatMap((post) => blog.outlineOf(post).headings.map(({ text }) => text));
  const bytes = () => Buffer.from(JSON.stringify(commonestWords([...names, ...headings()])));
  return { path: `${FOLDER}/words.json`, key, bytes };
}

function recordOf(post: Post, blog: Blog): SearchRecord {
  const { title, date, authors, tags, thumbnail } = cardView(blog, post);
  return {
    url: post.url,
    title,
    standfirst: post.description,
    date: date.label,
    authors: authors.map(({ label }) => label),
    topics: tags.map(({ label }) => label),
    image: thumbnail?.srcset?.split(" ")[0] ?? thumbnail?.src,
  };
}

/** The cached files of an index, or undefined on a cache miss. */
export function keptIndex(index: SearchIndex, cache: Cache, htmlOf: TextReader): SiteFile[] | undefined {
  const { folder, key } = index;
  const store = cache.store(STORE);
  const files = parseJson(store.read(key)?.toString(), entries);
  return (
    files &&
    filesAt(folder, files, async () => store.read(contentKey(key)) ?? contentOf(await makeFiles(index, htmlOf)))
  );
}

/**
 * Builds and caches the files of an index.
 *
 * @param signal aborts the work
 * @throws Error with Pagefind's message when it cannot be run, or when aborted
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
  const list = entriesOf(files);
  const store = cache.store(STORE);
  store.write(contentKey(key), content);
  store.write(key, Buffer.from(JSON.stringify(list)));
  return filesAt(folder, list, () => content);
}

/** Builds the indexes that are not cached, one after the other, and yields the files of all. */
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

/** Prunes all other indexes from the cache. */
export function keepIndexes(indexes: readonly SearchIndex[], cache: Cache): void {
  cache.store(STORE).prune(new Set(indexes.flatMap(({ key }) => [key, contentKey(key)])));
}

/** A file of an index, and its position in the concatenated content, in bytes. */
const entry = z.object({ path: z.string(), digest: z.string(), offset: z.number(), length: z.number() });
type Entry = z.infer<typeof entry>;
const entries = z.array(entry).min(1);

/** The cache folder for indexes. */
const STORE = "search";

function contentKey(key: string): string {
  return `${key}-content`;
}

function makeFiles({ source, isFirst }: SearchIndex, htmlOf: TextReader, signal?: AbortSignal): Promise<IndexFile[]> {
  const { language, records, textKeys } = source();
  return pagefindIndex(language, records, (at) => htmlOf(textKeys[at] ?? ""), isFirst, signal);
}

/** All files, concatenated. */
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

/** @param read returns the concatenated content; called once, when the first file is needed */
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
