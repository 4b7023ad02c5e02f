/**
 * The options of a build: where it reads and writes, and for which time.
 */

import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { buildTime } from "../base/clock.ts";
import { entriesOf } from "../base/files.ts";
import { nearest } from "../base/nearest.ts";
import { UsageError } from "../base/usage_error.ts";

/** The generator: its folder, and what the launcher compiled from it. */
export interface Program {
  /** The generator's folder, which holds `_includes`, `assets/css` and the page templates. */
  root: string;
  /** A hash of the code and its dependencies, on which every cache entry depends. Computed when absent. */
  codeVersion?: string | undefined;
  /** The compiled `eleventy.config.ts`, relative to `root`. */
  eleventyConfig?: string | undefined;
  /** The path of the bundled script of the CMS. */
  cmsEditor?: string | undefined;
}

export interface BuildOptions extends Program {
  /** The content folder, with posts/ and site.yaml. */
  content: string;
  assets: string;
  output: string;
  /** The cache folder. */
  cache: string;
  /** Milliseconds since 1970. */
  now: number;
  /** The shard to build. Absent: the whole site. */
  shard?: Shard | undefined;
  /** The last deployment, for `--against`: a path or a URL. */
  against?: string | undefined;
  /** Whether to show drafts, future posts and problems on the page. */
  development: boolean;
}

export interface BuildArguments {
  content?: string | undefined;
  assets?: string | undefined;
  output?: string | undefined;
  cache?: string | undefined;
  now?: string | undefined;
  shard?: string | undefined;
  against?: string | undefined;
}

/**
 * Resolves options: command line first, then BLOG_CONTENT, BLOG_ASSETS, BLOG_OUTPUT, BLOG_CACHE and BLOG_NOW, then the
 * defaults. In development the output is a separate preview, since the published site must not contain drafts.
 *
 * @throws UsageError for an invalid time or shard, a missing folder, or an output folder that contains something else
 * than a site
 */
export function buildOptions(
  program: Program,
  asked: BuildArguments,
  environment: NodeJS.ProcessEnv,
  development = false,
): BuildOptions {
  const { root } = program;
  const folder = (given: string | undefined, usual: string): string => resolve(root, given ?? usual);
  const content = folder(asked.content ?? environment.BLOG_CONTENT, "content");
  const assets = folder(asked.assets ?? environment.BLOG_ASSETS, "assets");
  const output = linkTarget(
    development
      ? folder(environment.BLOG_PREVIEW, join(".cache", "preview"))
      : folder(asked.output ?? environment.BLOG_OUTPUT, "_site"),
  );
  const ownFiles = publicFolder({ root, content });
  refuseSources(
    output,
    [root, content, assets, ownFiles],
    [content, assets, ownFiles, join(root, "src"), join(root, "_includes")],
  );
  refuseMissing(content, root);
  // A blog without images needs no assets folder, but a misspelt one is refused.
  if (!existsSync(dirname(assets)) || nearestFolder(assets) !== undefined) refuseMissing(assets, root);
  return {
    ...program,
    content,
    assets,
    output,
    cache: folder(asked.cache ?? environment.BLOG_CACHE, ".cache"),
    now: buildTime(asked.now ?? environment.BLOG_NOW, environment),
    shard: asked.shard === undefined ? undefined : shardFrom(asked.shard),
    against: asked.against,
    development,
  };
}

/** Follows a symbolic link: the new site replaces the folder, not the link to it. */
function linkTarget(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
  try {
    return realpathSync(path);
  } catch (error) {
    // Nothing is there yet, or the link leads to itself.
    if (error instanceof Error && "code" in error && error.code === "ELOOP") {
      throw new UsageError(`${path} is a link that leads to itself.`);
    }
    return linkTarget(resolve(dirname(path), readlinkSync(path)));
  }
}

/** The output folder is replaced as a whole, so it must not contain sources or lie inside them. */
function refuseSources(output: string, outside: readonly string[], inside: readonly string[]): void {
  const holds = (outer: string, inner: string): boolean =>
    inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  const replaced = outside.find((source) => holds(output, source));
  if (replaced !== undefined) throw new UsageError(`Publishing into ${output} would take away ${replaced}.`);
  const around = inside.find((source) => holds(source, output));
  if (around !== undefined)
    throw new UsageError(`${output} lies in ${around}, so it would become part of its own source.`);
}

/**
 * @param root folder to which paths in messages are relative
 * @throws UsageError if the folder does not exist; names the most similar one
 */
export function refuseMissing(folder: string, root: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  const shown = (path: string): string => (path.startsWith(root + sep) ? relative(root, path) : path);
  if (found !== undefined) throw new UsageError(`${shown(folder)} is no folder.`);
  const guess = nearestFolder(folder);
  const hint = guess === undefined ? "" : ` Did you mean ${shown(guess)}?`;
  throw new UsageError(`There is no folder ${shown(folder)}.${hint}`);
}

/** A folder with a name similar to the first missing one on a path. */
function nearestFolder(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  const parent = dirname(path);
  if (!existsSync(parent)) return nearestFolder(parent);
  const names = entriesOf(parent).filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  const name = nearest(
    basename(path),
    names.map((entry) => entry.name),
  );
  return name === undefined ? undefined : join(parent, name);
}

/** The content folder in messages: its path from the root, or its name if it is outside. */
export function contentLabel({ root, content }: BuildOptions): string {
  const path = relative(root, content);
  return path.startsWith("..") ? basename(content) : path;
}

/** The page templates: the content's own, or the default ones. */
export function pagesFolder({ root, content }: BuildOptions): string {
  const own = join(content, "pages");
  return existsSync(own) ? own : join(root, "content", "pages");
}

/** The folder of page templates in messages. */
export function pagesLabel(options: BuildOptions): string {
  const own = join(options.content, "pages");
  return pagesFolder(options) === own ? `${contentLabel(options)}/pages` : "content/pages";
}

/** Default page templates that a content folder with pages of its own does not replace. */
export function missingPages(options: BuildOptions): string[] {
  const usual = join(options.root, "content", "pages");
  const own = pagesFolder(options);
  if (own === usual) return [];
  return readdirSync(usual)
    .filter((name) => name.endsWith(".njk") && !existsSync(join(own, name)))
    .map((name) => join(usual, name));
}

type Places = Pick<BuildOptions, "root" | "content">;

/** A folder of the owner's beside the content, or the default one. */
function folderBeside({ root, content }: Places, name: string): string {
  const own = join(dirname(content), name);
  return existsSync(own) ? own : join(root, name);
}

/** The files that are copied to the root of the site. */
export function publicFolder(places: Places): string {
  return folderBeside(places, "public");
}

/** The owner's layouts, parts, styles and scripts: `_includes/`, `css/` and `js/`. */
export function themeFolder(places: Places): string {
  return folderBeside(places, "theme");
}

/** The folders of layouts and parts. A file in the first one wins over its namesake in the second. */
export function includesFolders(options: BuildOptions): [theme: string, usual: string] {
  return [join(themeFolder(options), "_includes"), includesFolder(options)];
}

export function includesFolder({ root }: BuildOptions): string {
  return join(root, "_includes");
}

/** The path on this machine of a problem's file. */
export function pathOfFile(options: BuildOptions, file: string): string {
  const folders = { [contentLabel(options)]: options.content, theme: themeFolder(options) };
  for (const [label, folder] of Object.entries(folders)) {
    if (file.startsWith(`${label}/`)) return join(folder, file.slice(label.length + 1));
  }
  return join(options.root, file);
}

/** The part of a site that one machine builds. */
export interface Shard {
  /** 1 to `count`. */
  index: number;
  count: number;
}

export const MOST_SHARDS = 999;

/** @throws UsageError unless it looks like `2/8` */
export function shardFrom(written: string): Shard {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(written) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST_SHARDS)) {
    throw new UsageError(`--shard takes a part of a whole, such as 2/8, not “${written}”.`);
  }
  return shard;
}
