/**
 * One post, from the bytes of its file to HTML: decoded, repaired, parsed, rendered and linted; or from the cache.
 */

import { decode } from "../../base/decode.ts";
import type { Problem } from "../../base/diagnostic.ts";
import type { Source } from "../../base/source.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { type Fingerprint, fingerprintOf } from "../../cache/file_fingerprints.ts";
import type { UsableSettings } from "../../config/load_settings.ts";
import type { BuildOptions } from "../../config/options.ts";
import { type PostFile, readPost } from "../../content/list_files.ts";
import type { Surroundings } from "../../content/parse_fields.ts";
import type { PlacedPost, Post } from "../../content/post.ts";
import { postTerms, postText, textOutline } from "../../content/post_text.ts";
import { statusOf } from "../../content/status.ts";
import { checkText } from "../../lint/check_text.ts";
import type { MarkdownSettings } from "../../markdown/context.ts";
import { markdownSettings } from "../../views/context.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import type { Additions } from "../extensions.ts";
import { type CachedPost, PostCache, type PostDetails, type PostEntry } from "./post_cache.ts";
import { typesetPost } from "./typeset.ts";

/** What every post is loaded with; the same in every process of a build. */
export interface LoadContext {
  surroundings: Surroundings;
  markdown: MarkdownSettings;
  /** Rules that the owner adds. */
  rules: Additions["rules"];
  /** A hash of the settings on which every post depends. */
  settingsKey: string;
  posts: PostCache;
  /** The posts of the build before in this process, by their keys. */
  previous: ReadonlyMap<string, CachedPost>;
}

export function loadContext(
  options: BuildOptions,
  settings: UsableSettings,
  cache: Cache,
  additions: Additions,
  previous: readonly CachedPost[] = [],
): LoadContext {
  const words = wordsFor(settings.site.language, additions.languages);
  const markdown = markdownSettings({ site: settings.site, words }, additions.markdown);
  const { timezone, layouts, cta, checks, roots } = settings.site;
  // Only these, so that a post stays in the cache when another setting changes.
  const site = { timezone, layouts, cta, checks, roots };
  return {
    surroundings: { ...settings, site, now: options.now },
    markdown,
    rules: additions.rules,
    settingsKey: digest(settings.key, JSON.stringify([site, markdown]), additions.key),
    posts: new PostCache(cache),
    previous: new Map(previous.map((post) => [post.key, post])),
  };
}

/** A post that was read from its file. */
export interface LoadedPost {
  cached: CachedPost;
  /** The hash of the file's bytes; absent where the file cannot be read. */
  digest: string | undefined;
  fingerprint: Fingerprint | undefined;
}

/** Reads a post's file. The post comes from the cache where the same bytes were loaded before. */
export async function loadPost(file: PostFile, context: LoadContext): Promise<LoadedPost> {
  const bytes = readPost(file);
  if (!(bytes instanceof Uint8Array)) {
    return { cached: unreadable(file, bytes, ""), digest: undefined, fingerprint: undefined };
  }
  const hash = digest(bytes);
  const fingerprint = fingerprintOf(file.path, hash);
  const cached = readCachedPost(file, hash, context) ?? (await loadBytes(file, bytes, hash, context));
  return { cached, digest: hash, fingerprint };
}

/** The post of a file whose bytes have this hash, from the cache, with the status that it has now. */
export function readCachedPost(file: PostFile, bytesDigest: string, context: LoadContext): CachedPost | undefined {
  const { posts, previous, surroundings } = context;
  const key = keyOf(file, bytesDigest, context);
  const cached = posts.has(key) ? (previous.get(key) ?? posts.read(key, file)) : undefined;
  if (cached?.post === undefined) return cached;
  return { ...cached, post: { ...cached.post, status: statusOf(cached.post, surroundings.now) } };
}

function keyOf({ file }: PostFile, bytesDigest: string, { settingsKey }: LoadContext): string {
  return digest(file, bytesDigest, settingsKey);
}

async function loadBytes(
  file: PostFile,
  bytes: Uint8Array,
  bytesDigest: string,
  context: LoadContext,
): Promise<CachedPost> {
  const key = keyOf(file, bytesDigest, context);
  const decoded = decode(file.file, bytes);
  const entry =
    "problem" in decoded ? noEntry(file, decoded.problem, key) : await entryOf(file, decoded.source, key, context);
  return context.posts.write(key, entry, file);
}

async function entryOf(
  file: PostFile,
  source: Source,
  key: string,
  { surroundings, markdown, rules }: LoadContext,
): Promise<PostEntry> {
  const {
    post: parsed,
    rendered,
    problems,
    advice,
  } = await checkText(source, file.name, surroundings, markdown, rules);
  const { post, places } = parsed
    ? apart(typesetPost(parsed, parsed.lang ?? markdown.language))
    : { post: undefined, places: {} };
  return {
    cached: {
      file: file.file,
      name: file.name,
      key,
      post,
      text: rendered && postText(rendered),
      problems,
      advice,
    },
    details: { places, outline: rendered ? textOutline(rendered) : NO_OUTLINE },
    terms: post && rendered ? postTerms(post, rendered) : "",
    html: rendered?.html ?? "",
  };
}

const NO_OUTLINE: PostDetails["outline"] = {
  breaks: [],
  headings: [],
  hasOwnContents: false,
  needsMoreStyles: false,
  ids: [],
};

function apart({ places, ...post }: PlacedPost): { post: Post; places: PlacedPost["places"] } {
  return { post, places };
}

function noEntry(file: PostFile, problem: Problem, key: string): PostEntry {
  return {
    cached: unreadable(file, problem, key),
    details: { places: {}, outline: NO_OUTLINE },
    terms: "",
    html: "",
  };
}

function unreadable(file: PostFile, problem: Problem, key: string): CachedPost {
  return { file: file.file, name: file.name, key, post: undefined, text: undefined, problems: [problem], advice: [] };
}
