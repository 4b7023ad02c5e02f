/**
 * Finds uploads referenced only by unpublished posts, which are not published either.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesIn } from "../../base/files.ts";
import { decodeAddress, isLocal, resolved } from "../../base/urls.ts";
import { type BuildOptions, includesFolders, pagesFolder } from "../../config/options.ts";
import type { Post } from "../../content/post.ts";
import type { CachedPost } from "./post_cache.ts";

/** The folder of authors' uploads. Other assets belong to no post. */
export const UPLOADS = "/assets/img/uploads/";

/** Addresses of the files that a post names. */
export function namedBy({ post, text }: CachedPost): string[] {
  if (post === undefined) return [];
  const targets = [...(text?.pictures ?? []), ...(text?.links ?? [])].map(({ target }) => target);
  return [
    ...(post.thumbnail === undefined ? [] : [decodeAddress(post.thumbnail)]),
    ...targets.filter(isLocal).map((target) => resolved(target, post.url).path),
  ];
}

/** Addresses of uploads used only by unpublished posts. */
export function unpublishedUploads(
  known: readonly CachedPost[],
  shown: readonly Post[],
  options: BuildOptions,
): ReadonlySet<string> {
  const files = new Set(shown.map(({ file }) => file));
  const open = new Set(known.filter(({ file }) => files.has(file)).flatMap(namedBy));
  const hidden = known.filter(({ file }) => !files.has(file)).flatMap(namedBy);
  const unused = hidden.filter((address) => address.startsWith(UPLOADS) && !open.has(address));
  if (unused.length === 0) return new Set();
  const others = textsBeside(options);
  return new Set(unused.filter((address) => !isNamedIn(others, address)));
}

/** Settings, pages and templates: a file that one of them names is in use. */
export function textsBeside(options: BuildOptions): string[] {
  const settings = ["site.yaml", "authors.yaml", "tags.yaml"].map((name) => join(options.content, name));
  const templates = [pagesFolder(options), ...includesFolders(options)].flatMap((folder) =>
    filesIn(folder).map((name) => join(folder, name)),
  );
  return [...settings, ...templates].flatMap((path) => {
    try {
      return decodeAddress(readFileSync(path, "utf8"));
    } catch {
      return [];
    }
  });
}

export function isNamedIn(texts: readonly string[], address: string): boolean {
  return texts.some((text) => text.includes(address.slice(UPLOADS.length)));
}
