/** Rehearsals from seeds, and reports on failures. */

import fc from "fast-check";
import { blog, EVENTS, kill, step } from "./arbitrary.ts";
import { type Rehearsal, rehearse, type StepOutcome } from "./rehearsal.ts";
import { type Counterexample, shrunk } from "./shrink.ts";
import { type Event, type Step, stepInWords } from "./step.ts";

/** A random blog with steps, determined by the seed. */
export function rehearsalOf(seed: number, steps: number): Rehearsal {
  return sample(fc.record({ blog, steps: fc.array(step, { minLength: steps, maxLength: steps, size: "max" }) }), seed);
}

/** Parts of a step besides its build. */
export type Ingredient = Event["kind"] | "kill" | "again";

/** A step with one event of each of these kinds. */
export function stepOf(ingredients: readonly Ingredient[], seed: number): Step {
  return {
    events: ingredients.flatMap((kind) =>
      kind === "kill" || kind === "again" ? [] : [sample<Event>(EVENTS[kind], seed)],
    ),
    kill: ingredients.includes("kill") ? sample(kill, seed) : undefined,
    isClean: false,
    isRepeated: ingredients.includes("again"),
  };
}

function sample<Value>(arbitrary: fc.Arbitrary<Value>, seed: number): Value {
  const [value] = fc.sample(fc.noBias(arbitrary), { seed, numRuns: 1 });
  if (value === undefined) throw new Error("fast-check gave no sample.");
  return value;
}

/**
 * Runs a rehearsal, and shrinks it if it fails.
 *
 * @param shrinkMs time limit for shrinking
 * @param after called after each successful step
 * @returns the counterexample as text
 */
export async function counterexample(
  rehearsal: Rehearsal,
  shrinkMs: number,
  after?: (step: Step, outcome: StepOutcome) => void,
): Promise<string | undefined> {
  const failure = await rehearse(rehearsal, after);
  if (failure === undefined) return undefined;
  const end = performance.now() + shrinkMs;
  return inWords(
    await shrunk(
      { ...rehearsal, failure },
      (simpler) => rehearse(simpler),
      () => performance.now() < end,
    ),
  );
}

function inWords({ blog, steps, failure }: Counterexample): string {
  const { posts, ...rest } = blog;
  return [
    `A blog of ${posts.length + blog.filler} posts, built once:`,
    `  ${short(rest)}`,
    ...posts.map((post, at) => `  post ${at}: ${short(post)}`),
    "Then:",
    ...steps.map((step, at) => `  ${at + 1}. ${stepInWords(step)}`),
    "",
    failure.message,
  ].join("\n");
}

/** A value without empty parts. */
function short(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part === false || (typeof part === "object" && part !== null && Object.keys(part).length === 0) ? undefined : part,
  );
}
