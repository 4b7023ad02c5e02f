/**
 * The post cache: parsed posts by a hash of file name, bytes and settings.
 */

import { z } from "zod";
import type { Problem } from "../../base/diagnostic.ts";
import { isObject, isString, parseJson, schemaOf } from "../../base/json.ts";
import { problemSchema } from "../../base/problem_schema.ts";
import type { BlobStore } from "../../cache/blob_store.ts";
import type { Cache } from "../../cache/cache.ts";
import type { PostFile } from "../../content/list_files.ts";
import type { Places, Post } from "../../content/post.ts";
import type { PostText, TextOutline } from "../../content/post_text.ts";

/** A loaded post: what a build holds of all posts at once. */
export interface CachedPost {
  /** Path for people, as in `content/posts/x.md`. */
  file: string;
  name: string;
  /** The cache key. */
  key: string;
  /** Absent when the front matter is too broken to make a page of it. */
  post: Post | undefined;
  text: PostText | undefined;
  /** At their places in the text as written. */
  problems: Problem[];
  /** Advice on style and structure, at the same places. */
  advice: Problem[];
}

/** What only the post's own page and messages about the post need: read from the cache on demand. */
export interface PostDetails {
  /** Where each field begins in the repaired text. */
  places: Places;
  outline: TextOutline;
}

/** Everything that loading a post gives. */
export interface PostEntry {
  cached: CachedPost;
  details: PostDetails;
  /** The terms that related posts are found by, as `encodedTerms` returns them. */
  terms: string;
  html: string;
}

/** A cache entry that the build needs is missing or damaged. The build starts again with an empty cache. */
export class CacheMiss extends Error {
  constructor() {
    super("An entry of the cache is missing or damaged.");
  }
}

/** The lines of a post's entry; its HTML is stored apart. */
const LINE = { cached: 0, details: 1, terms: 2 } as const;

export class PostCache {
  readonly #entries: BlobStore;
  readonly #html: BlobStore;
  /** What could not be written to the cache. */
  readonly #unwritten = new Map<string, { entry: string; html: string }>();

  constructor(cache: Cache) {
    this.#entries = cache.store("posts");
    this.#html = cache.store("html");
  }

  has(key: string): boolean {
    return this.#unwritten.has(key) || (this.#entries.has(key) && this.#html.has(key));
  }

  /** The cached post of a key, if any. */
  read(key: string, file: PostFile): CachedPost | undefined {
    return parseCachedPost(this.#line(key, LINE.cached), file);
  }

  /** Keeps an entry, and returns the post as {@link read} does: free of references into the source text. */
  write(key: string, { cached, details, terms, html }: PostEntry, file: PostFile): CachedPost {
    const text = JSON.stringify(cached);
    const entry = [text, JSON.stringify(details), terms].join("\n");
    const isWritten = this.#html.write(key, Buffer.from(html)) && this.#entries.write(key, Buffer.from(entry));
    if (!isWritten) this.#unwritten.set(key, { entry, html });
    return parseCachedPost(text, file) ?? cached;
  }

  /** @throws CacheMiss */
  html(key: string): string {
    return orMiss(this.#unwritten.get(key)?.html ?? this.#html.read(key)?.toString());
  }

  /** @throws CacheMiss */
  details(key: string): PostDetails {
    return orMiss(parseJson(this.#line(key, LINE.details), postDetails));
  }

  /** @throws CacheMiss */
  terms(key: string): string {
    return orMiss(this.#line(key, LINE.terms));
  }

  /** Drops all other entries. */
  prune(keys: ReadonlySet<string>): void {
    this.#entries.prune(keys);
    this.#html.prune(keys);
  }

  #line(key: string, line: number): string | undefined {
    const entry = this.#unwritten.get(key)?.entry ?? this.#entries.read(key)?.toString();
    return entry?.split("\n", line + 1)[line];
  }
}

function orMiss<Value>(found: Value | undefined): Value {
  if (found === undefined) throw new CacheMiss();
  return found;
}

/** Reuses the strings of the file list to save memory. */
function parseCachedPost(text: string | undefined, { file, name }: PostFile): CachedPost | undefined {
  const cached = parseJson(text, cachedPost);
  return cached && { ...cached, file, name, post: cached.post && { ...cached.post, file, name } };
}

const problemList = z.array(problemSchema);

/** Checked by hand: a full schema would take half as long as parsing the JSON, for every post of every build. */
const cachedPost = schemaOf((value): value is CachedPost => {
  if (!isObject(value)) return false;
  const { key, post, text, problems, advice } = value;
  return (
    isString(key) &&
    (post === undefined || (isObject(post) && [post.slug, post.url, post.title, post.layout].every(isString))) &&
    (text === undefined || (isObject(text) && Array.isArray(text.links) && Array.isArray(text.pictures))) &&
    [problems, advice].every((list) => problemList.safeParse(list).success)
  );
});

const postDetails: z.ZodType<PostDetails> = z.object({
  places: z.record(z.string(), z.object({ line: z.number(), column: z.number() })),
  outline: z.object({
    breaks: z.array(z.object({ offset: z.number(), words: z.number() })),
    headings: z.array(z.object({ level: z.number(), id: z.string(), text: z.string() })),
    hasOwnContents: z.boolean(),
    needsMoreStyles: z.boolean(),
    ids: z.array(z.string()),
  }),
});
