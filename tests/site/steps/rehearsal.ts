/** Takes a blog through steps: after each, the incremental build must equal a clean build. */

import { changed } from "./changes.ts";
import { difference, type Files, filesOfSite } from "./difference.ts";
import { happen } from "./incidents.ts";
import type { Blog } from "./model.ts";
import { isIncident, type Step } from "./step.ts";
import { newWorld, type Said, type World } from "./world.ts";

/** A blog and its steps. */
export interface Rehearsal {
  blog: Blog;
  steps: Step[];
}

/** A failure and its step; -1 is the first build. */
export interface Failure {
  step: number;
  message: string;
}

/** The outcome of a step. */
export interface StepOutcome {
  isPublished: boolean;
  pages: number;
  rendered: number;
}

/** After this many builds with errors, the last publishable state is restored, since errors hide other steps. */
const PATIENCE = 2;

/**
 * Runs the steps in a temporary folder.
 *
 * @param after called after each successful step
 */
export async function rehearse(
  { blog, steps }: Rehearsal,
  after: (step: Step, outcome: StepOutcome) => void = () => {},
): Promise<Failure | undefined> {
  const world = newWorld();
  try {
    return await rehearseIn(world, blog, steps, after);
  } finally {
    world.remove();
  }
}

/** The first build. */
const BEGINNING: Step = { events: [], kill: undefined, isClean: false, isRepeated: true };

async function rehearseIn(
  world: World,
  first: Blog,
  steps: readonly Step[],
  after: (step: Step, outcome: StepOutcome) => void,
): Promise<Failure | undefined> {
  let blog = first;
  let publishable = first;
  let failures = 0;
  for (const [at, step] of [BEGINNING, ...steps].entries()) {
    if (failures >= PATIENCE) blog = { ...publishable, now: blog.now };
    blog = withEvents(world, blog, step);
    const done = await buildTwice(world, blog, step);
    if (typeof done === "string") return { step: at - 1, message: done };
    failures = done.isPublished ? 0 : failures + 1;
    if (done.isPublished) publishable = blog;
    after(step, done);
  }
  return undefined;
}

/** Applies the events of a step to the blog and its files; incidents see the files as they are then. */
function withEvents(world: World, before: Blog, { events }: Step): Blog {
  let blog = before;
  for (const event of events) {
    if (!isIncident(event)) blog = changed(blog, event);
  }
  world.write(blog);
  for (const event of events) if (isIncident(event)) happen(event, world.folders);
  return blog;
}

/**
 * Builds incrementally, perhaps twice, and cleanly for comparison.
 *
 * A variant, such as a sharded build, can be added here as a third build to compare.
 *
 * @returns the failure, or the outcome of the step
 */
async function buildTwice(world: World, blog: Blog, step: Step): Promise<StepOutcome | string> {
  const before = filesOfSite(world.folders.site);
  if (step.kill) await world.kill(blog.now, step.kill);
  const left = filesOfSite(world.folders.site);
  const [[daily, again], clean] = await Promise.all([dailyAndAgain(world, blog, step), world.buildClean(blog.now)]);
  const sites = { before, left, daily: filesOfSite(world.folders.site), clean: filesOfSite(world.cleanSite) };
  return (
    whatIsWrong(daily, clean, again, sites) ?? {
      isPublished: daily.code === 0,
      pages: daily.result?.pages ?? 0,
      rendered: daily.result?.rendered ?? 0,
    }
  );
}

/** There is no second build after errors. */
async function dailyAndAgain(world: World, { now }: Blog, step: Step): Promise<[Said, Said | undefined]> {
  const daily = await world.build(now, step.isClean);
  return [daily, step.isRepeated && daily.code === 0 ? await world.build(now, false) : undefined];
}

interface Sites {
  /** The site before the step's builds. */
  before: Files;
  /** The site after a killed build. */
  left: Files;
  daily: Files;
  clean: Files;
}

function whatIsWrong(daily: Said, clean: Said, again: Said | undefined, sites: Sites): string | undefined {
  const isPublished = daily.code === 0;
  return (
    saidOtherwise("The incremental build", daily, "a clean one", clean) ??
    (again && saidOtherwise("A second build", again, "the first", daily)) ??
    (again && idle(again)) ??
    (isPublished
      ? because(
          "The incremental site is not that of a clean build",
          difference("clean", sites.clean, "incremental", sites.daily),
        )
      : because("A build with errors changed the site", difference("before", sites.before, "after", sites.daily))) ??
    half(sites, isPublished)
  );
}

function because(what: string, why: string | undefined): string | undefined {
  return why === undefined ? undefined : `${what}: ${why}`;
}

/** The parts of the results that must be equal; the amount of work may differ. */
function saidOtherwise(one: string, a: Said, other: string, b: Said): string | undefined {
  for (const said of [a, b]) {
    if (said.result === undefined) return `A build printed no JSON and ended with ${said.code}:\n${said.stderr}`;
  }
  const [textA, textB] = [comparable(a), comparable(b)];
  if (textA === textB) return undefined;
  const files = (text: string): Files => new Map([["what it printed", text]]);
  return because(`${one} said otherwise than ${other}`, difference(other, files(textB), one, files(textA)));
}

function comparable({ code, result }: Said): string {
  const { pages, problems, repairs, nextChange } = result ?? {};
  return JSON.stringify({ code, pages, repairs, nextChange, problems }, undefined, 1);
}

function idle({ result }: Said): string | undefined {
  const { rendered, written, removed } = result ?? {};
  if (rendered === 0 && written === 0 && removed === 0) return undefined;
  return `A second build found work to do: ${rendered} pages rendered, ${written} files written, ${removed} removed.`;
}

/** A killed build leaves the old site, the new one or, between the two renames, none. */
function half({ before, left, clean }: Sites, isPublished: boolean): string | undefined {
  if (left.size === 0 || difference("before", before, "left", left) === undefined) return undefined;
  const wrong = difference("clean", clean, "left", left);
  return isPublished && wrong === undefined
    ? undefined
    : because("A killed build left half a site", wrong ?? "a new one");
}
