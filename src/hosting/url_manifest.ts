/**
 * What stands at which address, as a file of the published site: so that the next build can tell which addresses would
 * vanish, and anybody what a deployment changes. It names only what any reader can find.
 */

import { z } from "zod";
import { type SiteFile, textFile } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import type { Blog } from "../views/context.ts";
import { viewName } from "../views/planned_page.ts";
import type { Planned } from "../views/types.ts";
import { addressOf, NOT_FOUND } from "../views/urls.ts";

/** Where the manifest is published, relative to the output folder. */
export const SITE_MANIFEST = "site-manifest.json";

const manifestPage = z.object({
  /** `post`, `tag`, `home` …; `page` for a template of its own. */
  kind: z.string(),
  title: z.string().optional(),
  /** A name for the description; pages that say the same of themselves have the same. */
  description: z.string().optional(),
  /** A name for what the page is about: of a post its text alone, of a list all that it shows. */
  text: z.string(),
});

const siteManifest = z.object({
  version: z.literal(1),
  /** Where the site is served. All addresses are below it. */
  url: z.string(),
  /** By address, as in `/blog/x/`. */
  pages: z.record(z.string(), manifestPage),
  /** Where old addresses lead. */
  redirects: z.record(z.string(), z.string()),
});

export type ManifestPage = z.infer<typeof manifestPage>;
export type SiteManifest = z.infer<typeof siteManifest>;

/** A manifest from the text of its file; nothing where it is none. */
export function siteManifestFrom(text: string): SiteManifest | undefined {
  try {
    return siteManifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What a manifest is made from. */
export interface SitePages {
  blog: Blog;
  /** Pages of the plan, without the redirects. */
  pages: readonly Planned[];
  /** Templates of their own. */
  ordinary: readonly { address: string | undefined; text: string }[];
  redirects: readonly { from: string; to: string }[];
}

export function siteManifestOf({ blog, pages, ordinary, redirects }: SitePages): SiteManifest {
  const posts = new Map(blog.shown.map((post) => [post.url, post]));
  const entries = pages.flatMap((planned): [string, ManifestPage][] => {
    const address = addressOf(planned);
    if (address === NOT_FOUND) return [];
    const post = posts.get(address);
    if (post?.unlisted) return [];
    if (post === undefined) {
      const { title, digest: text } = viewName(planned);
      return [[address, { kind: planned.kind, title, text: shortName(text) }]];
    }
    const { summary, digest: text } = blog.textOf(post);
    const description = nameOf(post.metaDescription ?? post.description ?? summary);
    return [[address, { kind: planned.kind, title: post.title, description, text }]];
  });
  return {
    version: 1,
    url: blog.site.origin + blog.site.base,
    pages: Object.fromEntries([
      ...entries,
      ...ordinary.flatMap(({ address, text }): [string, ManifestPage][] =>
        address === undefined ? [] : [[address, { kind: "page", text: nameOf(text) }]],
      ),
    ]),
    redirects: Object.fromEntries(redirects.flatMap(({ from, to }) => (posts.get(to)?.unlisted ? [] : [[from, to]]))),
  };
}

function nameOf(text: string): string {
  return shortName(digest(text));
}

/** Short names do where only a few thousand are told apart. */
function shortName(name: string): string {
  return name.slice(0, 16);
}

export function siteManifestFile(manifest: SiteManifest): SiteFile {
  const text = linesOf(manifest);
  return textFile(SITE_MANIFEST, digest(text), text);
}

/** A page a line, so that two manifests can be compared by anybody. */
function linesOf({ version, url, pages, redirects }: SiteManifest): string {
  const group = (entries: Readonly<Record<string, unknown>>): string => {
    const lines = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n}`;
  };
  return `{"version": ${version}, "url": ${JSON.stringify(url)},\n"pages": ${group(pages)},\n"redirects": ${group(redirects)}}\n`;
}
