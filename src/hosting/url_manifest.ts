/**
 * The URL manifest: lists every page of the published site, so that the next build can tell which addresses would
 * disappear, and anyone what a deployment changes. It contains only what any reader can find.
 */

import { z } from "zod";
import { type SiteFile, textFile } from "../base/files.ts";
import { parseJson } from "../base/json.ts";
import { digest } from "../cache/cache.ts";
import type { Blog } from "../views/context.ts";
import { viewRecord } from "../views/planned_page.ts";
import type { Planned } from "../views/types.ts";
import { addressOf, NOT_FOUND } from "../views/urls.ts";

/** Path of the manifest, relative to the output folder. */
export const SITE_MANIFEST = "site-manifest.json";

const manifestPage = z.object({
  /** `post`, `tag`, `home` …; `page` for a page with its own template. */
  kind: z.string(),
  title: z.string().optional(),
  /** Hash of the description. Equal for equal descriptions. */
  description: z.string().optional(),
  /** Hash of the content: of a post its text only, of a list everything that it shows. */
  text: z.string(),
});

const siteManifest = z.object({
  version: z.literal(1),
  /** Where the site is served. All addresses are below it. */
  url: z.string(),
  /** By address, as in `/blog/x/`. */
  pages: z.record(z.string(), manifestPage),
  /** Targets of old addresses. */
  redirects: z.record(z.string(), z.string()),
});

export type ManifestPage = z.infer<typeof manifestPage>;
export type SiteManifest = z.infer<typeof siteManifest>;

/** Parses a manifest. Undefined if the text is none. */
export function siteManifestFrom(text: string): SiteManifest | undefined {
  return parseJson(text, siteManifest);
}

/** What a manifest is made from. */
export interface SitePages {
  blog: Blog;
  /** Planned pages, without redirects. */
  pages: readonly Planned[];
  /** Pages with their own template. */
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
      const { title, digest: text } = viewRecord(planned);
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

/** Short hashes are enough to tell a few thousand apart. */
function shortName(name: string): string {
  return name.slice(0, 16);
}

export function siteManifestFile(manifest: SiteManifest): SiteFile {
  const text = linesOf(manifest);
  return textFile(SITE_MANIFEST, digest(text), text);
}

/** One page per line, so that manifests can be compared as text. */
function linesOf({ version, url, pages, redirects }: SiteManifest): string {
  const group = (entries: Readonly<Record<string, unknown>>): string => {
    const lines = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n}`;
  };
  return `{"version": ${version}, "url": ${JSON.stringify(url)},\n"pages": ${group(pages)},\n"redirects": ${group(redirects)}}\n`;
}
