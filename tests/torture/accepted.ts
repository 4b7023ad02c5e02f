import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isError } from "../../src/base/diagnostic.ts";
import { blog } from "../site/site.ts";
import { FORGIVING } from "./hostile_texts.ts";

/**
 * Builds all posts that were accepted, in one blog, with the real command.
 *
 * @returns the violated invariant, if any
 */
export async function buildAccepted(posts: readonly (string | Uint8Array)[]): Promise<string | undefined> {
  const site = blog(`-- content/site.yaml --\n${FORGIVING}`);
  const folder = join(site.folder, "content", "posts");
  mkdirSync(folder, { recursive: true });
  for (const [at, text] of posts.entries()) writeFileSync(join(folder, `post-${at}.md`), text);
  const first = await site.build("--now", "2026-01-01T00:00Z");
  const clashes = first.result.problems.filter(({ rule }) => rule === "duplicate-url").map(({ file }) => file);
  for (const file of new Set(clashes)) rmSync(join(site.folder, file));
  // Two posts may claim one address; each of the others must become a page.
  const { code, result, stderr } = clashes.length === 0 ? first : await site.build("--now", "2026-01-01T00:00Z");
  const errors = result.problems.filter(isError);
  if (errors.length > 0) return errors.map(({ file, line, message }) => `${file}:${line} ${message}`).join("\n");
  if (code !== 0 || stderr !== "") return `It ended with ${code}, and printed “${stderr}”.`;
  return undefined;
}
