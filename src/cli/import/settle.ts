/**
 * What only the new blog as a whole tells: which old addresses it answers, and which errors its posts came with.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { isError, type Problem } from "../../base/diagnostic.ts";
import { createFile } from "../../base/files.ts";
import { isFatal } from "../../base/rules/rules.ts";
import { decodeAddress, folderAddress, hostOf, pathKey, urlOf } from "../../base/urls.ts";
import { type Counts, KNOWN_PROBLEMS, knownProblemsText } from "../../config/known_problems.ts";
import { type BuildOptions, contentLabel } from "../../config/options.ts";
import { type Preparation, prepare, type SitePlan } from "../../engine/plan/plan_site.ts";
import { WorkerPool } from "../../engine/workers/worker_pool.ts";
import { type Sorted, sortAddresses, writeRedirects } from "./addresses.ts";
import { appendText } from "./authors/registries.ts";
import type { Imported } from "./import_blog.ts";

export interface Settled {
  addresses: Sorted;
  /** Errors that are warnings in the imported posts, by rule. */
  known: Map<string, number>;
  /** Errors that keep the blog from being built. */
  errors: Problem[];
}

/** Writes redirects for lists and the file of known problems, and completes the report. */
export async function settle(done: Imported, options: BuildOptions): Promise<Settled> {
  const first = await prepared(options);
  const addresses = sortAddresses(done.old, answersOf(first.plan), done.blog);
  const isWritten = addresses.moves.length > 0 && writeRedirects(options.content, addresses.moves);
  if (isWritten) done.written.push("site.yaml");
  else if (addresses.moves.length > 0) {
    const named = addresses.moves.map(({ from, to }) => `{ from: ${from}, to: ${to} }`).join(", ");
    done.open.push({ worth: 1, file: "site.yaml", message: `it could not be changed; add to \`redirects\`: ${named}` });
  }
  const last = isWritten ? await prepared(options) : first;
  const counts = ofImported(last.errors, done.written);
  const known = writeKnown(counts, options, done);
  const label = contentLabel(options);
  const errors = last.problems.filter(
    (problem) =>
      isError(problem) && (isFatal(problem.rule) || counts[problem.file.slice(label.length + 1)] === undefined),
  );
  for (const { file, line, message, hint } of errors)
    done.open.push({
      worth: 1,
      file: below(file, label),
      line,
      message: `it keeps the blog from being built: ${message} ${hint}`,
    });
  for (const problem of last.problems) {
    const file = below(problem.file, label);
    if (counts[file]?.[problem.rule] !== undefined && isError(problem))
      done.open.push({ worth: 2, file, line: problem.line, message: `${problem.message} ${problem.hint}` });
  }
  done.open.push(...linksHome(done, last));
  return { addresses, known, errors };
}

const below = (file: string, label: string): string =>
  file.startsWith(`${label}/`) ? file.slice(label.length + 1) : file;

async function prepared(options: BuildOptions): Promise<Preparation> {
  const pool = new WorkerPool(options);
  try {
    return await prepare(options, pool);
  } finally {
    pool.dismiss();
  }
}

function answersOf(plan: SitePlan | undefined): { pages: Set<string>; redirects: Set<string> } {
  if (plan === undefined) return { pages: new Set(), redirects: new Set() };
  const { pages, redirects } = plan.manifest();
  return {
    pages: new Set([...Object.keys(pages), ...plan.files.map(({ path }) => `/${path}`)]),
    redirects: new Set(Object.keys(redirects)),
  };
}

/** Errors of the files that this import wrote. */
function ofImported(errors: Counts, written: readonly string[]): Counts {
  const own = new Set(written.filter((file) => /^(?:posts|pages)\//.test(file)));
  return Object.fromEntries(Object.entries(errors).filter(([file]) => own.has(file)));
}

function writeKnown(counts: Counts, { content }: BuildOptions, done: Imported): Map<string, number> {
  const totals = new Map<string, number>();
  for (const rules of Object.values(counts))
    for (const [rule, count] of Object.entries(rules)) totals.set(rule, (totals.get(rule) ?? 0) + count);
  if (totals.size === 0) return totals;
  const file = join(content, KNOWN_PROBLEMS);
  const text = knownProblemsText(counts);
  const isWritten = existsSync(file) ? appendText(file, text.replace(/^#.*\n/gm, "")) : createFile(file, text);
  if (isWritten) done.written.push(KNOWN_PROBLEMS);
  return totals;
}

/** Links to pages of the owner's site that this blog does not have, by address. */
function linksHome({ blog }: Imported, { plan }: Preparation): Imported["open"] {
  if (plan === undefined) return [];
  const { site } = plan.loaded.blog;
  const hosts = [blog.site.url, site.url].flatMap((url) => hostOf(url) ?? []);
  const { pages, redirects } = answersOf(plan);
  const answered = new Set([...pages, ...redirects].map(pathKey));
  const found = new Map<string, string[]>();
  for (const post of blog.posts) {
    for (const [, url = ""] of post.body.matchAll(/\]\(<?(https?:\/\/[^)\s>]+)/g)) {
      const pathname = urlOf(url)?.pathname ?? "";
      if (!hosts.includes(hostOf(url) ?? "") || answered.has(pathKey(folderAddress(decodeAddress(pathname))))) continue;
      found.set(url.replace(/[?#].*$/, ""), [
        ...(found.get(url.replace(/[?#].*$/, "")) ?? []),
        `posts/${post.name}.md`,
      ]);
    }
  }
  return [...found].map(([url, files]) => ({
    worth: 3,
    message: `${url}: ${files.length} ${files.length === 1 ? "link leads" : "links lead"} to this address of your own site, which is no page of this blog (${[...new Set(files)].slice(0, 3).join(", ")}${new Set(files).size > 3 ? " …" : ""}). Keep it only if something else answers there.`,
  }));
}
