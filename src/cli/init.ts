/**
 * `npm run init`: makes the blog your own. On a terminal, asks for what the command line lacks.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { isError } from "../base/diagnostic.ts";
import { entriesOf } from "../base/files.ts";
import { source } from "../base/source.ts";
import { plural } from "../base/text.ts";
import { UsageError } from "../base/usage_error.ts";
import type { BuildOptions } from "../config/options.ts";
import { buildOptions } from "../config/options.ts";
import { readSite } from "../config/site.ts";
import { themeColour } from "../media/theme_colour.ts";
import { INIT } from "./commands.ts";
import { command, untilAccepted } from "./run.ts";

const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;

/** The first line of site.yaml after `init`. */
const MARK = "# The settings of the blog, begun by `npm run init`.";

/**
 * The given value, else the answer of a person. An empty answer, or nobody to ask, gives the default.
 *
 * @param check throws a UsageError for a wrong answer, after which the question is asked again
 */
async function answer(
  given: string | undefined,
  question: string,
  usual: string,
  check: (answer: string) => void = () => {},
): Promise<string> {
  if (given !== undefined || !isTerminal) return given?.trim() || usual;
  const hint = usual === "" ? "" : ` (${usual})`;
  const ask = async (): Promise<string> => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    return (await lines.question(`${question}${hint}: `).finally(() => lines.close())).trim() || usual;
  };
  return untilAccepted(ask, check);
}

/** Checks an answer as if all others were right. */
function checkAlone(part: Partial<Answers>): void {
  if (part.name === "" || part.url === "") throw new UsageError("This one is needed.");
  const others = { name: "A blog", url: "https://blog.example", language: "en", timezone: "UTC" };
  usable({ ...others, colour: undefined, cta: undefined, ...part });
}

function withHash(colour: string): string | undefined {
  return colour === "" ? undefined : colour.startsWith("#") ? colour : `#${colour}`;
}

/**
 * Replaces the example by the owner's settings: removes its posts, people and images.
 */

export interface Answers {
  name: string;
  url: string;
  /** BCP 47 tag. */
  language: string;
  /** As in `#0a7d5a`. Absent: the default green. */
  colour: string | undefined;
  cta: { label: string; url: string } | undefined;
  timezone: string;
}

export interface MadeOwn {
  /** Number of example posts removed. */
  posts: number;
  /** The adjusted colour, if the one asked for has too little contrast. */
  movedColour: string | undefined;
}

/** @throws UsageError if an answer is unusable, or if a file would be lost that exists nowhere else */
export function makeOwn({ content, assets }: BuildOptions, answers: Answers): MadeOwn {
  const settings = join(content, "site.yaml");
  if (existsSync(settings) && readFileSync(settings, "utf8").startsWith(MARK)) {
    throw new UsageError("This blog is already initialised. Its settings are in content/site.yaml.");
  }
  const written = usable(answers);
  const uncommitted = [content, join(assets, "img")].flatMap(unsaved);
  if (uncommitted.length > 0) {
    throw new UsageError(
      `The example is removed, and these files are not committed: ${uncommitted.join(", ")}. Commit them, or move them elsewhere.`,
    );
  }
  const posts = entriesOf(join(content, "posts")).filter(({ name }) => name.endsWith(".md")).length;
  for (const folder of [join(content, "posts"), join(assets, "img", "uploads"), join(assets, "img", "authors")]) {
    for (const { name } of entriesOf(folder)) rmSync(join(folder, name), { recursive: true });
  }
  for (const name of ["authors.yaml", "tags.yaml"]) rmSync(join(content, name), { force: true });
  writeFileSync(settings, written.text);
  writeFileSync(join(content, "pages", "about.md"), aboutPage(answers));
  return { posts, movedColour: written.movedColour };
}

/** Validates the settings like those that a person wrote. */
function usable(answers: Answers): { text: string; movedColour: string | undefined } {
  const asWritten = source("content/site.yaml", settingsText(answers));
  const wrong = readSite(asWritten).problems.filter(isError);
  if (wrong.length > 0) throw new UsageError(wrong.map(({ message, hint }) => `${message} ${hint}`).join("\n"));
  const movedColour = answers.colour === undefined ? undefined : themeColour(answers.colour).moved;
  return { text: settingsText({ ...answers, colour: movedColour ?? answers.colour }), movedColour };
}

function settingsText({ name, url, language, colour, cta, timezone }: Answers): string {
  const text = (value: string): string => JSON.stringify(value);
  return `${MARK} docs/settings.md lists what else you can set.

name: ${text(name)}
url: ${text(url)} # where the site is served; with a path, the site lives under it
language: ${text(language)}
timezone: ${text(timezone)} # of dates that name no zone
${colour === undefined ? "" : `colour: ${text(colour)} # of links, buttons and highlights\n`}
${ctaText(cta)}
# The editor at /admin/, for authors who do not work with files; docs/editor.md has the steps.
# cms:
#   backend: github # or gitlab, gitea, forgejo
#   repo: owner/name
#   base_url: https://login.example.com # the login server
`;
}

function ctaText(cta: Answers["cta"]): string {
  if (cta === undefined)
    return "# What readers are asked to do, on the home page and below posts: nothing yet.\ncta: false\n";
  const [label, url] = [JSON.stringify(cta.label), JSON.stringify(cta.url)];
  return `# What readers are asked to do, on the home page and below posts.
cta:
  default:
    title: ${label}
    primary: { label: ${label}, url: ${url} }
`;
}

function aboutPage({ name }: Answers): string {
  return `---
title: About
description: ${JSON.stringify(`What ${name} is for, and who stands behind it.`)}
layout: page_base.njk
permalink: /about/
---

What this blog is for, and who stands behind it.
`;
}

/** Files below a folder that git does not have in this state. Empty without git. */
function unsaved(folder: string): string[] {
  const { status, stdout } = spawnSync("git", ["status", "--porcelain", "--", "."], { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout.split("\n").flatMap((line) => (line === "" ? [] : line.slice(3))) : [];
}

export default command(INIT, async (program, args) => {
  const { values } = parseArgs({ args, options: INIT.flags });
  const options = buildOptions(program, values, process.env);
  const name = await answer(values.name, "What is the blog called?", "", (name) => checkAlone({ name }));
  const url = await answer(values.url, "Where will it be served, as in https://blog.example.com?", "", (url) =>
    checkAlone({ url }),
  );
  if (name === "" || url === "") {
    throw new UsageError(
      'Say at least its name and address: npm run init -- --name "My blog" --url https://blog.example.com',
    );
  }
  const language = await answer(values.language, "In which language is it written, as in en or de?", "en", (language) =>
    checkAlone({ language }),
  );
  const colour = await answer(
    values.colour,
    "Which colour, as in #0a7d5a? Leave empty to keep the green.",
    "",
    (colour) => checkAlone({ colour: withHash(colour) }),
  );
  const label = await answer(
    values.cta,
    "What should readers do, as in “Find a mentor”? Leave empty for no call to action.",
    "",
  );
  const target = label === "" ? "" : await answer(values["cta-url"], "Where does that link lead?", url);
  const { posts, movedColour } = makeOwn(options, {
    name,
    url,
    language,
    colour: withHash(colour),
    cta: label === "" ? undefined : { label, url: target },
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  if (movedColour !== undefined) {
    process.stdout.write(`Text in ${colour} has too little contrast, so the colour is ${movedColour}.\n`);
  }
  process.stdout.write(
    `${name} is yours: ${plural(posts, "post")} of the example removed, settings in content/site.yaml.\n` +
      'Begin with `npm run new -- "My first post" --author "Your name"`, and look at it with `npm start`.\n',
  );
  return 0;
});
