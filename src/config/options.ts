/**
 * Where a build reads and writes, and for which moment.
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
  /** The folder with posts/, site.yaml and the rest. */
  content: string;
  assets: string;
  output: string;
  /** The folder in which is kept what a later build need not do again. */
  cache: string;
  /** Milliseconds since 1970. */
  now: number;
  /** The part of the site that is made here; all of it where there is none. */
  shard?: Shard | undefined;
  /** The last deployment, whose addresses are to be kept: a path or an address on the web. */
  against?: string | undefined;
  /** Show drafts and future posts, and findings on the page. */
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
 * What was asked for on the command line; else what BLOG_CONTENT, BLOG_ASSETS, BLOG_OUTPUT, BLOG_CACHE and BLOG_NOW say;
 * else the usual folders. In development the output is a preview of its own: what is for readers must not hold drafts.
 *
 * @throws UsageError when the moment or the part asked for is not one, when a folder is not there, or when publishing would
 * take away what is not a site
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
  refuseSources(output, [root, content, assets], [content, assets, join(root, "src"), join(root, "_includes")]);
  refuseMissing(content, root);
  // A blog without pictures has no such folder. One that looks like a slip is refused.
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

/** Where a symbolic link leads: the new site takes the place of the folder, not of the link to it. */
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

/** What a site is published into is replaced as a whole, so it must neither hold nor lie in what somebody wrote. */
function refuseSources(output: string, outside: readonly string[], inside: readonly string[]): void {
  const holds = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(outer + sep);
  const replaced = outside.find((source) => holds(output, source));
  if (replaced !== undefined) throw new UsageError(`Publishing into ${output} would take away ${replaced}.`);
  const around = inside.find((source) => holds(source, output));
  if (around !== undefined)
    throw new UsageError(`${output} lies in ${around}, so it would become part of its own source.`);
}

/**
 * @param root what relative paths in messages begin from
 * @throws UsageError when there is no such folder; it names the one that was probably meant
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

/** A folder whose name is near to the first that is missing on a path. */
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

/** How people call the content folder: its path from the root, or its name where it lies elsewhere. */
export function contentLabel({ root, content }: BuildOptions): string {
  const path = relative(root, content);
  return path.startsWith("..") ? basename(content) : path;
}

/** The page templates: the content's own, or those that come with the generator. */
export function pagesFolder({ root, content }: BuildOptions): string {
  const own = join(content, "pages");
  return existsSync(own) ? own : join(root, "content", "pages");
}

/** How people call the folder of the page templates. */
export function pagesLabel(options: BuildOptions): string {
  const own = join(options.content, "pages");
  return pagesFolder(options) === own ? `${contentLabel(options)}/pages` : "content/pages";
}

/** Page templates that come with the generator and that a content folder with pages of its own does not replace. */
export function missingPages(options: BuildOptions): string[] {
  const usual = join(options.root, "content", "pages");
  const own = pagesFolder(options);
  if (own === usual) return [];
  return readdirSync(usual)
    .filter((name) => name.endsWith(".njk") && !existsSync(join(own, name)))
    .map((name) => join(usual, name));
}

/** A file that is written anew when a post is deleted: Eleventy watches for files that change, not for those that go. */
export function deletionNotice({ cache }: BuildOptions): string {
  return join(cache, "deleted.txt");
}

export function includesFolder({ root }: BuildOptions): string {
  return join(root, "_includes");
}

/** Where a problem's file lies on this machine. */
export function pathOfFile(options: BuildOptions, file: string): string {
  const label = contentLabel(options);
  return file.startsWith(`${label}/`) ? join(options.content, file.slice(label.length + 1)) : join(options.root, file);
}

/** The part of a site that one machine makes. */
export interface Shard {
  /** 1 to `count`. */
  index: number;
  count: number;
}

export const MOST_SHARDS = 999;

/** @throws UsageError when it is not as in `2/8` */
export function shardFrom(written: string): Shard {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(written) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST_SHARDS)) {
    throw new UsageError(`--shard takes a part of a whole, such as 2/8, not “${written}”.`);
  }
  return shard;
}
