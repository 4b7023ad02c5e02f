/**
 * Makes the blog that comes with the generator its owner's: settings of their own, and none of the example's posts,
 * people and pictures.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isError } from "../base/diagnostic.ts";
import { entriesOf } from "../base/files.ts";
import { source } from "../base/source.ts";
import { UsageError } from "../base/usage_error.ts";
import type { BuildOptions } from "../config/options.ts";
import { readSite } from "../config/site.ts";
import { brand } from "../media/theme_colour.ts";

export interface Answers {
  name: string;
  url: string;
  /** BCP 47. */
  language: string;
  /** As in `#0a7d5a`; the generator's own green where there is none. */
  colour: string | undefined;
  cta: { label: string; url: string } | undefined;
  timezone: string;
}

export interface MadeOwn {
  /** How many posts of the example are gone. */
  posts: number;
  /** The colour that was written, where the one asked for could not be read. */
  movedColour: string | undefined;
}

const MARK = "# The settings of the blog, begun by `npm run init`.";

/** @throws UsageError when an answer cannot be used, or when something would be lost that is nowhere else */
export function makeOwn({ content, assets }: BuildOptions, answers: Answers): MadeOwn {
  const settings = join(content, "site.yaml");
  if (existsSync(settings) && readFileSync(settings, "utf8").startsWith(MARK)) {
    throw new UsageError("This blog is its owner's already. Its settings are in content/site.yaml.");
  }
  const written = usable(answers);
  const uncommitted = [content, join(assets, "img")].flatMap(unsaved);
  if (uncommitted.length > 0) {
    throw new UsageError(
      `The example is removed, and these files are in no commit yet: ${uncommitted.join(", ")}. Commit them, or put them elsewhere.`,
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

/** The settings, held to the same rules as those that somebody writes. */
function usable(answers: Answers): { text: string; movedColour: string | undefined } {
  const asWritten = source("content/site.yaml", settingsText(answers));
  const wrong = readSite(asWritten).problems.filter(isError);
  if (wrong.length > 0) throw new UsageError(wrong.map(({ message, hint }) => `${message} ${hint}`).join("\n"));
  const movedColour = answers.colour === undefined ? undefined : brand(answers.colour).moved;
  return { text: settingsText({ ...answers, colour: movedColour ?? answers.colour }), movedColour };
}

function settingsText({ name, url, language, colour, cta, timezone }: Answers): string {
  const text = (value: string): string => JSON.stringify(value);
  return `${MARK} README.md tells what else can be set.

name: ${text(name)}
url: ${text(url)} # where the site is served; with a path, the site lives under it
language: ${text(language)}
timezone: ${text(timezone)} # of dates that name no zone
${colour === undefined ? "" : `colour: ${text(colour)} # of links, buttons and what stands out\n`}
${ctaText(cta)}
# The editor at /admin/, for authors who do not work with files.
cms:
  backend: git-gateway
  branch: main
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

/** Files below a folder that git does not have as they are; none where there is no git to ask. */
function unsaved(folder: string): string[] {
  const { status, stdout } = spawnSync("git", ["status", "--porcelain", "--", "."], { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout.split("\n").flatMap((line) => (line === "" ? [] : line.slice(3))) : [];
}
