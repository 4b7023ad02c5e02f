/**
 * The load step: settings, posts, pages and images, and the blog that they make together.
 */

import { basename, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { yieldToEventLoop } from "../../base/concurrency.ts";
import { compare, type Problem } from "../../base/diagnostic.ts";
import { problemAt } from "../../base/source.ts";
import { pathKey } from "../../base/urls.ts";
import type { Cache } from "../../cache/cache.ts";
import { Fingerprints } from "../../cache/file_fingerprints.ts";
import { isUsable, readSettings, type UsableSettings } from "../../config/load_settings.ts";
import { openCacheFor } from "../../config/open_cache.ts";
import {
  type BuildOptions,
  contentLabel,
  includesFolders,
  missingPages,
  pagesFolder,
  pagesLabel,
  publicFolder,
} from "../../config/options.ts";
import { type History, historyOf, NO_HISTORY, withChangeTime } from "../../content/git_dates.ts";
import { listPosts, type PostFile } from "../../content/list_files.ts";
import type { PlaceIn, Post } from "../../content/post.ts";
import { visible } from "../../content/status.ts";
import { taken } from "../../hosting/redirects.ts";
import type { Picture } from "../../media/image_variants.ts";
import { type AssetFile, listAssets, listPublic } from "../../media/static_files.ts";
import { type Search, searchOf } from "../../search/search_index.ts";
import type { Blog } from "../../views/context.ts";
import type { Additions } from "../extensions.ts";
import type { WorkerPool } from "../workers/worker_pool.ts";
import type { Progress } from "../write/build_result.ts";
import { activeUploadProblems, activeUploads, refusedUploads } from "./active_uploads.ts";
import { loadAdditions } from "./additions.ts";
import { blogOf } from "./blog_context.ts";
import { type CopiedFile, copiedFiles, fromPublic } from "./copied_files.ts";
import { type HashedAsset, probeImages, refusedImages, shownImages } from "./images.ts";
import { type LoadContext, loadContext } from "./load_post.ts";
import { loadPosts } from "./load_posts.ts";
import { pageRefusals, picturesOfPage, type ReadPage, readPages } from "./markdown_pages.ts";
import type { CachedPost } from "./post_cache.ts";
import {
  listPages,
  noFile,
  type OrdinaryPage,
  ordinaryPages,
  type PageFile,
  plannedKinds,
  virtualPages,
} from "./template_pages.ts";
import { typesetSettings } from "./typeset.ts";
import { namedBy, unpublishedUploads } from "./unpublished_uploads.ts";

export interface LoadedBlog {
  options: BuildOptions;
  additions: Additions;
  settings: UsableSettings;
  cache: Cache;
  posts: LoadedPosts;
  assets: LoadedAssets;
  pages: LoadedPages;
  blog: Blog;
  search: Search;
  /** What loading found wrong. */
  problems: Problem[];
}

/** All posts, published or not. */
export interface LoadedPosts {
  files: readonly PostFile[];
  context: LoadContext;
  /** In the order of the files. */
  cached: readonly CachedPost[];
  /** Those whose front matter can be used. */
  parsed: readonly Post[];
  /** Those of them whose URL no other post has. */
  withUrl: readonly Post[];
  placeIn: PlaceIn;
}

export interface LoadedAssets {
  all: AssetFile[];
  published: readonly HashedAsset[];
  /** The files of `public/`, and those that the owner has Eleventy copy. */
  copied: readonly (CopiedFile & HashedAsset)[];
  /** The addresses that posts and pages refer to, published or not. */
  referenced: ReadonlySet<string>;
  /** Why images cannot be shown, by address. */
  refused: ReadonlyMap<string, string>;
}

/** Pages that are Eleventy templates of their own. */
export interface LoadedPages {
  ordinary: readonly OrdinaryPage[];
  /** Those of them that are Markdown. */
  markdown: readonly ReadPage[];
  /** The kinds of planned pages that have a template. */
  plannedKinds: ReadonlySet<string>;
}

/** The blog cannot be loaded, for these reasons. */
export interface Unreadable {
  problems: Problem[];
}

export function isLoaded(loaded: LoadedBlog | Unreadable): loaded is LoadedBlog {
  return "blog" in loaded;
}

/** For a process that builds again and again. */
export interface LoadOptions {
  /** The posts of the build before; those that have not changed are not parsed again. */
  previous?: readonly CachedPost[] | undefined;
  /** Aborts between two pieces of work. */
  signal?: AbortSignal | undefined;
  progress?: Progress | undefined;
}

/** The note in the cache with the fingerprints of posts and assets. */
const FINGERPRINTS = "fingerprints";

/** What the parts of a blog are loaded with. */
interface Loading {
  options: BuildOptions;
  additions: Additions;
  settings: UsableSettings;
  cache: Cache;
  fingerprints: Fingerprints;
  context: LoadContext;
}

/** @param pool helps when there are many posts */
export async function loadBlog(
  options: BuildOptions,
  pool: WorkerPool,
  { previous, signal, progress = () => {} }: LoadOptions = {},
): Promise<LoadedBlog | Unreadable> {
  const additions = await loadAdditions(options);
  const settings = typesetSettings(readSettings(options, Object.keys(additions.hosts)));
  if (!isUsable(settings)) return { problems: settings.problems };
  const pageFiles = listPages(pagesFolder(options), pagesLabel(options));
  const refusals = pageFiles.files.flatMap((page) => pageRefusals(page, includesFolders(options)));
  if (pageFiles.problems.length + refusals.length > 0) {
    return { problems: [...settings.problems, ...pageFiles.problems, ...refusals] };
  }
  const cache = openCacheFor(options);
  const fingerprints = new Fingerprints(cache.note(FINGERPRINTS));
  const context = loadContext(options, settings, cache, additions, previous);
  const loading = { options, additions, settings, cache, fingerprints, context };
  const { posts, problems } = await loadAllPosts(loading, pool, progress);
  await yieldToEventLoop(signal);
  const shown = visible(posts.withUrl, options.development);
  const pages = await loadPages(loading, pageFiles.files);
  const { assets, images, problems: assetProblems } = await loadAssets(loading, posts, shown, pages);
  cache.writeNote(FINGERPRINTS, fingerprints.serialize());
  const blog = blogOf(settings, shown, {
    cached: posts.cached,
    entries: context.posts,
    assets: assets.published,
    images,
    languages: additions.languages,
    refused: assets.refused,
    makesVariants: !options.development,
  });
  await yieldToEventLoop(signal);
  const search = searchOf(blog, options.root);
  return {
    options,
    additions,
    settings,
    cache,
    posts,
    assets,
    pages,
    blog,
    search,
    problems: [...settings.problems, ...problems, ...assetProblems],
  };
}

async function loadAllPosts(
  { options, settings, cache, fingerprints, context }: Loading,
  pool: WorkerPool,
  progress: Progress,
): Promise<{ posts: LoadedPosts; problems: Problem[] }> {
  // Git runs meanwhile.
  const history = settings.site.updated_from_git ? historyOf(join(options.content, "posts"), cache) : NO_HISTORY;
  const { files, problems: listingProblems } = listPosts(options.content, contentLabel(options));
  limitHeap(files.length);
  const cached = await loadPosts(files, context, fingerprints, pool, progress);
  const { posts, problems } = withUrls({ files, context, cached }, await history, options, settings);
  return { posts, problems: [...listingProblems, ...problems] };
}

async function loadPages(loading: Loading, files: readonly PageFile[]): Promise<LoadedPages> {
  const { options, additions, context } = loading;
  const folder = pagesFolder(options);
  const ordinary = ordinaryPages(folder, [...files, ...virtualPages(folder, additions.templates)]);
  const usual = missingPages(options).map((path) => basename(path, ".njk"));
  return {
    ordinary,
    markdown: await readPages(ordinary, context.markdown),
    plannedKinds: new Set([...plannedKinds(files), ...usual]),
  };
}

async function loadAssets(
  { options, additions, settings, cache, fingerprints }: Loading,
  { cached }: LoadedPosts,
  shown: readonly Post[],
  pages: LoadedPages,
): Promise<{ assets: LoadedAssets; images: Map<string, Picture>; problems: Problem[] }> {
  const all = listAssets(options.assets);
  const ownFiles = listPublic(publicFolder(options));
  const unpublished = unpublishedUploads(cached, shown, options);
  const withHash = <Asset extends AssetFile>(asset: Asset) => ({ ...asset, digest: fingerprints.hash(asset.path) });
  const hashed = all.filter(({ address }) => !unpublished.has(address)).map(withHash);
  const active = activeUploads(hashed, settings.site.active_uploads, cache);
  const published = hashed.filter(({ address }) => !active.has(address));
  const referenced = referencedFiles(cached, pages.markdown, settings);
  const probed = await probeImages(published, referenced, cache);
  const refused = new Map([...refusedImages(probed), ...refusedUploads(active)]);
  return {
    assets: {
      all,
      published,
      copied: [...ownFiles.files.map(fromPublic), ...copiedFiles(options, additions.copies)].map(withHash),
      referenced,
      refused,
    },
    images: shownImages(probed, options.root),
    problems: [...activeUploadProblems(active), ...ownFiles.refused.map((address) => noFile(`public${address}`))],
  };
}

/** Adds what follows from all posts together: the dates of the last change, and which posts have a URL of their own. */
function withUrls(
  loaded: Pick<LoadedPosts, "files" | "context" | "cached">,
  history: History,
  options: BuildOptions,
  { site }: UsableSettings,
): { posts: LoadedPosts; problems: Problem[] } {
  const { cached, context } = loaded;
  const parsed = cached.flatMap(({ post, name }) =>
    post ? withChangeTime(post, history.times.get(`${name}.md`), site.timezone, options.now) : [],
  );
  const keys = new Map(cached.map(({ file, key }) => [file, key]));
  const placeIn: PlaceIn = ({ file }, field) => {
    const key = keys.get(file);
    return key === undefined ? undefined : context.posts.details(key).places[field];
  };
  const { posts: withUrl, problems } = ownAddresses(parsed, placeIn);
  const siteFile = { file: `${contentLabel(options)}/site.yaml` };
  const finding = history.finding && problemAt(siteFile, { line: 1, column: 1 }, history.finding);
  return {
    posts: { ...loaded, parsed, withUrl, placeIn },
    problems: [...(finding ? [finding] : []), ...cached.flatMap((post) => post.problems), ...problems],
  };
}

/** The addresses that posts, pages and authors refer to. */
function referencedFiles(
  posts: readonly CachedPost[],
  pages: readonly ReadPage[],
  { authors }: UsableSettings,
): Set<string> {
  const pictures = authors?.entries.flatMap(({ picture }) => picture ?? []) ?? [];
  return new Set([...pictures, ...pages.flatMap(picturesOfPage), ...posts.flatMap(namedBy)]);
}

/** From this many posts on, the heap growth that the launcher sets would cost hundreds of megabytes. */
const MANY_POSTS = 30_000;

/** Collects garbage more often in a very large blog. */
function limitHeap(posts: number): void {
  if (posts >= MANY_POSTS) setFlagsFromString("--heap-growing-percent=15");
}

/** The posts whose URL is theirs alone, and a problem for each other one. Drafts give way to posts, later posts to older ones. */
function ownAddresses(posts: readonly Post[], placeIn: PlaceIn): { posts: Post[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const owners = new Map<string, Post>();
  for (const post of [...posts].sort(
    (a, b) => Number(a.draft) - Number(b.draft) || a.date - b.date || compare(a.file, b.file),
  )) {
    const owner = owners.get(pathKey(post.url));
    if (owner === undefined) owners.set(pathKey(post.url), post);
    else {
      const place = placeIn(post, "slug") ?? { line: 1, column: 1 };
      problems.push(problemAt(post, place, taken(post.url, owner.file, post.draft)));
    }
  }
  return { posts: posts.filter((post) => owners.get(pathKey(post.url)) === post), problems };
}
