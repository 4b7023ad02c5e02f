/**
 * `npm run rename -- old new`: renames a post and updates every link to it.
 */

import { existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { decode, encodeLike } from "../base/decode.ts";
import {
  createFile,
  filesIn,
  leadsOut,
  removeIfUnchanged,
  removeUnfinished,
  replaceIfUnchanged,
} from "../base/files.ts";
import { didYouMean } from "../base/nearest.ts";
import { slug } from "../base/slug.ts";
import { applyEdits, type Source, source } from "../base/source.ts";
import { UsageError } from "../base/usage_error.ts";
import { isUsable, readSettings, type UsableSettings } from "../config/load_settings.ts";
import { type BuildOptions, buildOptions, contentLabel } from "../config/options.ts";
import { aliasPath } from "../content/alias.ts";
import { withListItems, withoutListItems, withValue } from "../content/front_matter.ts";
import { listPosts, type PostFile, readPost } from "../content/list_files.ts";
import { parsePost } from "../content/parse_post.ts";
import { type Post, postUrl } from "../content/post.ts";
import { type Move, movedLinks, withMovedLinks } from "../lint/fix/moved_links.ts";
import { RENAME } from "./commands.ts";
import { command } from "./run.ts";

/** The result of a rename. */
export interface Renamed {
  /** The post's old and new path, to show. */
  from: string;
  to: string;
  oldUrl: string;
  newUrl: string;
  /** Other files whose links were updated. */
  linksIn: string[];
  /** Files that were saved meanwhile, so that their links are as they were. */
  skipped: string[];
}

interface ReadPost {
  file: PostFile;
  /** What was read. */
  bytes: Uint8Array;
  source: Source;
  post: Post;
}

/**
 * Renames a post: moves the file, updates `slug` if there is one, rewrites links in posts and pages, and adds the old
 * address to `aliases`.
 *
 * @param old name, file or address of the post
 * @param wanted the new name, from which the slug is made
 * @throws UsageError if there is no such post, the new name is taken, or the post is saved meanwhile
 */
export function rename(options: BuildOptions, old: string, wanted: string): Renamed {
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new UsageError("site.yaml cannot be read; `npm run check` says why.");
  removeUnfinished(options.content);
  const posts = readPosts(options, settings);
  const found = postCalled(old, posts);
  const name = slug(nameIn(wanted));
  if (name === "") throw new UsageError(`“${wanted}” cannot become an address.`);
  const newUrl = postUrl(name);
  if (newUrl === found.post.url && name === found.file.name)
    throw new UsageError(`The post already has the name “${name}”.`);
  refuseTaken(name, newUrl, found, posts, options);

  const { site } = settings;
  const base = site.base.replace(/\/$/, "");
  const move: Move = {
    roots: [...withAndWithoutWww(site.origin).map((origin) => origin + base), base],
    from: [found.post.url, ...found.post.aliases].filter((address) => address !== newUrl),
    to: newUrl,
    oldFile: `${found.file.name}.md`,
  };
  const path = join(options.content, "posts", `${name}.md`);
  moveFile(found, path, encodeLike(found.bytes, movedPost(found, name, newUrl, move)));
  const linking = [...linkingPosts(posts, found, move), ...linkingPages(options, move)];
  const linksIn: string[] = [];
  const skipped: string[] = [];
  for (const { file, path, bytes, text } of linking) {
    const isWritten = replaceIfUnchanged(path, bytes, encodeLike(bytes, text));
    (isWritten ? linksIn : skipped).push(file);
  }
  return {
    from: found.post.file,
    to: `${contentLabel(options)}/posts/${name}.md`,
    oldUrl: found.post.url,
    newUrl,
    linksIn,
    skipped,
  };
}

function readPosts(options: BuildOptions, settings: UsableSettings): ReadPost[] {
  return listPosts(options.content, contentLabel(options)).files.flatMap((file) => {
    const bytes = readPost(file);
    if (!(bytes instanceof Uint8Array)) return [];
    const decoded = decode(file.file, bytes);
    if (!("source" in decoded)) return [];
    const { post } = parsePost(decoded.source, file.name, { ...settings, now: options.now });
    return post ? { file, bytes, source: decoded.source, post } : [];
  });
}

/** `content/posts/a.md`, `/blog/a/` and `a` name the same post. */
function nameIn(given: string): string {
  return given.trim().replace(/\/+$/, "").replace(/^.*\//s, "").replace(/\.md$/i, "");
}

function postCalled(given: string, posts: readonly ReadPost[]): ReadPost {
  const name = nameIn(given);
  const found =
    posts.find(({ file }) => file.name === name) ??
    posts.find(({ post }) => post.slug === name) ??
    posts.find(({ file }) => file.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const guess = didYouMean(
    name,
    posts.map(({ file }) => file.name),
  );
  throw new UsageError(`There is no post “${name}” that can be read. ${guess}`.trim());
}

function refuseTaken(
  name: string,
  url: string,
  own: ReadPost,
  posts: readonly ReadPost[],
  options: BuildOptions,
): void {
  const other = posts.find((one) => one !== own && (one.post.url === url || one.post.aliases.includes(url)));
  if (other) throw new UsageError(`${url} is already an address of ${other.post.file}; choose another name.`);
  const isOwnFile = name.toLowerCase() === own.file.name.toLowerCase();
  if (!isOwnFile && existsSync(join(options.content, "posts", `${name}.md`))) {
    throw new UsageError(`${name}.md already exists; choose another name.`);
  }
}

function withAndWithoutWww(origin: string): string[] {
  const other = origin.includes("://www.") ? origin.replace("://www.", "://") : origin.replace("://", "://www.");
  return [origin, other].flatMap((one) => [one.replace(/^http:/, "https:"), one.replace(/^https:/, "http:")]);
}

/** The post's own text, with its new slug, its aliases, and its links to itself rewritten. */
function movedPost({ source: from, post, file }: ReadPost, name: string, newUrl: string, move: Move): string {
  const inFile = (text: string): Source => source(post.file, text);
  const written = Array.isArray(post.data.aliases) ? post.data.aliases.map(String) : [String(post.data.aliases ?? "")];
  const slugged = "slug" in post.data && file.name !== "" ? withValue(from, "slug", name) : from.text;
  const old = [post.url, ...post.aliases].filter(
    (url) => url !== newUrl && !written.includes(url) && aliasPath(url) !== undefined,
  );
  const aliased = withListItems(inFile(slugged), "aliases", [...new Set(old)]);
  const own = withoutListItems(inFile(aliased), "aliases", (written) => aliasPath(written) === newUrl);
  return withMovedLinks(inFile(own), move);
}

/**
 * Moves a post and changes its text. Writes the new file completely before removing the old one.
 *
 * @throws UsageError if another file is in the way, or the post was saved since it was read; then nothing is changed
 */
function moveFile({ file, bytes }: ReadPost, path: string, after: Uint8Array): void {
  const saved = `${file.file} was saved while it was being renamed. Nothing was changed; run the command again.`;
  if (path === file.path || isSameFile(path, file.path)) {
    if (!replaceIfUnchanged(file.path, bytes, after)) throw new UsageError(saved);
    renameSync(file.path, path);
    return;
  }
  if (!createFile(path, after)) throw new UsageError(`${basename(path)} already exists; choose another name.`);
  if (removeIfUnchanged(file.path, bytes)) return;
  removeIfUnchanged(path, after);
  throw new UsageError(saved);
}

/** Whether two paths name the same file: some file systems ignore case. */
function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/** A file with links to the renamed post. */
interface Linking {
  /** Path for people. */
  file: string;
  path: string;
  /** What was read. */
  bytes: Uint8Array;
  /** Its text with the links corrected. */
  text: string;
}

function linkingPosts(posts: readonly ReadPost[], renamed: ReadPost, move: Move): Linking[] {
  return posts.flatMap((one) => {
    const text = one === renamed ? one.source.text : withMovedLinks(one.source, move);
    if (text === one.source.text) return [];
    return { file: one.post.file, path: one.file.path, bytes: one.bytes, text };
  });
}

function linkingPages(options: BuildOptions, move: Move): Linking[] {
  const folder = join(options.content, "pages");
  return filesIn(folder).flatMap((name) => {
    if (!/\.(?:md|njk)$/.test(name)) return [];
    const path = join(folder, name);
    if (leadsOut(path, folder)) return [];
    const file = `${contentLabel(options)}/pages/${name}`;
    const bytes = readFileSync(path);
    const decoded = decode(file, bytes);
    if (!("source" in decoded)) return [];
    const { text } = decoded.source;
    const edits = movedLinks(text, move);
    return edits.length === 0 ? [] : { file, path, bytes, text: applyEdits(text, edits) };
  });
}

export default command(RENAME, async (program, args) => {
  const { values, positionals } = parseArgs({ args, options: RENAME.flags, allowPositionals: true });
  const [old, wanted, ...more] = positionals;
  if (old === undefined || wanted === undefined || more.length > 0) {
    throw new UsageError("Say which post and its new name, as in `npm run rename -- old-name new-name`.");
  }
  const done = rename(buildOptions(program, values, process.env), old, wanted);
  process.stdout.write(`${done.from} is now ${done.to}.\n${done.oldUrl} redirects to ${done.newUrl}.\n`);
  for (const file of done.linksIn) process.stdout.write(`Updated links in ${file}.\n`);
  for (const file of done.skipped) {
    process.stdout.write(`Skipped ${file}: it was saved while this ran. Its links work through the old address.\n`);
  }
  return 0;
});
