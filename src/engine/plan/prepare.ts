/**
 * Everything that happens between reading a blog and rendering its pages: planning and checking. Eleventy has no part in it.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { yieldToEventLoop } from "../../base/concurrency.ts";
import { isRepaired, type Problem, withSeverities } from "../../base/diagnostic.ts";
import type { SiteFile } from "../../base/files.ts";
import { memoizeLast } from "../../base/memoize.ts";
import { problemAt } from "../../base/source.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import { adminOf } from "../../cms/published_admin.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { Site } from "../../config/site.ts";
import type { PostFile } from "../../content/list_files.ts";
import type { PlaceIn, Post } from "../../content/post.ts";
import { nextChange } from "../../content/taxonomies.ts";
import { type Redirect, redirectOutput, redirectsOf } from "../../hosting/redirects.ts";
import { type SiteManifest, type SitePages, siteManifestFile, siteManifestOf } from "../../hosting/url_manifest.ts";
import { faceProblems, type LinkTargets, redirectProblems, referenceProblems } from "../../lint/broken_links.ts";
import { spellingProblems } from "../../lint/tag_spelling.ts";
import { lookIn } from "../../media/bundle.ts";
import { type AssetFile, assetFile } from "../../media/static_files.ts";
import { themeColour } from "../../media/theme_colour.ts";
import { hostFiles, needsPage, pagePolicy } from "../../outputs/host_files.ts";
import { outputs } from "../../outputs/outputs.ts";
import type { SearchIndex } from "../../search/search_index.ts";
import type { Blog } from "../../views/context.ts";
import { type SiteView, siteView } from "../../views/site.ts";
import type { Planned } from "../../views/types.ts";
import { addressOf } from "../../views/urls.ts";
import { variantFiles, versionsIn } from "../load/images.ts";
import { isLoaded, type LoadedBlog, loadBlog, type Unreadable } from "../load/load_blog.ts";
import type { LoadContext } from "../load/load_post.ts";
import { pageProblems, shownOnPages } from "../load/markdown_pages.ts";
import type { CachedPost } from "../load/post_cache.ts";
import { bodyOf } from "../load/post_markdown.ts";
import type { OrdinaryPage } from "../load/template_pages.ts";
import type { WorkerPool } from "../workers/worker_pool.ts";
import type { OutputPaths } from "../write/output_paths.ts";
import { type BrokenPost, plan, redirectPage, withFindings } from "./plan.ts";
import { reservePaths } from "./reserve_paths.ts";

/** A blog that is ready to be rendered. */
export interface SitePlan {
  options: BuildOptions;
  /** Of all posts, shown or not. */
  files: readonly PostFile[];
  /** What they were read with. */
  reading: LoadContext;
  blog: Blog;
  plan: readonly Planned[];
  /** Old addresses and where they lead; each has a page in the plan, too. */
  redirects: readonly Redirect[];
  /** Everything that the build writes has its path here, but for pages whose templates compute their addresses. */
  paths: OutputPaths;
  /** All posts that have an address, shown or not. */
  everyPost: readonly Post[];
  placeIn: PlaceIn;
  /** What the site tells of itself. */
  manifest(): SiteManifest;
  /** Those of the site's files that are made from all pages: asked for when the pages are known. */
  lateFiles(): SiteFile[];
  /** What every template may read beside its view. */
  siteView: SiteView;
  /** Everything that the site has beside its pages. */
  siteFiles: readonly SiteFile[];
  /** What readers search: files whose names are known only when they are made. */
  searchIndexes: readonly SearchIndex[];
  assets: AssetFile[];
  /** The addresses of files that posts name, shown or not. */
  named: ReadonlySet<string>;
  /** Pages that are templates of their own, beside the plan. */
  ordinary: OrdinaryPage[];
  cache: Cache;
  /** A name for what all pages share. */
  sharedKey: string;
  /** A name for all posts that are shown. */
  postsKey: string;
}

export interface Preparation {
  /** Absent when the settings are too broken to go on. */
  prepared: SitePlan | undefined;
  problems: Problem[];
  /** What could be better in single posts. */
  advice: Problem[];
  /** Those of the problems that were put right in memory. */
  repairs: Problem[];
  /** When a post next appears or disappears by itself, in milliseconds since 1970. */
  nextChange: number | undefined;
}

/**
 * Reads a blog and plans it.
 *
 * @param crew helps with reading where there is much to read
 * @param memory what a process that builds again and again knows of posts by their keys; brought up to date
 * @param signal aborts the preparation
 */
export async function prepare(
  options: BuildOptions,
  crew: WorkerPool,
  memory?: Map<string, CachedPost>,
  signal?: AbortSignal,
): Promise<Preparation> {
  const gathering = await loadBlog(options, crew, memory, signal);
  return isLoaded(gathering) ? prepareLoaded(gathering, signal) : unprepared(gathering);
}

/** What comes of a blog that cannot be read. */
export function unprepared({ problems }: Unreadable): Preparation {
  return { prepared: undefined, problems, advice: [], repairs: [], nextChange: undefined };
}

/**
 * Plans a blog, and finds what is wrong with it as a whole.
 *
 * @param signal aborts the preparation
 */
export async function prepareLoaded(
  gathered: LoadedBlog,
  signal?: AbortSignal,
): Promise<Preparation & { prepared: SitePlan }> {
  const { options, settings, cache, files, reading, known, everyPost, everyAsset, assets, ordinary, blog } = gathered;
  const { search } = gathered;
  const pages = plan(blog);
  const admin = adminOf(options, settings);
  await yieldToEventLoop(signal);
  const colours = settings.site.colour === undefined ? undefined : themeColour(settings.site.colour);
  const look = lookIn(join(options.root, "assets"), colours?.css);
  const made = outputs({
    blog,
    pages,
    ordinary: ordinary.flatMap(({ address, isListed }) => (isListed ? (address ?? []) : [])),
    stylesheet: look.stylesheet,
    feedCss: look.feedCss,
    icon: iconIn(options),
    maker: { root: options.root, versions: versionsIn(options.root), lasting: cache.lasting },
    development: options.development,
    markdownOf: bodies(files, known, settings.site),
  });
  await yieldToEventLoop(signal);
  // Authors see pictures as they were uploaded.
  const variants = options.development ? [] : variantFiles(blog, gathered.pages, assets, cache);
  const fixed = [...variants, ...look.files, ...admin.files];
  const reserved = reservePaths({
    blog,
    pages,
    kinds: gathered.plannedKinds,
    ordinary,
    assets,
    fixed,
    forMachines: made,
  });
  const { paths, isReplaced } = reserved;
  const { redirects, problems: clashes } = redirectsOf(
    settings.site,
    blog.shown,
    (output, owner) => paths.reserve(output, owner),
    gathered.placeIn,
  );
  const forMachines = [...made, ...hostFiles(settings.site, redirects)].filter((file) => !isReplaced(file));
  const moved = redirects.filter((redirect) => needsPage(redirect, settings.site));
  const everyPage = [...pages, ...moved.map((redirect) => redirectPage(blog, redirect))];
  await yieldToEventLoop(signal);
  const addresses = [
    ...pages.map(addressOf),
    ...redirects.map(({ from }) => addressOf({ output: redirectOutput(from) })),
    ...ordinary.flatMap(({ address }) => address ?? []),
  ];
  const standing = [...assets.map(({ address }) => address), ...forMachines.map(({ path }) => `/${path}`)];
  const to = destinations(gathered, addresses, standing, redirects);
  await yieldToEventLoop(signal);
  const problems = withSeverities(
    [
      ...gathered.problems,
      ...clashes,
      ...reserved.problems,
      ...(colours?.moved === undefined ? [] : [faintColour(settings.site, colours.moved)]),
      ...admin.problems,
      ...redirectProblems(settings.site, to),
      ...(settings.authorsFile ? faceProblems(settings.authors?.entries ?? [], settings.authorsFile, to) : []),
      ...(settings.tags ? [] : spellingProblems(gathered.written)),
      ...blog.shown.flatMap((post) => referenceProblems(post, blog.textOf(post), to)),
      ...gathered.pages.flatMap((page) => pageProblems(page, to)),
    ],
    settings.site.checks,
  );
  await yieldToEventLoop(signal);
  const advice = known.flatMap((one) => one.advice);
  const site = {
    ...siteView(settings.site, blog.words, look, options.development),
    pictures: shownOnPages(blog, gathered.pages),
    // The development server puts a script of its own into pages.
    policy: options.development ? undefined : pagePolicy(settings.site),
  };
  if (!options.development) cache.lasting.prune(new Set([...variants, ...forMachines].map(({ key }) => key)));
  const sharedKey = digest(JSON.stringify([site, blog.words, settings.site]));
  const postsKey = digest(...blog.shown.map(blog.textKeyOf));
  return {
    prepared: {
      options,
      files,
      reading,
      blog,
      plan: options.development
        ? withFindings(everyPage, blog, [...problems, ...advice], brokenPosts(known, problems), paths)
        : everyPage,
      redirects,
      paths,
      everyPost,
      placeIn: gathered.placeIn,
      ...tellingOf({ blog, pages, ordinary, redirects }, options),
      siteView: site,
      searchIndexes: search.indexes,
      siteFiles: [
        // Pictures come first: other threads encode them while this one makes the rest.
        ...variants,
        ...forMachines,
        ...look.files,
        ...search.files,
        ...assets.map((asset) => assetFile(asset, asset.digest)),
        ...admin.files,
      ],
      assets: everyAsset,
      named: gathered.named,
      ordinary,
      cache,
      sharedKey,
      postsKey,
    },
    problems,
    advice,
    repairs: problems.filter(isRepaired),
    nextChange: nextChange(everyPost, options.now),
  };
}

/** What the site tells of itself, in a function of its own: all that is beside it in another would be held as long. */
function tellingOf(published: SitePages, { development }: BuildOptions): Pick<SitePlan, "manifest" | "lateFiles"> {
  const manifest = (): SiteManifest => siteManifestOf(published);
  // Drafts are for nobody but their authors.
  return { manifest, lateFiles: () => (development ? [] : [siteManifestFile(manifest())]) };
}

/** The Markdown of posts, read when it is asked for. */
function bodies(files: readonly PostFile[], known: readonly CachedPost[], site: Blog["site"]): (post: Post) => string {
  const byFile = new Map(files.map((file, index) => [file.file, [file, known[index]] as const]));
  return (post) => {
    const [file, one] = byFile.get(post.file) ?? [];
    if (file === undefined || one === undefined) throw new Error(`The text of ${post.file} was not read.`);
    return bodyOf(file, one, site);
  };
}

/** The owner's icon, else the one that comes with the generator. */
function iconIn({ assets, root }: BuildOptions): string {
  const [own, usual] = [assets, join(root, "assets")].map((folder) => join(folder, "img", "icon.svg"));
  return readFileSync(own !== undefined && existsSync(own) ? own : (usual ?? ""), "utf8");
}

function faintColour({ colour, colourPlace }: Site, moved: string): Problem {
  return problemAt(colourPlace, colourPlace, {
    rule: "faint-colour",
    message: `Text in ${colour} cannot be read on the page, so links are shown in ${moved}.`,
    hint: `Write \`colour: "${moved}"\`, or choose a darker colour.`,
  });
}

function destinations(
  { blog, everyPost, placeIn, refused }: LoadedBlog,
  pages: readonly string[],
  files: readonly string[],
  redirects: readonly Redirect[],
): LinkTargets {
  const shown = new Set(blog.shown);
  const at = new Map(blog.shown.map((post) => [post.url, post]));
  const outlineOf = memoizeLast(blog.outlineOf);
  return {
    pages: new Set(pages),
    idsAt(address) {
      const post = at.get(address);
      return post && outlineOf(post).ids;
    },
    placeIn,
    hidden: new Map(everyPost.filter((post) => !shown.has(post)).map((post) => [post.url, post.status])),
    moved: new Map(redirects.map(({ from, to }) => [from, to])),
    assets: new Set(files),
    refused,
  };
}

function brokenPosts(known: readonly CachedPost[], problems: readonly Problem[]): BrokenPost[] {
  return known
    .filter(({ post }) => post === undefined)
    .map(({ file, name }) => ({ name, problems: problems.filter((problem) => problem.file === file) }));
}
