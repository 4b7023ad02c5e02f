/**
 * Shrinks a failing rehearsal within a time limit. fast-check's own shrinking needs hundreds of tries, and a try takes
 * seconds; this one knows what makes a rehearsal simple and tries large cuts first.
 */

import type { Blog } from "./model.ts";
import type { Failure, Rehearsal } from "./rehearsal.ts";
import type { Step } from "./step.ts";

/** A failing rehearsal, and its failure. */
export interface Counterexample extends Rehearsal {
  failure: Failure;
}

/**
 * The simplest failing rehearsal that was found.
 *
 * @param fails runs a rehearsal
 * @param isTimeLeft checked before each try
 */
export async function shrunk(
  found: Counterexample,
  fails: (rehearsal: Rehearsal) => Promise<Failure | undefined>,
  isTimeLeft: () => boolean,
): Promise<Counterexample> {
  const best = upToFailure(found);
  for (const simpler of simplerThan(best)) {
    if (!isTimeLeft()) break;
    const failure = await fails(simpler);
    if (failure !== undefined) return shrunk({ ...simpler, failure }, fails, isTimeLeft);
  }
  return best;
}

/** Steps after the failure are irrelevant. */
function upToFailure(found: Counterexample): Counterexample {
  return { ...found, steps: found.steps.slice(0, found.failure.step + 1) };
}

function* simplerThan({ blog, steps }: Rehearsal): Generator<Rehearsal> {
  for (const fewer of shorter(steps)) yield { blog, steps: fewer };
  for (const [at, step] of steps.entries()) {
    for (const simpler of simplerSteps(step)) yield { blog, steps: steps.with(at, simpler) };
  }
  for (const simpler of simplerBlogs(blog)) yield { blog: simpler, steps };
}

/** The list without one part: halves first, then quarters, down to single items. */
function* shorter<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < items.length; from += size) yield items.toSpliced(from, size);
  }
}

function* simplerSteps(step: Step): Generator<Step> {
  if (step.events.length > 1) for (const events of shorter(step.events)) yield { ...step, events };
  if (step.kill) yield { ...step, kill: undefined };
  if (step.isClean) yield { ...step, isClean: false };
  if (step.isRepeated) yield { ...step, isRepeated: false };
}

function* simplerBlogs(blog: Blog): Generator<Blog> {
  if (blog.filler > 0) yield { ...blog, filler: 0 };
  for (const ownPages of shorter(blog.ownPages)) yield { ...blog, ownPages };
  for (const posts of shorter(blog.posts)) yield { ...blog, posts };
  for (const [at, post] of blog.posts.entries()) {
    if (post.body.length > 1) yield { ...blog, posts: blog.posts.with(at, { ...post, body: post.body.slice(0, 1) }) };
  }
}
