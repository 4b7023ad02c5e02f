/**
 * The site on an author's machine, renewed again and again by Eleventy's own server: each time it is given the pages
 * that have changed, and the others stand as they are.
 */

import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { SiteFile } from "../base/files.ts";
import { commonKey, staleViews } from "../engine/plan/invalidate.ts";
import type { SitePlan } from "../engine/plan/prepare.ts";
import { readTemplates } from "../engine/plan/template_deps.ts";
import type { RenderedPage } from "../engine/render/eleventy_api.ts";
import type { StalePage } from "../engine/render/render_job.ts";
import {
  type Manifest,
  NOTHING,
  readManifest,
  type Written,
  writeManifest,
  writtenAt,
} from "../engine/write/build_manifest.ts";
import { writtenView } from "../views/planned_page.ts";
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

/**
 * The pages of a prepared blog that do not stand in the preview as they should.
 *
 * @param breathe called between two pieces of work; what it throws ends this one
 */
export async function previewRun(prepared: SitePlan, breathe: () => Promise<void>): Promise<PreviewRun> {
  const { options, cache, plan } = prepared;
  const manifest = readManifest(cache, options.output);
  const current = new Map<string, Written>();
  const templates = readTemplates(options, cache);
  const common = commonKey(prepared, templates);
  // Templates that read more than their view have to be given all there is.
  const known = templates.readsCollections ? NOTHING : manifest;
  const stale: StalePage[] = [];
  for await (const page of staleViews(plan, writtenView, options.output, common, known, current, breathe))
    stale.push(page);
  const views = stale.map(({ view }): View => JSON.parse(view));
  const keys = new Map(views.map(({ output }, index) => [output, stale[index]?.key ?? ""]));
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
  const { options, cache } = prepared;
  const { output } = options;
  const files: Manifest["files"] = Object.fromEntries(current);
  for (const { outputPath } of results) {
    if (outputPath === false) continue;
    const path = relative(output, outputPath);
    files[path] = writtenAt(join(output, path), keys.get(path) ?? "");
  }
  for (const { path, key } of siteFiles) {
    if (existsSync(join(output, path))) files[path] = writtenAt(join(output, path), key);
  }
  for (const path of Object.keys(manifest.files)) {
    if (files[path] === undefined) rmSync(join(output, path), { force: true });
  }
  writeManifest(cache, output, { files, folders: {}, templatesWithoutOutput: [] });
}
