/**
 * The plan step: lists all pages and files of the site, and all problems, before anything is rendered.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { yieldToEventLoop } from "../../base/concurrency.ts";
import { isRepaired, type Problem, withSeverities } from "../../base/diagnostic.ts";
import type { SiteFile } from "../../base/files.ts";
import { digest } from "../../cache/cache.ts";
import { type Counts, countErrors, withKnown } from "../../config/known_problems.ts";
import type { UsableSettings } from "../../config/load_settings.ts";
import { type BuildOptions, contentLabel } from "../../config/options.ts";
import { nextChange } from "../../content/status.ts";
import type { PatternRedirect, Redirect } from "../../hosting/redirects.ts";
import { type SiteManifest, type SitePages, siteManifestFile, siteManifestOf } from "../../hosting/url_manifest.ts";
import type { Look } from "../../media/bundle.ts";
import { needsPage, pagePolicy } from "../../outputs/host_files.ts";
import { footerColumns } from "../../views/parts/footer.ts";
import { type SiteView, siteView } from "../../views/site.ts";
import type { Planned } from "../../views/types.ts";
import { isLoaded, type LoadedBlog, type LoadOptions, loadBlog, type Unreadable } from "../load/load_blog.ts";
import { shownOnPages } from "../load/markdown_pages.ts";
import type { WorkerPool } from "../workers/worker_pool.ts";
import type { OutputPaths } from "../write/output_paths.ts";
import { contentProblems, linkTargets } from "./content_problems.ts";
import { brokenPosts, pagesOf, redirectPage, withFindings } from "./plan.ts";
import { type PlannedFiles, planFiles } from "./plan_files.ts";

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
  /** The errors of each file, also of those that are known and only warnings here. */
  errors: Counts;
  /** Advice on single posts. */
  advice: Problem[];
  /** The problems that the build repairs in memory. */
  repairs: Problem[];
  /** The next time at which a post appears or disappears, in milliseconds since 1970. */
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
  return { plan: undefined, problems, errors: {}, advice: [], repairs: [], nextChange: undefined };
}

/** @param signal aborts between two pieces of work */
export async function planSite(loaded: LoadedBlog, signal?: AbortSignal): Promise<Report & { plan: SitePlan }> {
  const views = pagesOf(loaded.blog, loaded.additions.pages);
  await yieldToEventLoop(signal);
  const files = await planFiles(loaded, views, signal);
  await yieldToEventLoop(signal);
  const report = reportOn(loaded, views, files);
  await yieldToEventLoop(signal);
  return { plan: sitePlan(loaded, views, files, report), ...report };
}

/** @param views all pages except redirects */
function reportOn(loaded: LoadedBlog, views: readonly Planned[], files: PlannedFiles): Report {
  const { options, settings, posts } = loaded;
  const targets = linkTargets(loaded, views, files.generated, files.redirects);
  const found = [...loaded.problems, ...files.problems, ...contentProblems(loaded, targets)];
  const { problems, errors } = reported(found, settings, options);
  return {
    problems,
    errors,
    advice: posts.cached.flatMap((post) => post.advice),
    repairs: problems.filter(isRepaired),
    nextChange: nextChange(posts.withUrl, options.now),
  };
}

/** Applies the blog's severities; known problems of imported posts become warnings. */
export function reported(
  found: readonly Problem[],
  { site, known }: UsableSettings,
  options: BuildOptions,
): Pick<Report, "problems" | "errors"> {
  const problems = withSeverities(found, site.checks);
  const errors = countErrors(problems, contentLabel(options));
  return { problems: withSeverities(withKnown(problems, errors, known, contentLabel(options)), {}), errors };
}

function sitePlan(loaded: LoadedBlog, views: Planned[], files: PlannedFiles, { problems, advice }: Report): SitePlan {
  const { options, settings, posts, pages: own, blog } = loaded;
  const { redirects, patterns, paths } = files;
  const redirectPages = redirects
    .filter((redirect) => needsPage(redirect, settings.site) && (!redirect.isCaseOnly || tellsCaseApart(options.root)))
    .map((redirect) => redirectPage(blog, redirect));
  const pages = [...views, ...redirectPages];
  const site = siteViewOf(loaded, files.look);
  return {
    loaded,
    pages: options.development
      ? withFindings(pages, blog, [...problems, ...advice], brokenPosts(posts.cached, problems), paths)
      : pages,
    redirects,
    paths,
    ...manifestOf(
      { blog, pages: views, ordinary: own.ordinary, redirects: [...redirects, ...patterns.map(asWritten)] },
      options.development,
    ),
    siteView: site,
    files: files.all,
    sharedKey: digest(JSON.stringify([site, blog.words, settings.site])),
    postsKey: digest(...blog.postHashes.values()),
  };
}

function siteViewOf({ options: { development }, settings, blog, pages }: LoadedBlog, look: Look): SiteView {
  const view = siteView(settings.site, blog.words, look, development);
  return {
    ...view,
    footer: { ...view.footer, columns: footerColumns(blog) },
    pictures: shownOnPages(blog, pages.markdown),
    // The dev server adds a script of its own to pages.
    policy: development ? undefined : pagePolicy(settings.site),
  };
}

/** A pattern as site.yaml writes it. */
function asWritten({ from, to, keepsRest }: PatternRedirect): { from: string; to: string } {
  return { from: `${from}*`, to: keepsRest ? `${to}*` : to };
}

/** Whether a disk tells `a` and `A` apart. */
function tellsCaseApart(root: string): boolean {
  return !existsSync(join(root, "PACKAGE.JSON"));
}

/** Drafts must not be listed, so a preview has no manifest. */
function manifestOf(published: SitePages, development: boolean): Pick<SitePlan, "manifest" | "lateFiles"> {
  const manifest = (): SiteManifest => siteManifestOf(published);
  return { manifest, lateFiles: () => (development ? [] : [siteManifestFile(manifest())]) };
}
