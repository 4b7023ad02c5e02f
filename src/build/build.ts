/**
 * A whole build, from files to a published site.
 */

import { stopwatch } from "../clock.ts";
import type { Problem } from "../problem.ts";
import { problemAt } from "../source.ts";
import { alone } from "./lock.ts";
import { readManifest, writeManifest } from "./manifest.ts";
import { type BuildOptions, contentLabel } from "./options.ts";
import { hasErrors, LostText, type Preparation, type Prepared, prepare } from "./prepare.ts";
import { publish, recover } from "./publish.ts";
import { causes, type Page, renderPages, templateError } from "./render.ts";
import { staleWork, type Work } from "./stale.ts";
import { readTemplates } from "./templates.ts";

/** What `npm run build -- --json` prints. */
export interface BuildResult {
  /** Pages that the site has. */
  pages: number;
  /** Pages that had to be rendered; the others stand as they were. */
  rendered: number;
  /** Files whose bytes are new. */
  written: number;
  /** Files of the site before that are gone. */
  removed: number;
  problems: Problem[];
  /** How many of the problems were put right in memory. */
  repairs: number;
  /** ISO 8601; when a post next appears or disappears by itself. */
  nextChange: string | null;
  ms: number;
}

export type Phase = "read" | "render" | "publish";

/** Told when a phase begins, with what there is to do in it. */
export type Progress = (phase: Phase, detail: string) => void;

/**
 * Builds and publishes. With any error the published site stays as it was.
 *
 * @throws UsageError while another build publishes into the same folder
 */
export function build(options: BuildOptions, progress: Progress): Promise<BuildResult> {
  return alone(options.output, () => buildAlone(options, progress));
}

async function buildAlone(options: BuildOptions, progress: Progress): Promise<BuildResult> {
  const elapsed = stopwatch();
  recover(options.output);
  progress("read", contentLabel(options));
  const preparation = await prepare(options);
  const { prepared, problems } = preparation;
  if (prepared === undefined || hasErrors(problems)) return unpublished(preparation, problems, elapsed());

  const { output } = options;
  const manifest = readManifest(prepared.cache, output);
  const work = staleWork(prepared, readTemplates(options), manifest);
  progress("render", `${work.keys.size - work.current.length} of ${work.keys.size} pages`);
  const pages = await render(prepared, work);
  if (pages === "again") return buildAlone(options, progress);
  if (!Array.isArray(pages)) return unpublished(preparation, [...problems, pages], elapsed());

  progress("publish", output);
  const published = publish({ ...prepared, ...work, output, pages, manifest });
  writeManifest(prepared.cache, output, published.manifest);
  const { written, removed } = published;
  return {
    ...resultOf(preparation, problems, elapsed()),
    pages: work.keys.size,
    rendered: pages.length,
    written,
    removed,
  };
}

/** The pages; or what is wrong with their templates; or word that the cache was damaged and has been emptied. */
async function render(prepared: Prepared, work: Work): Promise<Page[] | Problem | "again"> {
  if (work.current.length === work.keys.size) return [];
  try {
    return await renderPages({ prepared: { ...prepared, plan: work.plan }, skipped: work.skipped });
  } catch (error) {
    if (causes(error).some((cause) => cause instanceof LostText)) return "again";
    return problemAt(
      { file: "_includes" },
      { line: 1, column: 1 },
      { rule: "template", message: templateError(error), hint: "Correct the template; posts have no part in this." },
    );
  }
}

function unpublished(preparation: Preparation, problems: Problem[], ms: number): BuildResult {
  return { ...resultOf(preparation, problems, ms), pages: 0, rendered: 0, written: 0, removed: 0 };
}

function resultOf({ repairs, nextChange }: Preparation, problems: Problem[], ms: number) {
  return {
    problems,
    repairs: repairs.length,
    nextChange: nextChange === undefined ? null : new Date(nextChange).toISOString(),
    ms,
  };
}

export function succeeded(result: BuildResult): boolean {
  return !hasErrors(result.problems);
}
