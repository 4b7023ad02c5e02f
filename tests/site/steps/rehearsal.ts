/**
 * A blog through its steps: after each, the build of every day has to give what a clean build gives.
 */

import { changed } from "./changes.ts";
import { difference, type Files, filesOfSite } from "./difference.ts";
import { happen } from "./incidents.ts";
import type { Blog } from "./model.ts";
import { isIncident, type Step } from "./step.ts";
import { newWorld, type Said, type World } from "./world.ts";

/** A blog and what happens to it. */
export interface Rehearsal {
  blog: Blog;
  steps: Step[];
}

/** What was not as it must be, after which step; -1 is the first build. */
export interface Failure {
  step: number;
  message: string;
}

/** What a step led to. */
export interface StepOutcome {
  isPublished: boolean;
  pages: number;
  rendered: number;
}

/** So many builds with errors, and the author goes back to what could be published: an error hides all other steps. */
const PATIENCE = 2;

/**
 * Rehearses the steps one by one, in a folder that is removed afterwards.
 *
 * @param after told of each step that held
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

/** The build that everything begins with. */
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

/** The blog after the events of a step, with its files; incidents find the files as they are at that moment. */
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
 * Builds as every day, perhaps once more, and clean beside it.
 *
 * A variant (a build made of shards, for one) is a third build here, held against the clean one in the same way.
 *
 * @returns what was not as it must be, or what the step led to
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

/** After errors there is no second build. */
async function dailyAndAgain(world: World, { now }: Blog, step: Step): Promise<[Said, Said | undefined]> {
  const daily = await world.build(now, step.isClean);
  return [daily, step.isRepeated && daily.code === 0 ? await world.build(now, false) : undefined];
}

interface Sites {
  /** What was published before the step's builds. */
  before: Files;
  /** What a killed build left. */
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

/** What two builds of one blog must say alike; how much they had to do is not part of it. */
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

/** A killed build leaves the site from before or the new one; between the two there is a moment without any. */
function half({ before, left, clean }: Sites, isPublished: boolean): string | undefined {
  if (left.size === 0 || difference("before", before, "left", left) === undefined) return undefined;
  const wrong = difference("clean", clean, "left", left);
  return isPublished && wrong === undefined
    ? undefined
    : because("A killed build left half a site", wrong ?? "a new one");
}
