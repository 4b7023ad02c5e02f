/**
 * `npm run new -- "Title"`: creates a post. On a terminal, asks for what is missing.
 */

import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { DateTime } from "luxon";
import { createFile } from "../base/files.ts";
import { didYouMean } from "../base/nearest.ts";
import { slug } from "../base/slug.ts";
import { UsageError } from "../base/usage_error.ts";
import type { Registry } from "../config/authors_and_tags.ts";
import type { UsableSettings } from "../config/load_settings.ts";
import { isUsable, readSettings } from "../config/load_settings.ts";
import type { BuildOptions } from "../config/options.ts";
import { buildOptions } from "../config/options.ts";
import { readDate } from "../content/date.ts";
import { yamlValue } from "../content/front_matter.ts";
import { NEW } from "./commands.ts";
import { command, untilAccepted } from "./run.ts";

const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;

/** Asks a question; the Tab key completes known answers. */
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

/** Asks until `check` accepts the answer. */
function askUntil(question: string, words: readonly string[], check: (answer: string) => void): Promise<string> {
  return untilAccepted(() => ask(question, words), check);
}

async function titleOf(given: string | undefined): Promise<string> {
  const title = given?.trim() || (isTerminal ? await ask("Title:") : "");
  if (title === "") throw new UsageError('Say what the post is called, as in `npm run new -- "How to find a mentor"`.');
  return title;
}

/** A blog with a single author need not ask. */
async function authorOf(given: string | undefined, { authors }: UsableSettings): Promise<string> {
  const names = authors?.entries.map(({ name }) => name) ?? [];
  const [only, ...others] = names;
  const isKnown = (name: string): void => {
    if (name === "") throw new UsageError("Write the name of the person who writes the post.");
    if (authors !== undefined) known(authors, name, "author");
  };
  const asks = isTerminal && given === undefined && (only === undefined || others.length > 0);
  const author = asks
    ? await askUntil("Author (Tab completes):", names, isKnown)
    : (given ?? (others.length === 0 ? only : ""));
  if (author) return author;
  const choices = names.length === 0 ? "" : ` There are: ${names.join(", ")}.`;
  throw new UsageError(`Say who writes the post, as in \`--author "${only ?? "Ada Lovelace"}"\`.${choices}`);
}

async function tagsOf(given: readonly string[] | undefined, { tags }: UsableSettings): Promise<string[]> {
  const asked =
    given ??
    (isTerminal
      ? [
          await askUntil(
            "Tags, with commas between (Tab completes):",
            tags?.entries.map(({ id }) => id) ?? [],
            (answer) => {
              for (const tag of listed(answer)) if (tags !== undefined) known(tags, tag, "tag");
            },
          ),
        ]
      : []);
  return asked.flatMap(listed);
}

function listed(tags: string): string[] {
  return tags
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

/** The values for the new post. */
export interface Wanted {
  title: string;
  author: string;
  /** As authors write dates. Absent: today. */
  date: string | undefined;
  tags: readonly string[];
  draft: boolean;
}

/**
 * Writes the file of a new post.
 *
 * @returns its path on this machine
 * @throws UsageError if a name is unknown, the date invalid, or the file exists
 */
export function newPost(options: BuildOptions, settings: UsableSettings, wanted: Wanted): string {
  const text = postText(options, settings, wanted);
  const name = slug(wanted.title);
  if (name === "") throw new UsageError(`No address can be made from the title “${wanted.title}”.`);
  const path = join(options.content, "posts", `${name}.md`);
  mkdirSync(dirname(path), { recursive: true });
  const taken = readdirSync(dirname(path)).find((other) => other.toLowerCase() === `${name}.md`.toLowerCase());
  if (taken !== undefined || !createFile(path, text)) {
    throw new UsageError(
      `The post ${taken ?? `${name}.md`} already exists. Choose another title; nothing was written.`,
    );
  }
  return path;
}

function postText({ now }: BuildOptions, { site, authors, tags }: UsableSettings, wanted: Wanted): string {
  const author = authors === undefined ? wanted.author : known(authors, wanted.author, "author").name;
  const topics = wanted.tags.map((tag) => (tags === undefined ? tag : known(tags, tag, "tag").id));
  const lines = [
    `title: ${yamlValue(wanted.title)}`,
    'description: ""',
    `author: ${yamlValue(author)}`,
    `date: ${wanted.date === undefined ? today(now, site.timezone) : checkedDate(wanted.date, site.timezone)}`,
    ...(topics.length === 0 ? [] : ["tags:", ...topics.map((tag) => `  - ${yamlValue(tag)}`)]),
    ...(wanted.draft ? ["draft: true"] : []),
  ];
  return `---\n${lines.join("\n")}\n---\n\n`;
}

function known<Entry extends { id: string }>(registry: Registry<Entry>, name: string, kind: string): Entry {
  const found = registry.find(name);
  if (found) return found;
  const ids = registry.entries.map(({ id }) => id);
  throw new UsageError(`No ${kind} is called “${name}”. ${didYouMean(name, ids) || `There are: ${ids.join(", ")}.`}`);
}

function today(now: number, zone: string): string {
  return DateTime.fromMillis(now, { zone }).toFormat("yyyy-MM-dd");
}

function checkedDate(written: string, zone: string): string {
  const read = readDate(written, zone);
  if ("time" in read) return written.trim();
  const guess = read.suggestion === undefined ? "Write it as in 2026-03-31." : `Did you mean ${read.suggestion}?`;
  throw new UsageError(`${read.reason} ${guess}`);
}

export default command(NEW, async (program, args) => {
  const { values, positionals } = parseArgs({ args, options: NEW.flags, allowPositionals: true });
  const options = buildOptions(program, values, process.env);
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new UsageError("site.yaml cannot be read; `npm run check` says why.");
  const path = newPost(options, settings, {
    title: await titleOf(positionals.join(" ")),
    author: await authorOf(values.author, settings),
    tags: await tagsOf(values.tags, settings),
    date: values.date,
    draft: values.draft,
  });
  process.stdout.write(`Created ${relative(program.root, path)}. \`npm start\` shows it.\n`);
  return 0;
});
