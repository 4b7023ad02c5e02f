/**
 * From files to posts: read, put right, parsed, rendered; or known from a build before.
 */

import { decode } from "../../base/decode.ts";
import type { Problem } from "../../base/diagnostic.ts";
import type { Cache } from "../../cache/cache.ts";
import { digest } from "../../cache/cache.ts";
import {
  type Fingerprint,
  type Fingerprints,
  fingerprintOf,
  parseFingerprints,
  serializeFingerprints,
} from "../../cache/file_fingerprints.ts";
import type { UsableSettings } from "../../config/load_settings.ts";
import type { BuildOptions } from "../../config/options.ts";
import { type PostFile, readPost } from "../../content/list_files.ts";
import { asDraft, type Surroundings } from "../../content/parse_fields.ts";
import { parsePost } from "../../content/parse_post.ts";
import type { PlacedPost, Places, Post } from "../../content/post.ts";
import { statusOf } from "../../content/post.ts";
import { type PostText, postTerms, postText, type TextOutline, textOutline } from "../../content/post_text.ts";
import { autofix } from "../../lint/fix/autofix.ts";
import { lintPost } from "../../lint/rules.ts";
import type { MarkdownSettings } from "../../markdown/context.ts";
import { render } from "../../markdown/render.ts";
import type { Rendered } from "../../markdown/rendered.ts";
import { markdownSettings } from "../../views/context.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import type { CacheMissAnswer } from "../workers/messages.ts";

/** A post's file and whatever came of it. */
export interface CachedPost {
  file: string;
  name: string;
  /** Under which it and its HTML are kept. */
  key: string;
  /** Absent when the front matter is too broken to make a page of. */
  post: Post | undefined;
  text: PostText | undefined;
  /** In places of the text as written. */
  problems: Problem[];
  /** What could be better, in the same places. */
  advice: Problem[];
}

/** What is known of a post and matters on its own page alone, or to somebody who looks for a mistake. */
export interface PostDetails {
  /** In the repaired text. */
  places: Places;
  outline: TextOutline;
}

/** What posts are read with. */
export interface Reading {
  around: Surroundings;
  markdown: MarkdownSettings;
  cache: Cache;
  /** A name for the settings that every post depends on. */
  settingsKey: string;
  /** Posts by their keys, for a process that builds again and again. */
  memory: Map<string, CachedPost>;
}

/** The rooms of the cache for what is known of posts, as JSON, and for the HTML of their texts; both by the same keys. */
const POSTS = "posts";
const HTML = "html";

/** The key of a post: what it is, and what is known of it, follow from these. */
function keyOf({ file }: PostFile, bytesDigest: string, { settingsKey }: Reading): string {
  return digest(file, bytesDigest, settingsKey);
}

/** What is known of a file that holds bytes of this digest, with the post's state as of now. */
export function readCachedPost(file: PostFile, bytesDigest: string, reading: Reading): CachedPost | undefined {
  const key = keyOf(file, bytesDigest, reading);
  const known = reading.memory.get(key) ?? keptPost(file, key, reading);
  if (known === undefined || ![POSTS, HTML].every((name) => reading.cache.room(name).has(key))) return undefined;
  return known.post ? { ...known, post: { ...known.post, status: statusOf(known.post, reading.around.now) } } : known;
}

/**
 * What is kept of a post is three lines: what is held of all posts at once and what is read when it is asked for, both
 * as JSON, and what its text is about.
 */
function textKept({ known, details, terms }: Read): string {
  return [JSON.stringify(known), JSON.stringify(details), terms].join("\n");
}

/** @param line one of the three, counted from 0 */
function keptLine(cache: Cache, key: string, line: number): string | undefined {
  return cache
    .room(POSTS)
    .read(key)
    ?.split("\n", line + 1)[line];
}

function keptPost(file: PostFile, key: string, { cache }: Reading): CachedPost | undefined {
  const kept = keptLine(cache, key, 0);
  return kept === undefined ? undefined : knownFrom(kept, file);
}

/** What is told of the file is not held twice. */
function knownFrom(kept: string, { file, name }: PostFile): CachedPost {
  const known: CachedPost = JSON.parse(kept);
  return { ...known, file, name, post: known.post && { ...known.post, file, name } };
}

/** What is known of a post beside; nothing where it was lost. */
export function detailsOf(cache: Cache, key: string): PostDetails | undefined {
  const kept = keptLine(cache, key, 1);
  return kept === undefined ? undefined : JSON.parse(kept);
}

/** What a post is about, as `encodedTerms` gives it; nothing where it was lost. */
export function termsOf(cache: Cache, key: string): string | undefined {
  return keptLine(cache, key, 2);
}

/** A post that was read. */
export interface LoadedPost {
  known: CachedPost;
  /** Of its bytes, where there were any. */
  digest: string | undefined;
  /** How the file looked, where that tells whether it has changed. */
  stamp: Fingerprint | undefined;
}

const NO_OUTLINE: TextOutline = { breaks: [], headings: [], hasOwnContents: false, ids: [] };

/** What comes of reading a post. */
interface Read {
  known: CachedPost;
  details: PostDetails;
  /** What its text is about. */
  terms: string;
  html: string;
}

/** Reads a post. What is not known of it yet is made, and remembered from now on. */
export async function loadPost(file: PostFile, reading: Reading): Promise<LoadedPost> {
  const bytes = readPost(file);
  if (!(bytes instanceof Uint8Array)) {
    return { known: unread(file, bytes, ""), digest: undefined, stamp: undefined };
  }
  const bytesDigest = digest(bytes);
  const stamp = fingerprintOf(file.path, bytesDigest);
  const recalled = readCachedPost(file, bytesDigest, reading);
  if (recalled) return { known: recalled, digest: bytesDigest, stamp };
  const key = keyOf(file, bytesDigest, reading);
  const read = await readText(file, bytes, key, reading);
  reading.cache.room(HTML).write(key, read.html);
  reading.cache.room(POSTS).write(key, textKept(read));
  // As it will be recalled. What was read itself holds on to the whole text, of which its words are parts.
  return { known: knownFrom(JSON.stringify(read.known), file), digest: bytesDigest, stamp };
}

/** Forgets all posts but these, and keeps what is known of these for later builds. */
export function keepPosts(keys: ReadonlySet<string>, cache: Cache): void {
  for (const name of [POSTS, HTML]) {
    cache.room(name).prune(keys);
    cache.room(name).save();
  }
}

/** Lets other processes see what this one has learnt; false when they cannot. */
export function sharePosts(cache: Cache): boolean {
  return [POSTS, HTML].map((name) => cache.room(name).save()).every(Boolean);
}

/** Sees what other processes have learnt. */
export function seePosts(cache: Cache): void {
  for (const name of [POSTS, HTML]) cache.room(name).refresh();
}

/** The HTML of a post's text; nothing where it was lost. */
export function htmlOf(cache: Cache, key: string): string | undefined {
  return cache.room(HTML).read(key);
}

async function readText(file: PostFile, bytes: Uint8Array, key: string, { around, markdown }: Reading): Promise<Read> {
  const decoded = decode(file.file, bytes);
  if ("problem" in decoded)
    return {
      known: unread(file, decoded.problem, key),
      details: { places: {}, outline: NO_OUTLINE },
      terms: "",
      html: "",
    };
  const repaired = autofix(decoded.source, around.site);
  const { post: parsed, bodyStart, problems } = parsePost(repaired.source, file.name, around);
  const language = parsed?.lang ?? markdown.language;
  const inWritten = <Placed extends { line: number; column: number }>(placed: Placed): Placed => ({
    ...placed,
    ...repaired.placeBefore(placed),
  });
  const asRepaired = parsed && (await render(repaired.source, bodyStart, { ...markdown, language }));
  const body = { from: repaired.source, bodyStart, timezone: around.site.timezone };
  const rendered = asRepaired && placedBack(asRepaired, inWritten);
  const found = [...problems.map(inWritten), ...(rendered?.problems ?? [])];
  const advice =
    parsed && asRepaired ? lintPost({ ...body, post: parsed, rendered: asRepaired }, around.site.checks) : [];
  const { post, places } = parsed ? apart(parsed) : { post: undefined, places: {} };
  return {
    known: {
      file: file.file,
      name: file.name,
      key,
      post,
      text: rendered && postText(rendered),
      problems: [...repaired.problems, ...(post?.draft ? found.map(asDraft) : found)],
      advice: advice.map(inWritten),
    },
    details: { places, outline: rendered ? textOutline(rendered) : NO_OUTLINE },
    terms: post && rendered ? postTerms(post, rendered) : "",
    html: rendered?.html ?? "",
  };
}

/** A post, and where its fields are. */
function apart({ places, ...post }: PlacedPost): { post: Post; places: Places } {
  return { post, places };
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

function unread(file: PostFile, problem: Problem, key: string): CachedPost {
  return { file: file.file, name: file.name, key, post: undefined, text: undefined, problems: [problem], advice: [] };
}

/** What posts are read with, the same in every process of a build. */
export function readingOf(
  options: BuildOptions,
  settings: UsableSettings,
  cache: Cache,
  memory = new Map<string, CachedPost>(),
): Reading {
  const { site } = settings;
  return {
    around: { ...settings, now: options.now },
    markdown: markdownSettings({ site, words: wordsFor(site.language) }),
    settingsKey: settings.key,
    cache,
    memory,
  };
}

const STAMPS = "stamps";

/** How the files of a blog looked when they were last read. */
export function readFingerprints(cache: Cache): Fingerprints {
  return parseFingerprints(cache.note(STAMPS));
}

/** Keeps them for the next build. */
export function writeFingerprints(cache: Cache, stamps: Fingerprints): void {
  cache.writeNote(STAMPS, serializeFingerprints(stamps));
}

/** A text that was kept and is damaged. */
export class CacheMiss extends Error {}

/** Reads kept texts. */
export function textsOf(cache: Cache): (key: string) => string {
  return (key) => {
    const html = htmlOf(cache, key);
    if (html === undefined) throw new CacheMiss("A text that was kept is damaged.");
    return html;
  };
}

/** Reads what is kept of posts beside, by their keys. */
export function detailsIn(cache: Cache): (key: string) => PostDetails {
  return (key) => {
    const details = detailsOf(cache, key);
    if (details === undefined) throw new CacheMiss("What was kept of a post is damaged.");
    return details;
  };
}

/** Reads what posts are about, by their keys. */
export function termsIn(cache: Cache): (key: string) => string {
  return (key) => {
    const terms = termsOf(cache, key);
    if (terms === undefined) throw new CacheMiss("What was kept of a post is damaged.");
    return terms;
  };
}

/** What comes of work that reads kept texts, unless one of them is damaged. */
export async function unlessCacheMiss<Result>(work: () => Promise<Result>): Promise<Result | CacheMissAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CacheMiss) return { kind: "lost" };
    throw error;
  }
}
