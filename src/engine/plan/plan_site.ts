/**
 * The plan step: every page and file of the site before anything is rendered, and what is wrong with the blog.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { yieldToEventLoop } from "../../base/concurrency.ts";
import { isRepaired, type Problem, withSeverities } from "../../base/diagnostic.ts";
import type { SiteFile } from "../../base/files.ts";
import { problemAt } from "../../base/source.ts";
import { digest } from "../../cache/cache.ts";
import { adminOf } from "../../cms/published_admin.ts";
import type { BuildOptions } from "../../config/options.ts";
import type { Site } from "../../config/site.ts";
import type { Post } from "../../content/post.ts";
import { nextChange } from "../../content/status.ts";
import { type Redirect, redirectsOf } from "../../hosting/redirects.ts";
import { type SiteManifest, type SitePages, siteManifestFile, siteManifestOf } from "../../hosting/url_manifest.ts";
import { type Look, lookIn } from "../../media/bundle.ts";
import { assetFile } from "../../media/static_files.ts";
import { themeColour } from "../../media/theme_colour.ts";
import { hostFiles, needsPage, pagePolicy } from "../../outputs/host_files.ts";
import { outputs } from "../../outputs/outputs.ts";
import { type SiteView, siteView } from "../../views/site.ts";
import type { Planned } from "../../views/types.ts";
import { packageVersions, variantFiles } from "../load/images.ts";
import { isLoaded, type LoadedBlog, type LoadOptions, loadBlog, type Unreadable } from "../load/load_blog.ts";
import { shownOnPages } from "../load/markdown_pages.ts";
import { bodyOf } from "../load/post_markdown.ts";
import type { WorkerPool } from "../workers/worker_pool.ts";
import type { OutputPaths } from "../write/output_paths.ts";
import { contentProblems, linkTargets } from "./content_problems.ts";
import { brokenPosts, pagesOf, redirectPage, withFindings } from "./plan.ts";
import { reservePaths } from "./reserve_paths.ts";

/** Everything that the site consists of, ready to be rendered. */
export interface SitePlan {
  loaded: LoadedBlog;
  /** All pages but those of ordinary templates. */
  pages: readonly Planned[];
  redirects: readonly Redirect[];
  /** The paths of everything that the build writes, but for pages whose templates compute them. */
  paths: OutputPaths;
  /** What every template may read beside its view. */
  siteView: SiteView;
  /** All files that are no pages, but search indexes and {@link lateFiles}. */
  files: readonly SiteFile[];
  /** The list of the site's addresses, which the next deployment is compared with. */
  manifest(): SiteManifest;
  /** Files made from the views of all pages: cheap once the pages are rendered. */
  lateFiles(): SiteFile[];
  /** A hash of what all pages share. */
  sharedKey: string;
  /** A hash of all published posts. */
  postsKey: string;
}

/** What a build says about a blog. */
export interface Report {
  problems: Problem[];
  /** Advice on single posts. */
  advice: Problem[];
  /** The problems that the build repairs in memory. */
  repairs: Problem[];
  /** When a post next appears or disappears by itself, in milliseconds since 1970. */
  nextChange: number | undefined;
}

/** A report, and the plan unless the blog could not be loaded. */
export interface Preparation extends Report {
  plan: SitePlan | undefined;
}

/** Loads and plans a blog. */
export async function prepare(options: BuildOptions, pool: WorkerPool, given: LoadOptions = {}): Promise<Preparation> {
  const loaded = await loadBlog(options, pool, given);
  return isLoaded(loaded) ? planSite(loaded, given.signal) : unplanned(loaded);
}

/** The report on a blog that cannot be loaded. */
export function unplanned({ problems }: Unreadable): Preparation {
  return { plan: undefined, problems, advice: [], repairs: [], nextChange: undefined };
}

/** @param signal aborts between two pieces of work */
export async function planSite(loaded: LoadedBlog, signal?: AbortSignal): Promise<Report & { plan: SitePlan }> {
  const { options, settings, cache, posts, pages: own, assets, blog, search } = loaded;
  const { development } = options;
  const views = pagesOf(blog);
  await yieldToEventLoop(signal);
  const theme = themeOf(options, settings.site);
  const outputFiles = generatedFiles(loaded, views, theme.look);
  await yieldToEventLoop(signal);
  const admin = adminOf(options, settings);
  // Authors see images as they were uploaded.
  const variants = development ? [] : variantFiles(blog, own.markdown, assets.published, cache);
  const fixed = [...variants, ...theme.look.files, ...admin.files];
  const { paths, isReplaced, problems: pathProblems } = reservePaths(loaded, views, fixed, outputFiles);
  const { redirects, problems: redirectProblems } = redirectsOf(
    settings.site,
    blog.shown,
    (output, owner) => paths.reserve(output, owner),
    posts.placeIn,
  );
  const generated = [...outputFiles, ...hostFiles(settings.site, redirects)].filter((file) => !isReplaced(file));
  await yieldToEventLoop(signal);
  const targets = linkTargets(loaded, views, generated, redirects);
  const found = [...loaded.problems, ...redirectProblems, ...pathProblems, ...theme.problems, ...admin.problems];
  const problems = withSeverities([...found, ...contentProblems(loaded, targets)], settings.site.checks);
  const advice = posts.cached.flatMap((post) => post.advice);
  await yieldToEventLoop(signal);
  if (!development) cache.lasting.prune(new Set([...variants, ...generated].map(({ key }) => key)));
  const redirectPages = redirects
    .filter((redirect) => needsPage(redirect, settings.site))
    .map((redirect) => redirectPage(blog, redirect));
  const pages = [...views, ...redirectPages];
  const site = siteViewOf(loaded, theme.look);
  const plan = {
    loaded,
    pages: development
      ? withFindings(pages, blog, [...problems, ...advice], brokenPosts(posts.cached, problems), paths)
      : pages,
    redirects,
    paths,
    ...manifestOf({ blog, pages: views, ordinary: own.ordinary, redirects }, development),
    siteView: site,
    files: [
      // Images come first: other threads encode them while this one makes the rest.
      ...variants,
      ...generated,
      ...theme.look.files,
      ...search.files,
      ...assets.published.map((asset) => assetFile(asset, asset.digest)),
      ...admin.files,
    ],
    sharedKey: digest(JSON.stringify([site, blog.words, settings.site])),
    postsKey: digest(...blog.shown.map(blog.textKeyOf)),
  };
  const repairs = problems.filter(isRepaired);
  return { plan, problems, advice, repairs, nextChange: nextChange(posts.withUrl, options.now) };
}

/** The style sheets, scripts and fonts, in the colour of the owner. */
function themeOf({ root }: BuildOptions, site: Site): { look: Look; problems: Problem[] } {
  const theme = site.colour === undefined ? undefined : themeColour(site.colour);
  return {
    look: lookIn(join(root, "assets"), theme?.css),
    problems: theme?.moved === undefined ? [] : [faintColour(site, theme.moved)],
  };
}

function faintColour({ colour, colourPlace }: Site, moved: string): Problem {
  return problemAt(colourPlace, colourPlace, {
    rule: "faint-colour",
    message: `Text in ${colour} has too little contrast, so links are shown in ${moved}.`,
    hint: `Write \`colour: "${moved}"\`, or choose a darker colour.`,
  });
}

/** Feeds, sitemap, icons and other files that are made from the blog. */
function generatedFiles(
  { options, settings, cache, posts, pages: { ordinary }, blog }: LoadedBlog,
  pages: readonly Planned[],
  { stylesheet, feedCss }: Look,
): SiteFile[] {
  const { root, development } = options;
  const files = new Map(posts.files.map((file, index) => [file.file, [file, posts.cached[index]] as const]));
  const markdownOf = (post: Post): string => {
    const [file, cached] = files.get(post.file) ?? [];
    if (file === undefined || cached === undefined) throw new Error(`${post.file} was not loaded.`);
    return bodyOf(file, cached, settings.site);
  };
  return outputs({
    blog,
    pages,
    ordinary: ordinary.flatMap(({ address, isListed }) => (isListed ? (address ?? []) : [])),
    stylesheet,
    feedCss,
    icon: iconIn(options),
    maker: { root, versions: packageVersions(root), lasting: cache.lasting },
    development,
    markdownOf,
  });
}

/** The owner's icon, or the one that comes with the generator. */
function iconIn({ assets, root }: BuildOptions): string {
  const own = join(assets, "img", "icon.svg");
  return readFileSync(existsSync(own) ? own : join(root, "assets", "img", "icon.svg"), "utf8");
}

function siteViewOf({ options: { development }, settings, blog, pages }: LoadedBlog, look: Look): SiteView {
  return {
    ...siteView(settings.site, blog.words, look, development),
    pictures: shownOnPages(blog, pages.markdown),
    // The dev server adds a script of its own to pages.
    policy: development ? undefined : pagePolicy(settings.site),
  };
}

/** Drafts are for nobody but their authors, so a preview has no manifest. */
function manifestOf(published: SitePages, development: boolean): Pick<SitePlan, "manifest" | "lateFiles"> {
  const manifest = (): SiteManifest => siteManifestOf(published);
  return { manifest, lateFiles: () => (development ? [] : [siteManifestFile(manifest())]) };
}
