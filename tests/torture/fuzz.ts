/** Random blogs, read in this process: each is accepted or refused, without side effects. */

import fc from "fast-check";
import type { SitePlan } from "../../src/engine/plan/plan_site.ts";
import { hasErrors } from "../../src/engine/write/build_result.ts";
import { type BlogFiles, laboratory } from "./laboratory.ts";

export interface Fuzzed {
  tried: number;
  refused: number;
  built: number;
  /** CPU time of the slowest, in milliseconds. */
  slowest: number;
  /** The violated invariant, with the smallest blog that was found. */
  failure: string | undefined;
  /** A sample of accepted posts. */
  accepted: (string | Uint8Array)[];
}

interface Asked {
  blogs: fc.Arbitrary<BlogFiles>;
  count: number;
  seed: number;
  /** CPU time that 100 KB may take, in milliseconds; unlimited by default. */
  patience?: number;
  /** Checks an accepted blog; returns the violated invariant, if any. */
  inspect?: (plan: SitePlan) => Promise<string | undefined>;
}

const KEPT = 200;
/** How much of a failing file is printed. */
const SHOWN = 2000;

export async function fuzz(asked: Asked): Promise<Fuzzed> {
  const { blogs, count, seed, patience = Number.POSITIVE_INFINITY, inspect = async () => undefined } = asked;
  const lab = laboratory();
  const done: Fuzzed = { tried: 0, refused: 0, built: 0, slowest: 0, failure: undefined, accepted: [] };
  const property = fc.asyncProperty(blogs, async (files) => {
    const before = process.cpuUsage();
    const read = await lab.read(files);
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    done.tried += 1;
    done.slowest = Math.max(done.slowest, ms);
    if (read.plan === undefined || hasErrors(read.problems)) done.refused += 1;
    else {
      done.built += 1;
      const found = await inspect(read.plan);
      if (found !== undefined) throw new Error(found);
      const text = files["content/posts/x.md"];
      if (text !== undefined && done.accepted.length < KEPT) done.accepted.push(text);
    }
    if (read.plan === undefined && read.problems.length === 0) throw new Error("It was refused without a word.");
    const complaint = lab.complaint(files, read);
    if (complaint !== undefined) throw new Error(complaint);
    if (ms > patience) throw new Error(`It took ${Math.round(ms)} ms.`);
  });
  try {
    const result = await fc.check(property, { numRuns: count, seed, endOnFailure: false });
    if (result.failed) done.failure = failureText(result.counterexample?.[0] ?? {}, result.errorInstance, seed);
    return done;
  } finally {
    lab.remove();
  }
}

function failureText(files: BlogFiles, error: unknown, seed: number): string {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const texts = Object.entries(files).map(
    ([path, content]) => `-- ${path} --\n${JSON.stringify(Buffer.from(content).toString("latin1")).slice(0, SHOWN)}`,
  );
  return `${why}\nseed ${seed}\n${texts.join("\n")}`;
}
