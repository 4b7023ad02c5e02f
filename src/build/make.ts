/**
 * From files to a published site.
 */

import { stopwatch } from "../clock.ts";
import { Crew } from "./crew.ts";
import { readManifest } from "./manifest.ts";
import { type BuildOptions, contentLabel } from "./options.ts";
import { prepare } from "./prepare.ts";
import { recover } from "./publish.ts";
import { renew } from "./renew.ts";
import { type BuildResult, hasErrors, type Progress } from "./result.ts";
import { readTemplates } from "./templates.ts";
import { vanishedSince } from "./vanished_since.ts";

/** What comes of a build, but for the time that it took. */
type Made = Omit<BuildResult, "ms">;

const UNPUBLISHED = { pages: 0, rendered: 0, written: 0, removed: 0 };

/** Reads, checks, renders and publishes. With any error the published site stays as it was. */
export async function make(options: BuildOptions, progress: Progress): Promise<Made> {
  const crew = new Crew(options);
  try {
    return await makeWith(crew, options, progress);
  } finally {
    crew.dismiss();
  }
}

async function makeWith(crew: Crew, options: BuildOptions, progress: Progress): Promise<Made> {
  const elapsed = stopwatch();
  recover(options.output);
  progress("read", contentLabel(options));
  const preparation = await prepare(options, crew);
  const { prepared } = preparation;
  const vanished = prepared && options.against !== undefined ? await vanishedSince(options.against, prepared) : [];
  const problems = [...preparation.problems, ...vanished];
  const read = elapsed();
  const told = {
    problems,
    repairs: preparation.repairs.length,
    nextChange: preparation.nextChange === undefined ? null : new Date(preparation.nextChange).toISOString(),
  };
  if (prepared === undefined || (hasErrors(problems) && !options.development))
    return { ...told, ...UNPUBLISHED, phases: { read, render: 0 } };
  progress("render", `what has changed of ${prepared.plan.length} pages`);
  const manifest = readManifest(prepared.cache, options.output);
  const renewed = await renew(prepared, readTemplates(options, prepared.cache), manifest, crew);
  const phases = { read, render: elapsed() - read };
  if (!("kind" in renewed)) return { ...told, ...renewed, phases };
  if (renewed.kind === "failed") {
    return { ...told, ...UNPUBLISHED, problems: [...problems, renewed.problem], phases };
  }
  // The cache was damaged: everything is made anew, in one process, which does not depend on what can be kept.
  prepared.cache.clear();
  return makeWith(new Crew(options, 0), options, progress);
}
