/**
 * The site on an author's machine, renewed again and again by Eleventy's own server: each time it is given the pages
 * that have changed, and the others stand as they are.
 */

import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { SiteFile } from "../base/files.ts";
import { checkPages, commonKey } from "../engine/plan/invalidate.ts";
import { PageKeys } from "../engine/plan/page_keys.ts";
import type { SitePlan } from "../engine/plan/plan_site.ts";
import { readTemplates } from "../engine/plan/template_deps.ts";
import type { RenderedPage } from "../engine/render/eleventy_api.ts";
import {
  EMPTY_MANIFEST,
  type Manifest,
  readManifest,
  type Written,
  writeManifest,
  writtenAt,
} from "../engine/write/build_manifest.ts";
import type { View } from "../views/types.ts";

/** One run of Eleventy. */
export interface PreviewRun {
  prepared: SitePlan;
  /** Whether templates read more than their views. */
  readsCollections: boolean;
  /** What is rendered. */
  views: View[];
  /** The keys of what is rendered, by the path of the file. */
  keys: ReadonlyMap<string, string>;
  /** What need not be rendered. */
  current: ReadonlyMap<string, Written>;
  /** What the run before left. */
  manifest: Manifest;
}

/** The pages of a prepared blog that are not up to date in the preview. */
export async function previewRun(prepared: SitePlan, signal?: AbortSignal): Promise<PreviewRun> {
  const { options, cache } = prepared.loaded;
  const manifest = readManifest(cache, options.output);
  const templates = readTemplates(options, cache);
  const pages = new PageKeys(commonKey(prepared, templates), cache);
  // Templates that read more than their view have to be given all there is.
  const known = templates.readsCollections ? EMPTY_MANIFEST : manifest;
  const { stale, current } = await checkPages(
    prepared.pages,
    pages,
    { folder: options.output, manifest: known },
    signal,
  );
  const stalePages = stale.map((page) => pages.viewOf(page));
  const views = stalePages.map(({ view }) => view);
  const keys = new Map(stalePages.map(({ key, view }) => [view.output, key]));
  return { prepared, readsCollections: templates.readsCollections, views, keys, current, manifest };
}

/**
 * Takes away what is no longer part of the site, and notes what was written.
 *
 * @param siteFiles the files beside the pages, as they were written
 */
export function noteRun(
  { prepared, keys, current, manifest }: PreviewRun,
  results: readonly RenderedPage[],
  siteFiles: readonly SiteFile[],
): void {
  const { options, cache } = prepared.loaded;
  const { output } = options;
  const files = new Map(current);
  for (const { outputPath } of results) {
    if (outputPath === false) continue;
    const path = relative(output, outputPath);
    files.set(path, writtenAt(join(output, path), keys.get(path) ?? ""));
  }
  for (const { path, key } of siteFiles) {
    if (existsSync(join(output, path))) files.set(path, writtenAt(join(output, path), key));
  }
  for (const path of manifest.files.keys()) {
    if (!files.has(path)) rmSync(join(output, path), { force: true });
  }
  writeManifest(cache, output, { files, folders: new Map(), templatesWithoutOutput: [] });
}
