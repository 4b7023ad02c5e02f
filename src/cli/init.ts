/**
 * `npm run init`: makes the blog one's own. What is not said on the command line is asked for on a terminal.
 */

import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { UsageError } from "../base/usage_error.ts";
import { makeOwn } from "../build/make_own.ts";
import { buildOptions } from "../config/options.ts";
import { plural } from "../engine/reporter.ts";
import { endQuietlyWhenNobodyReads, root, run } from "./run.ts";

const OPTIONS = {
  content: { type: "string" },
  assets: { type: "string" },
  name: { type: "string" },
  url: { type: "string" },
  language: { type: "string" },
  colour: { type: "string" },
  cta: { type: "string" },
  "cta-url": { type: "string" },
} as const;

const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;

/** What was given, else what a person answers; the usual where the answer is empty or nobody is there to ask. */
async function answer(given: string | undefined, question: string, usual: string): Promise<string> {
  if (given !== undefined || !isTerminal) return given?.trim() || usual;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const hint = usual === "" ? "" : ` (${usual})`;
    return (await lines.question(`${question}${hint}: `)).trim() || usual;
  } finally {
    lines.close();
  }
}

endQuietlyWhenNobodyReads();
await run(async () => {
  const { values } = parseArgs({ options: OPTIONS });
  const name = await answer(values.name, "What is the blog called?", "");
  const url = await answer(values.url, "Where will it be served, as in https://blog.example.com?", "");
  if (name === "" || url === "") {
    throw new UsageError(
      'Say at least its name and address: npm run init -- --name "My blog" --url https://blog.example.com',
    );
  }
  const language = await answer(values.language, "In which language is it written?", "en");
  const colour = await answer(values.colour, "In which colour, as in #0a7d5a? Nothing keeps the green.", "");
  const label = await answer(
    values.cta,
    "What are readers asked to do, as in “Find a mentor”? Nothing for no such call.",
    "",
  );
  const target = label === "" ? "" : await answer(values["cta-url"], "And where does that lead?", url);
  const { posts, movedColour } = makeOwn(buildOptions(root, values, process.env), {
    name,
    url,
    language,
    colour: colour === "" ? undefined : colour.startsWith("#") ? colour : `#${colour}`,
    cta: label === "" ? undefined : { label, url: target },
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  if (movedColour !== undefined) {
    process.stdout.write(`Text in ${colour} could not be read on the page, so the colour is ${movedColour}.\n`);
  }
  process.stdout.write(
    `${name} is yours: ${plural(posts, "post")} of the example removed, settings in content/site.yaml.\n` +
      'Begin with `npm run new -- "My first post" --author "Your name"`, and look at it with `npm start`.\n',
  );
  return 0;
});
