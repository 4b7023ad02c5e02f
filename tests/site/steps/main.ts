/** `npm run test:steps`: random steps. `CONTRIBUTING.md` lists its flags. */

import { parseArgs } from "node:util";
import type { Command } from "../../../src/cli/commands.ts";
import { toolArguments } from "../../tool.ts";
import { counterexample, rehearsalOf } from "./check.ts";
import type { Rehearsal } from "./rehearsal.ts";

const STEPS = {
  name: "npm run test:steps",
  does: "Takes blogs through random edits and compares incremental builds with clean ones. Exits with 1 where one differs.",
  flags: {
    steps: { type: "string", value: "N", default: "1000", does: "how many steps (1000)" },
    seed: { type: "string", value: "N", default: "1", does: "what the random steps begin from (1)" },
    "many-posts-steps": { type: "string", value: "N", default: "8", does: "steps of a blog with many posts (8)" },
    "per-blog": { type: "string", value: "N", default: "25", does: "steps of each blog (25)" },
    "shrink-seconds": {
      type: "string",
      value: "N",
      default: "600",
      does: "how long to shorten a counterexample (600)",
    },
  },
} as const satisfies Command;

const { values } = parseArgs({ args: toolArguments(STEPS), options: STEPS.flags });

const [steps, stepsWithMany, firstSeed, perBlog, shrinkSeconds] = [
  wholeNumber(values.steps),
  wholeNumber(values["many-posts-steps"]),
  wholeNumber(values.seed),
  wholeNumber(values["per-blog"]),
  wholeNumber(values["shrink-seconds"]),
];

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`“${text}” is not a number of something.`);
  return Number(text);
}

/** Enough posts for a build to use several processes, which makes a step slow. */
const MANY_POSTS = 520;

function withManyPosts({ blog, steps }: Rehearsal): Rehearsal {
  return { blog: { ...blog, filler: MANY_POSTS }, steps };
}

/** Runs a rehearsal and reports progress and the counterexample; returns whether it succeeded. */
async function holds(name: string, rehearsal: Rehearsal): Promise<boolean> {
  const start = performance.now();
  const done = { steps: 0, unpublished: 0, pages: 0, rendered: 0 };
  const found = await counterexample(rehearsal, shrinkSeconds * 1000, (_, { isPublished, pages, rendered }) => {
    done.steps += 1;
    done.unpublished += isPublished ? 0 : 1;
    done.pages += pages;
    done.rendered += rendered;
  });
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${name}: ${JSON.stringify(done)} in ${seconds} s${found === undefined ? "" : "\n\nFAILED\n"}`);
  if (found !== undefined) console.log(`${found}\n`);
  return found === undefined;
}

const blogs = Math.ceil(steps / perBlog);
let failed = 0;
for (let at = 0; at < blogs; at += 1) {
  const seed = firstSeed + at;
  if (!(await holds(`seed ${seed}`, rehearsalOf(seed, Math.min(perBlog, steps - at * perBlog))))) failed += 1;
}
if (stepsWithMany > 0) {
  const rehearsal = withManyPosts(rehearsalOf(firstSeed, stepsWithMany));
  if (!(await holds(`seed ${firstSeed}, many posts`, rehearsal))) failed += 1;
}
console.log(failed === 0 ? "Every incremental build gave what a clean one gives." : `${failed} blogs failed.`);
process.exitCode = failed === 0 ? 0 : 1;
