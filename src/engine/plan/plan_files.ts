/**
 * The files of a site that are no pages, and the paths of everything.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { yieldToEventLoop } from "../../base/concurrency.ts";
import type { Problem } from "../../base/diagnostic.ts";
import type { SiteFile } from "../../base/files.ts";
import { problemAt } from "../../base/source.ts";
import { digest } from "../../cache/cache.ts";
import { adminOf } from "../../cms/published_admin.ts";
import { type BuildOptions, themeFolder } from "../../config/options.ts";
import type { Site } from "../../config/site.ts";
import type { Post } from "../../content/post.ts";
import { type PatternRedirect, type Redirect, redirectsOf } from "../../hosting/redirects.ts";
import { type Look, lookIn } from "../../media/bundle.ts";
import { assetFile } from "../../media/static_files.ts";
import { themeColour } from "../../media/theme_colour.ts";
import type { Published } from "../../outputs/context.ts";
import { hostFiles } from "../../outputs/host_files.ts";
import { outputs } from "../../outputs/outputs.ts";
import type { Planned } from "../../views/types.ts";
import { addressOf } from "../../views/urls.ts";
import type { Additions, OwnFiles } from "../extensions.ts";
import { packageVersions, variantFiles } from "../load/images.ts";
import type { LoadedBlog } from "../load/load_blog.ts";
import { bodyOf } from "../load/post_markdown.ts";
import type { OutputPaths } from "../write/output_paths.ts";
import { reservePaths } from "./reserve_paths.ts";

export interface PlannedFiles {
  /** All files except search indexes. */
  all: readonly SiteFile[];
  /** Those made from the blog, such as feeds and the sitemap. */
  generated: readonly SiteFile[];
  look: Look;
  redirects: readonly Redirect[];
  patterns: readonly PatternRedirect[];
  paths: OutputPaths;
  problems: Problem[];
}

/**
 * @param views all pages except redirects
 * @param signal aborts between two pieces of work
 */
export async function planFiles(
  loaded: LoadedBlog,
  views: readonly Planned[],
  signal?: AbortSignal,
): Promise<PlannedFiles> {
  const { options, additions, settings, cache, posts, pages, assets, blog, search } = loaded;
  const { look, problems } = themeOf(options, settings.site);
  const published = publishedOf(loaded, views, look);
  const outputFiles = outputs(published);
  const made = await ownFiles(additions.outputs, published);
  await yieldToEventLoop(signal);
  const admin = adminOf(options, settings, look);
  // Authors see images as they were uploaded.
  const variants = options.development ? [] : variantFiles(blog, pages.markdown, assets.published, cache);
  const reserved = reservePaths(loaded, views, [...variants, ...look.files, ...admin.files], outputFiles, made);
  const reserve = (output: string, owner: string) => reserved.paths.reserve(output, owner);
  const addresses = [...views.map(addressOf), ...pages.ordinary.flatMap(({ address }) => address ?? [])];
  const { redirects, patterns, ...moved } = redirectsOf(settings.site, blog.shown, addresses, reserve, posts.placeIn);
  const hosts = hostFiles(settings.site, redirects, patterns, additions.hosts);
  const generated = [...[...outputFiles, ...hosts].filter((file) => !reserved.isReplaced(file)), ...made];
  if (!options.development) cache.lasting.prune(new Set([...variants, ...generated].map(({ key }) => key)));
  return {
    all: [
      // Images come first: other threads encode them while this one makes the rest.
      ...variants,
      ...generated,
      ...look.files,
      ...search.files,
      ...[...assets.published, ...assets.copied].map((asset) => assetFile(asset, asset.digest)),
      ...admin.files,
    ],
    generated,
    look,
    redirects,
    patterns,
    paths: reserved.paths,
    problems: [...problems, ...admin.problems, ...reserved.problems, ...moved.problems],
  };
}

/** The style sheets, scripts and fonts, in the colour of the site. */
export function themeOf(options: BuildOptions, site: Site): { look: Look; problems: Problem[] } {
  const theme = site.colour === undefined ? undefined : themeColour(site.colour);
  return {
    look: lookIn(join(options.root, "assets"), themeFolder(options), theme?.css),
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

/** The files that the owner's code makes. */
async function ownFiles(makers: Additions["outputs"], published: Published): Promise<SiteFile[]> {
  const made = await Promise.all(makers.map((make) => make(published)));
  return made.flatMap(Object.entries).map(([path, content]: [string, OwnFiles[string]]) => ({
    path: path.replace(/^\//, ""),
    key: digest(content),
    bytes: () => Buffer.from(content),
  }));
}

/** What feeds, sitemap, icons and other files are made from. */
function publishedOf(
  { options, settings, cache, posts, pages: { ordinary }, blog }: LoadedBlog,
  pages: readonly Planned[],
  { stylesheet, feedCss }: Look,
): Published {
  const { root, development } = options;
  const files = new Map(posts.files.map((file, index) => [file.file, [file, posts.cached[index]] as const]));
  const markdownOf = (post: Post): string => {
    const [file, cached] = files.get(post.file) ?? [];
    if (file === undefined || cached === undefined) throw new Error(`${post.file} was not loaded.`);
    return bodyOf(file, cached, settings.site);
  };
  return {
    blog,
    pages,
    ordinary: ordinary.flatMap(({ address, isListed }) => (isListed ? (address ?? []) : [])),
    stylesheet,
    feedCss,
    icon: iconIn(options),
    maker: { root, versions: packageVersions(root), lasting: cache.lasting },
    development,
    markdownOf,
  };
}

/** The owner's icon, or the one that comes with the generator. */
function iconIn({ assets, root }: BuildOptions): string {
  const own = join(assets, "img", "icon.svg");
  return readFileSync(existsSync(own) ? own : join(root, "assets", "img", "icon.svg"), "utf8");
}
