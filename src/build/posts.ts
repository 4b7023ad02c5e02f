/**
 * From files to posts: read, put right, parsed, rendered; or known from a build before.
 */

import { type Cache, digest } from "../cache.ts";
import { type PostText, postText } from "../collections/post_text.ts";
import { repair } from "../doctor/repair.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import { render } from "../markdown/render.ts";
import type { Rendered } from "../markdown/rendered.ts";
import { type PostFile, readPost } from "../post/load.ts";
import { asDraft, parsePost, type Surroundings } from "../post/parse.ts";
import type { Post } from "../post/post.ts";
import { decode } from "../post/read.ts";
import { statusOf } from "../post/status.ts";
import type { Problem } from "../problem.ts";

/** A post's file and whatever came of it. */
export interface KnownPost {
  file: string;
  name: string;
  /** Under which its HTML is kept. */
  key: string;
  /** Absent when the front matter is too broken to make a page of. */
  post: Post | undefined;
  text: PostText | undefined;
  /** In places of the text as written. */
  problems: Problem[];
}

export interface Reading {
  around: Surroundings;
  markdown: MarkdownSettings;
  cache: Cache;
  /** What is known of posts, as JSON, by the key of their bytes and settings. */
  memory: Map<string, string>;
  /** A name for the settings that every post depends on. */
  settingsKey: string;
}

/** The room of the cache in which HTML is kept, an entry for each post. */
export const HTML = "html";
/** The room in which is kept what is known of posts: few entries with many posts each, since all are read every time. */
const POSTS = "posts";
/** The entry with all posts; processes that help have others. */
export const ALL = "all";

/** What an earlier build, or another process, put into an entry. */
export function readMemory(cache: Cache, entry: string): Map<string, string> {
  const lines = cache.read(POSTS, entry)?.split("\n") ?? [];
  return new Map(
    lines.flatMap((line) => {
      const end = line.indexOf("\t");
      return end === -1 ? [] : [[line.slice(0, end), line.slice(end + 1)]];
    }),
  );
}

export function writeMemory(cache: Cache, entry: string, memory: ReadonlyMap<string, string>): void {
  cache.write(POSTS, entry, [...memory].map(([key, known]) => `${key}\t${known}`).join("\n"));
}

/** What is known of these very bytes under the same settings, with the post's state as of now. */
export function recallPost(file: PostFile, { around, memory, settingsKey }: Reading): KnownPost | undefined {
  const bytes = readPost(file);
  if (!(bytes instanceof Uint8Array)) return undefined;
  const kept = memory.get(digest(file.file, bytes, settingsKey));
  if (kept === undefined) return undefined;
  const known: KnownPost = JSON.parse(kept);
  return known.post ? { ...known, post: { ...known.post, status: statusOf(known.post, around.now) } } : known;
}

/** Reads a post, and remembers what is known of it from now on. */
export async function learnPost(file: PostFile, reading: Reading): Promise<KnownPost> {
  const bytes = readPost(file);
  if (!(bytes instanceof Uint8Array)) return unread(file, bytes);
  const key = digest(file.file, bytes, reading.settingsKey);
  const learnt = await readText(file, bytes, key, reading);
  reading.memory.set(key, JSON.stringify(learnt));
  return learnt;
}

async function readText(file: PostFile, bytes: Uint8Array, key: string, reading: Reading): Promise<KnownPost> {
  const decoded = decode(file.file, bytes);
  if ("problem" in decoded) return { ...unread(file, decoded.problem), key };
  const repaired = repair(decoded.source, reading.around.site.checks);
  const { post, bodyStart, problems } = parsePost(repaired.source, file.name, reading.around);
  const language = post?.lang ?? reading.markdown.language;
  const inWritten = <Placed extends { line: number; column: number }>(placed: Placed): Placed => ({
    ...placed,
    ...repaired.placeBefore(placed),
  });
  const written = post && (await render(repaired.source, bodyStart, { ...reading.markdown, language }));
  const rendered = written && placedBack(written, inWritten);
  if (rendered) reading.cache.write(HTML, key, rendered.html);
  const found = [...problems.map(inWritten), ...(rendered?.problems ?? [])];
  return {
    file: file.file,
    name: file.name,
    key,
    post,
    text: post && rendered && postText(post, rendered),
    problems: [...repaired.problems, ...(post?.draft ? found.map(asDraft) : found)],
  };
}

/** What was found in a repaired text, at the places of the text as written. */
function placedBack(
  rendered: Rendered,
  inWritten: <Placed extends { line: number; column: number }>(placed: Placed) => Placed,
): Rendered {
  return {
    ...rendered,
    links: rendered.links.map((link) => ({ ...link, place: inWritten(link.place) })),
    pictures: rendered.pictures.map((picture) => ({ ...picture, place: inWritten(picture.place) })),
    problems: rendered.problems.map(inWritten),
  };
}

function unread(file: PostFile, problem: Problem): KnownPost {
  return { file: file.file, name: file.name, key: "", post: undefined, text: undefined, problems: [problem] };
}
