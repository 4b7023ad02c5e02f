/**
 * The beginning of a post.
 */

import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DateTime } from "luxon";
import { didYouMean } from "../base/nearest.ts";
import { slug } from "../base/slug.ts";
import { UsageError } from "../base/usage_error.ts";
import type { Registry } from "../config/authors_and_tags.ts";
import type { UsableSettings } from "../config/load_settings.ts";
import type { BuildOptions } from "../config/options.ts";
import { readDate } from "../content/date.ts";
import { yamlValue } from "../content/front_matter.ts";

/** What is known of the post. */
export interface Wanted {
  title: string;
  author: string;
  /** As authors write it; today where it is not given. */
  date: string | undefined;
  tags: readonly string[];
  draft: boolean;
}

/**
 * Writes the file of a new post.
 *
 * @returns its path on this machine
 * @throws UsageError when a name is not known, the date is none, or the file is there already
 */
export function newPost(options: BuildOptions, settings: UsableSettings, wanted: Wanted): string {
  const text = postText(options, settings, wanted);
  const name = slug(wanted.title);
  if (name === "") throw new UsageError(`No address can be made of the title “${wanted.title}”.`);
  const path = join(options.content, "posts", `${name}.md`);
  mkdirSync(dirname(path), { recursive: true });
  const taken = readdirSync(dirname(path)).find((other) => other.toLowerCase() === `${name}.md`.toLowerCase());
  if (taken !== undefined || existsSync(path)) {
    throw new UsageError(`There is a post ${taken ?? name} already. Choose another title; nothing was written.`);
  }
  writeFileSync(path, text, { flag: "wx" });
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
