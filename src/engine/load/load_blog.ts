/**
 * Everything that is read of a blog: settings, posts, pages, pictures, and what they are together.
 */

import { basename, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { yieldToEventLoop } from "../../base/concurrency.ts";
import { compare, type Problem, withSeverities } from "../../base/diagnostic.ts";
import { problemAt } from "../../base/source.ts";
import { pathKey } from "../../base/urls.ts";
import type { Cache } from "../../cache/cache.ts";
import { Fingerprints } from "../../cache/file_fingerprints.ts";
import { isUsable, readSettings, type UsableSettings } from "../../config/load_settings.ts";
import { openCacheFor } from "../../config/open_cache.ts";
import {
  type BuildOptions,
  contentLabel,
  includesFolder,
  missingPages,
  pagesFolder,
  pagesLabel,
} from "../../config/options.ts";
import { historyOf, NO_HISTORY, withChangeTime } from "../../content/git_dates.ts";
import { listPosts, type PostFile } from "../../content/list_files.ts";
import type { PlaceIn, Post } from "../../content/post.ts";
import { visible } from "../../content/taxonomies.ts";
import { taken } from "../../hosting/redirects.ts";
import { type AssetFile, listAssets } from "../../media/static_files.ts";
import { type Search, searchOf } from "../../search/search_index.ts";
import type { Blog } from "../../views/context.ts";
import type { WorkerPool } from "../workers/worker_pool.ts";
import { hasErrors } from "../write/build_result.ts";
import { activeUploadProblems, activeUploads, refusedUploads } from "./active_uploads.ts";
import { blogOf } from "./blog_context.ts";
import { type HeldAsset, knowPictures, refusedPictures, shownPictures } from "./images.ts";
import { type LoadContext, loadContext } from "./load_post.ts";
import { loadPosts } from "./load_posts.ts";
import { pageRefusals, picturesOfPage, type ReadPage, readPages } from "./markdown_pages.ts";
import { type CachedPost, PostCache } from "./post_cache.ts";
import { listPages, type OrdinaryPage, ordinaryPages, plannedKinds } from "./template_pages.ts";
import { namedBy, unpublishedUploads } from "./unpublished_uploads.ts";

/** A blog that was read, before any page is planned. */
export interface LoadedBlog {
  options: BuildOptions;
  settings: UsableSettings;
  cache: Cache;
  /** Of all posts, shown or not. */
  files: readonly PostFile[];
  /** What they were read with. */
  reading: LoadContext;
  /** In the order of the files. */
  known: readonly CachedPost[];
  /** It is read when it is asked for. */
  placeIn: PlaceIn;
  /** All posts, whether they have an address or not. */
  written: readonly Post[];
  /** All posts that have an address, shown or not. */
  everyPost: readonly Post[];
  everyAsset: AssetFile[];
  /** Those that readers get. */
  assets: readonly HeldAsset[];
  /** The addresses of files that posts and pages name, shown or not. */
  named: ReadonlySet<string>;
  /** Why pictures cannot be shown, by their address. */
  refused: ReadonlyMap<string, string>;
  /** Pages that are templates of their own. */
  ordinary: OrdinaryPage[];
  /** Those of them that are Markdown. */
  pages: readonly ReadPage[];
  /** The kinds of planned pages that a template makes. */
  plannedKinds: ReadonlySet<string>;
  blog: Blog;
  search: Search;
  /** What is wrong so far, as it is found. */
  problems: Problem[];
}

/** The note in the cache with the fingerprints of all files. */
const FINGERPRINTS = "fingerprints";

/** Why a blog cannot be read. */
export interface Unreadable {
  problems: Problem[];
}

export function isLoaded(gathering: LoadedBlog | Unreadable): gathering is LoadedBlog {
  return "blog" in gathering;
}

/**
 * @param crew helps with reading where there is much to read
 * @param memory what a process that builds again and again knows of posts by their keys; brought up to date
 * @param signal aborts loading
 */
export async function loadBlog(
  options: BuildOptions,
  crew: WorkerPool,
  memory = new Map<string, CachedPost>(),
  signal?: AbortSignal,
): Promise<LoadedBlog | Unreadable> {
  const settings = readSettings(options);
  if (!isUsable(settings)) return { problems: settings.problems };
  const pageFiles = listPages(pagesFolder(options), pagesLabel(options));
  const refusals = [
    ...pageFiles.problems,
    ...pageFiles.files.flatMap((page) => pageRefusals(page, includesFolder(options))),
  ];
  if (refusals.length > 0) return { problems: [...settings.problems, ...refusals] };
  const cache = openCacheFor(options);
  const fingerprints = new Fingerprints(cache.note(FINGERPRINTS));
  const { files, problems: listingProblems } = listPosts(options.content, contentLabel(options));
  spareHeap(files.length);
  const reading = loadContext(options, settings, cache, memory);
  const asked = settings.site.updated_from_git ? historyOf(join(options.content, "posts"), cache) : NO_HISTORY;
  const known = await loadPosts(files, reading, fingerprints, crew);
  const history = await asked;
  memory.clear();
  for (const one of known) memory.set(one.key, one);
  await yieldToEventLoop(signal);
  const { timezone } = settings.site;
  const written = known.flatMap(({ post, name }) =>
    post ? withChangeTime(post, history.times.get(`${name}.md`), timezone, options.now) : [],
  );
  const placeIn = placesIn(known, cache);
  const { posts: everyPost, problems: addressProblems } = ownAddresses(written, placeIn);
  const shown = visible(everyPost, options.development);
  const withheld = unpublishedUploads(known, shown, options);
  const everyAsset = listAssets(options.assets);
  const readAssets = everyAsset
    .filter(({ address }) => !withheld.has(address))
    .map((asset) => ({ ...asset, digest: fingerprints.hash(asset.path) }));
  const active = activeUploads(readAssets, settings.site.active_uploads, cache);
  const assets = readAssets.filter(({ address }) => !active.has(address));
  cache.writeNote(FINGERPRINTS, fingerprints.serialize());
  const ordinary = ordinaryPages(pagesFolder(options), pageFiles.files);
  const pages = await readPages(ordinary, reading.markdown);
  const named = namedIn(known, pages, settings);
  const pictures = await knowPictures(assets, named, cache);
  const refused = new Map([...refusedPictures(pictures), ...refusedUploads(active)]);
  const blog = blogOf(settings, shown, known, {
    cache,
    assets,
    shown: shownPictures(pictures, options.root),
    refused,
    makesVariants: !options.development,
  });
  await yieldToEventLoop(signal);
  return {
    options,
    settings,
    cache,
    files,
    reading,
    known,
    placeIn,
    written,
    everyPost,
    everyAsset,
    assets,
    named,
    refused,
    ordinary,
    pages,
    plannedKinds: new Set([
      ...plannedKinds(pageFiles.files),
      ...missingPages(options).map((path) => basename(path, ".njk")),
    ]),
    blog,
    search: searchOf(blog, options.root),
    problems: [
      ...settings.problems,
      ...listingProblems,
      ...(history.finding
        ? [problemAt({ file: `${contentLabel(options)}/site.yaml` }, { line: 1, column: 1 }, history.finding)]
        : []),
      ...known.flatMap((one) => one.problems),
      ...addressProblems,
      ...activeUploadProblems(active),
    ],
  };
}

function placesIn(known: readonly CachedPost[], cache: Cache): PlaceIn {
  const keys = new Map(known.map(({ file, key }) => [file, key]));
  const entries = new PostCache(cache);
  return ({ file }, field) => {
    const key = keys.get(file);
    return key === undefined ? undefined : entries.details(key).places[field];
  };
}

/** Whether a blog has errors already, so that nothing will be made of it. */
export function hasFatalErrors({ problems, settings }: LoadedBlog): boolean {
  return hasErrors(withSeverities(problems, settings.site.checks));
}

function namedIn(known: readonly CachedPost[], pages: readonly ReadPage[], { authors }: UsableSettings): Set<string> {
  const named = new Set([
    ...(authors?.entries.flatMap(({ picture }) => picture ?? []) ?? []),
    ...pages.flatMap(picturesOfPage),
  ]);
  for (const address of known.flatMap(namedBy)) named.add(address);
  return named;
}

/**
 * How much more than what is in use the heap may hold before it is tidied.
 */

/** From so many posts on, the usual share (see `cli/launch.mjs`) would be hundreds of megabytes. */
const MANY_POSTS = 30_000;

/** Keeps the heap of a very big blog near to what is in use, for which it is tidied more often. */
export function spareHeap(posts: number): void {
  if (posts >= MANY_POSTS) setFlagsFromString("--heap-growing-percent=15");
}

/** The posts that have an address to themselves, and what is wrong with the others. Drafts give way, and only hear of it. */
export function ownAddresses(posts: readonly Post[], placeIn: PlaceIn): { posts: Post[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const owners = new Map<string, Post>();
  for (const post of [...posts].sort((a, b) => Number(a.draft) - Number(b.draft) || compare(a.file, b.file))) {
    const owner = owners.get(pathKey(post.url));
    if (owner === undefined) owners.set(pathKey(post.url), post);
    else {
      const place = placeIn(post, "slug") ?? { line: 1, column: 1 };
      problems.push(problemAt(post, place, taken(post.url, owner.file, post.draft)));
    }
  }
  return { posts: posts.filter((post) => owners.get(pathKey(post.url)) === post), problems };
}
