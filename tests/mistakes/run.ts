/** Inserts mistakes into posts, one into each copy, and counts those that `npm run check` reports at their line. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Problem } from "../../src/base/diagnostic.ts";
import { check } from "../../src/cli/check.ts";
import { buildOptions } from "../../src/config/options.ts";
import { ROOT } from "../site/site.ts";
import { type Mistaken, type Put, subject } from "./post.ts";

/** The blog to insert mistakes into. */
export interface Blog {
  /** Posts by file name. */
  posts: ReadonlyMap<string, string>;
  /** Other content files, by path. */
  others: Readonly<Record<string, string>>;
  /** The uploads folder, if any. */
  uploads?: string | undefined;
}

/** An inserted mistake. */
export interface Made {
  kind: string;
  /** Its path in the content folder. */
  file: string;
  lines: readonly number[];
  /** Its first line. */
  text: string;
  isFound: boolean;
  /** The findings at its lines. */
  said: string[];
}

/**
 * Inserts `rounds` mistakes into every post, of all kinds in turn.
 *
 * @param seed selects places and forms
 */
export async function makeMistakes(
  blog: Blog,
  kinds: Readonly<Record<string, Put>>,
  rounds: number,
  seed: number,
): Promise<Made[]> {
  const folder = mkdtempSync(join(tmpdir(), "mistakes-"));
  try {
    if (blog.uploads) cpSync(blog.uploads, join(folder, "assets", "img", "uploads"), { recursive: true });
    const usual = new Set((await checked(folder, blog, [])).map(sayingOf));
    const names = Object.keys(kinds);
    const made: Made[] = [];
    for (let round = 0; round < rounds; round++) {
      const mistakes = [...blog.posts].flatMap(([name, text], index) => {
        const kind = names[(round * blog.posts.size + index) % names.length] ?? "";
        const mistaken = kinds[kind]?.(subject(name, text, seed * 10_000 + round * 1_000 + index));
        return mistaken ? [{ kind, post: name, mistaken }] : [];
      });
      const problems = await checked(folder, blog, mistakes);
      made.push(...mistakes.map(({ kind, post, mistaken }) => judged(kind, post, mistaken, problems, usual)));
    }
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Checks the blog with some posts replaced. */
async function checked(
  folder: string,
  { posts, others }: Blog,
  mistakes: readonly { post: string; mistaken: Mistaken }[],
): Promise<Problem[]> {
  const content = join(folder, "content");
  rmSync(content, { recursive: true, force: true });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(content, path)), { recursive: true });
    writeFileSync(join(content, path), text);
  };
  for (const [path, text] of Object.entries(others)) write(path, text);
  const changed = new Map(mistakes.map(({ post, mistaken }) => [post, mistaken]));
  for (const [name, text] of posts) {
    const mistaken = changed.get(name);
    write(`posts/${mistaken?.name ?? name}`, mistaken?.text ?? text);
    for (const [path, beside] of Object.entries(mistaken?.beside ?? {})) write(path, beside);
  }
  const folders = {
    content,
    assets: join(folder, "assets"),
    output: join(folder, "site"),
    cache: join(folder, "cache"),
  };
  mkdirSync(folders.assets, { recursive: true });
  return check(buildOptions({ root: ROOT }, folders, {}), { withSite: false, withLinks: false });
}

function sayingOf({ file, rule, message }: Problem): string {
  return `${file} ${rule} ${message}`;
}

function judged(
  kind: string,
  post: string,
  { name = post, file = `posts/${name}`, lines, text }: Mistaken,
  problems: readonly Problem[],
  usual: ReadonlySet<string>,
): Made {
  const said = problems.filter(
    (problem) => problem.file === `content/${file}` && lines.includes(problem.line) && !usual.has(sayingOf(problem)),
  );
  return {
    kind,
    file,
    lines,
    text: text.split("\n")[(lines[0] ?? 1) - 1] ?? "",
    isFound: said.length > 0,
    said: said.map(({ rule, message, hint }) => `${rule}: ${message} ${hint}`),
  };
}
