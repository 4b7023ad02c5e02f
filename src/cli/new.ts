/**
 * `npm run new -- "Title"`: the beginning of a post. What is missing is asked for on a terminal.
 */

import { relative } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { UsageError } from "../base/usage_error.ts";
import { newPost } from "../build/new_post.ts";
import { isUsable, readSettings, type UsableSettings } from "../config/load_settings.ts";
import { buildOptions } from "../config/options.ts";
import { endQuietlyWhenNobodyReads, root, run } from "./run.ts";

const OPTIONS = {
  content: { type: "string" },
  now: { type: "string" },
  author: { type: "string" },
  tags: { type: "string", multiple: true },
  date: { type: "string" },
  draft: { type: "boolean", default: false },
} as const;

const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;

/** Asks a person, who can complete one of the words that may be answered with the key Tab. */
async function ask(question: string, words: readonly string[] = []): Promise<string> {
  const completer = (line: string): [string[], string] => {
    const begun = line.replace(/^.*,\s*/, "");
    return [words.filter((word) => word.toLowerCase().startsWith(begun.toLowerCase())), begun];
  };
  const lines = createInterface({ input: process.stdin, output: process.stdout, completer });
  try {
    return (await lines.question(`${question} `)).trim();
  } finally {
    lines.close();
  }
}

async function titleOf(given: string | undefined): Promise<string> {
  const title = given?.trim() || (isTerminal ? await ask("Title:") : "");
  if (title === "") throw new UsageError('Say what the post is called, as in `npm run new -- "How to find a mentor"`.');
  return title;
}

/** A blog with one author need not ask. */
async function authorOf(given: string | undefined, { authors }: UsableSettings): Promise<string> {
  const names = authors?.entries.map(({ name }) => name) ?? [];
  const [only, ...others] = names;
  const author = given ?? (others.length === 0 ? only : isTerminal ? await ask("Author (Tab completes):", names) : "");
  if (author) return author;
  const choices = names.length === 0 ? "" : ` There are: ${names.join(", ")}.`;
  throw new UsageError(`Say who writes the post, as in \`--author "${only ?? "Ada Lovelace"}"\`.${choices}`);
}

async function tagsOf(given: readonly string[] | undefined, { tags }: UsableSettings): Promise<string[]> {
  const asked =
    given ??
    (isTerminal
      ? [
          await ask(
            "Tags, with commas between (Tab completes):",
            tags?.entries.map(({ id }) => id),
          ),
        ]
      : []);
  return asked
    .flatMap((list) => list.split(","))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

endQuietlyWhenNobodyReads();
await run(async () => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const options = buildOptions(root, values, process.env);
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new UsageError("site.yaml cannot be read; `npm run check` says why.");
  const path = newPost(options, settings, {
    title: await titleOf(positionals.join(" ")),
    author: await authorOf(values.author, settings),
    tags: await tagsOf(values.tags, settings),
    date: values.date,
    draft: values.draft,
  });
  process.stdout.write(`${relative(root, path)} is there for you to write in. \`npm start\` shows it.\n`);
  return 0;
});
