/**
 * The write step: compresses the new site, records it in the manifest and serves it.
 */

import { keepIndexes } from "../../search/search_index.ts";
import type { Invalidation } from "../plan/invalidate.ts";
import type { SitePlan } from "../plan/plan_site.ts";
import type { RenderedSite } from "../render/render_site.ts";
import { folderTimes, type Manifest } from "./build_manifest.ts";
import { missingCompressed } from "./precompress.ts";
import { swap } from "./publish.ts";
import { placeFiles, type Staging, type WrittenFile } from "./staging.ts";

/** What a build did to the site. */
export interface SiteUpdate {
  pages: number;
  rendered: number;
  written: number;
  removed: number;
}

/**
 * Replaces the served site.
 *
 * @param before the manifest of the served site
 */
export async function writeSite(
  plan: SitePlan,
  work: Invalidation,
  { staging, files, pages, rendered }: RenderedSite,
  before: Manifest,
): Promise<SiteUpdate> {
  work.keys.save();
  const { options, cache } = plan.loaded;
  keepIndexes(work.own.indexes, cache);
  const all = [...files, ...(await compress(files, staging, plan))];
  const manifest = manifestOf(all, work, staging);
  swap(options.output, manifest, before, cache);
  const removed = [...before.files.keys()].filter((path) => !manifest.files.has(path));
  return {
    pages,
    rendered,
    written: all.filter(({ isNew }) => isNew).length,
    removed: removed.length + work.unexpected.length,
  };
}

/** Makes the compressed copies that are missing, and drops the cached ones that the site no longer has. */
async function compress(
  files: readonly WrittenFile[],
  staging: Staging,
  { loaded: { blog, cache } }: SitePlan,
): Promise<WrittenFile[]> {
  if (!blog.site.precompress) {
    cache.compressed.clear();
    return [];
  }
  const paths = files.map(({ path }) => path);
  const made = await placeFiles(missingCompressed(staging.folder, paths, cache.compressed), staging);
  cache.compressed.prune(new Set([...files, ...made].map(({ written }) => written.key)));
  return made;
}

function manifestOf(files: readonly WrittenFile[], { templateKeys }: Invalidation, staging: Staging): Manifest {
  const keys = new Set(files.map(({ written }) => written.key));
  return {
    files: new Map(files.map(({ path, written }) => [path, written])),
    folders: folderTimes(
      staging.folder,
      files.map(({ path }) => path),
    ),
    templatesWithoutOutput: [...templateKeys.values()].filter((key) => !keys.has(key)),
  };
}
