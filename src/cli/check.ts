/**
 * `npm run check`: runs every rule on the sources and on the built site.
 */

import { readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { mapConcurrent } from "../base/concurrency.ts";
import { decode } from "../base/decode.ts";
import { isError, isRepaired, type Problem, withSeverities } from "../base/diagnostic.ts";
import { nearest } from "../base/nearest.ts";
import { slug } from "../base/slug.ts";
import { plural } from "../base/text.ts";
import { UsageError } from "../base/usage_error.ts";
import type { BuildOptions } from "../config/options.ts";
import { buildOptions, contentLabel, pathOfFile } from "../config/options.ts";
import { listPosts, readPost } from "../content/list_files.ts";
import { bodyStartOf } from "../content/parse_post.ts";
import type { LoadedBlog } from "../engine/load/load_blog.ts";
import { isNamedIn, textsBeside, UPLOADS } from "../engine/load/unpublished_uploads.ts";
import { paintFor } from "../engine/paint.ts";
import { type Preparation, prepare } from "../engine/plan/plan_site.ts";
import { lineReader, problemCounts, report, ruleCounts } from "../engine/reporter.ts";
import { WorkerPool } from "../engine/workers/worker_pool.ts";
import { crossPostAdvice } from "../lint/cross_post_rules.ts";
import { deadExternalLinks, externalLinks } from "../lint/external_links.ts";
import { fetchExternal } from "../lint/fetch_external.ts";
import { canValidate } from "../lint/site/html_validity.ts";
import { builtSiteProblems, isBuilt } from "../lint/site/lint_site.ts";
import { uploadAdvice } from "../lint/upload_rules.ts";
import { CHECK } from "./commands.ts";
import { command } from "./run.ts";

/** An annotation that GitHub Actions shows beside the line of a changed file. */
function annotation({ file, line, column, severity, rule, message, hint }: Problem): string {
  const escaped = (text: string): string => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  const property = (text: string): string => escaped(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
  const level = { error: "error", warn: "warning", suggestion: "notice" }[severity];
  return `::${level} file=${property(file)},line=${line},col=${column},title=${property(rule)}::${escaped(`${message} ${hint}`)}\n`;
}

/** What a person reads last: the counts, what keeps the blog from being published, and what `fix` would do. */
function summary(problems: readonly Problem[]): string {
  if (problems.length === 0) return "No problems.\n";
  const open = problems.filter((problem) => !isRepaired(problem));
  const repairs = problems.filter(isRepaired);
  const blocking = [...new Set(open.filter(isError).map(({ file }) => file))];
  const files = plural(new Set(repairs.map(({ file }) => file)).size, "file");
  return [
    ...(open.length === 0 ? [] : [`${problemCounts(open)}: ${ruleCounts(open)}.`]),
    ...(blocking.length === 0 ? [] : [`Nothing is published before the errors in ${listed(blocking)} are gone.`]),
    ...(repairs.length === 0
      ? []
      : [
          `${plural(repairs.length, "repair")} in the published pages: ${ruleCounts(repairs)}. \`npm run fix\` writes them into ${files}.`,
        ]),
    "",
  ].join("\n");
}

const MOST_NAMED = 5;

function listed(files: readonly string[]): string {
  const more = files.length - MOST_NAMED;
  return [...files.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/**
 * Whether a problem lies in one of the files that a person names: posts by name, path or address, other files of the
 * content, or all posts of a folder.
 */
function namedFiles(options: BuildOptions, given: readonly string[]): (file: string) => boolean {
  const named = new Set(given.flatMap((one) => filesNamed(options, one)));
  return (file) => named.has(file);
}

/** @throws UsageError if there is no such file */
function filesNamed(options: BuildOptions, given: string): string[] {
  const label = contentLabel(options);
  const { files } = listPosts(options.content, label);
  const path = resolve(given);
  const inContent = path.startsWith(options.content + sep) ? `${label}/${relative(options.content, path)}` : undefined;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    const inside = files.filter((post) => post.path.startsWith(path + sep)).map(({ file }) => file);
    if (inside.length > 0) return inside;
    throw new UsageError(`The folder ${given} has no posts. Name one, as in ${label}/posts/my-first-post.md.`);
  }
  if (found !== undefined && inContent !== undefined) return [inContent.split(sep).join("/")];
  const name = basename(given).replace(/\.(?:md|markdown|mdx|txt)$/i, "");
  const post = files.find((one) => one.name === name) ?? files.find((one) => slug(one.name) === name);
  if (post !== undefined) return [post.file];
  const guess = nearest(
    name,
    files.map((one) => one.name),
  );
  const hint = guess === undefined ? `Posts lie in ${label}/posts.` : `Did you mean ${label}/posts/${guess}.md?`;
  const what = found === undefined ? `There is no post ${given}.` : `${given} is no post of this blog.`;
  throw new UsageError(`${what} ${hint}`);
}

/** What to check besides the sources. */
export interface Further {
  /** Whether to check the output folder, if it contains a built site of this blog. */
  withSite: boolean;
  /** Whether to check links to other sites. */
  withLinks: boolean;
}

/** Runs all rules on all sources, and on more if asked. Sorted by file and line. */
export async function check(options: BuildOptions, { withSite, withLinks }: Further): Promise<Problem[]> {
  const pool = new WorkerPool(options);
  try {
    const preparation = await prepare(options, pool);
    const { plan } = preparation;
    const problems = await found(preparation);
    if (plan === undefined) return problems;
    const outside = withLinks ? await deadOutside(plan.loaded) : [];
    const built = withSite && isBuilt(options.output) ? await builtSite(plan.loaded) : [];
    return withSeverities([...problems, ...outside, ...built.filter((problem) => !isTold(problem, problems))], {});
  } finally {
    pool.dismiss();
  }
}

async function builtSite({ options, cache, blog, assets }: LoadedBlog): Promise<Problem[]> {
  const copied = new Set(assets.copied.map(({ address }) => address.slice(1)));
  return withSeverities(await builtSiteProblems(options.root, options.output, cache, copied), blog.site.checks);
}

/** Whether a problem of the built site was already reported in its source. */
function isTold({ rule, message }: Problem, problems: readonly Problem[]): boolean {
  const address = /`([^`]+)`/.exec(message)?.[1];
  return problems.some((other) => other.rule === rule && address !== undefined && other.message.includes(address));
}

async function found({ plan, problems, advice }: Preparation): Promise<Problem[]> {
  if (plan === undefined) return problems;
  const { settings, posts, blog } = plan.loaded;
  const across = crossPostAdvice({
    posts: blog.collections.posts,
    textOf: blog.textOf,
    termsOf: blog.termsOf,
    placeIn: posts.placeIn,
    nearestTo: (post) => blog.collections.related.get(post) ?? [],
    hasTagList: settings.tags !== undefined,
  });
  const further = withSeverities([...across, ...(await adviceOnUploads(plan.loaded))], blog.site.checks);
  // Severities are already applied here, and drafts have milder ones.
  return withSeverities([...problems, ...advice, ...further], {});
}

async function deadOutside({ blog, posts, cache }: LoadedBlog): Promise<Problem[]> {
  const { roots, checks } = blog.site;
  const shown = new Set(blog.shown.map(({ file }) => file));
  const links = posts.files.flatMap((file) => {
    const bytes = shown.has(file.file) ? readPost(file) : undefined;
    const decoded = bytes instanceof Uint8Array ? decode(file.file, bytes) : undefined;
    if (decoded === undefined || "problem" in decoded) return [];
    return externalLinks(decoded.source, bodyStartOf(decoded.source), roots);
  });
  return withSeverities(deadExternalLinks(links, await fetchExternal(links, cache)), checks);
}

async function adviceOnUploads({ assets, options }: LoadedBlog): Promise<Problem[]> {
  const others = textsBeside(options);
  const uploads = assets.all.filter(({ address }) => address.startsWith(UPLOADS));
  const found = await mapConcurrent(uploads, ({ path, address }) =>
    uploadAdvice({
      file: address.slice(1),
      bytes: readFileSync(path),
      isUsed: assets.referenced.has(address) || isNamedIn(others, address),
    }),
  );
  return found.flat();
}

export default command(CHECK, async (program, args) => {
  const { values, positionals } = parseArgs({ args, options: CHECK.flags, allowPositionals: true });
  const options = buildOptions(program, values, process.env);
  const isNamed = namedFiles(options, positionals);
  // The default output folder was built from the default content.
  const withSite = values.output !== undefined || options.content === join(options.root, "content");
  const found = await check(options, { withSite, withLinks: values.links });
  const problems = positionals.length === 0 ? found : found.filter(({ file }) => isNamed(file));
  if (withSite && isBuilt(options.output) && !(await canValidate())) {
    process.stderr.write("HTML validity was not checked: html-validate is not installed (npm ci).\n");
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ problems })}\n`);
  else {
    const text = report(problems, {
      lineOf: lineReader((file) => pathOfFile(options, file)),
      posts: listPosts(options.content, contentLabel(options)).files.length,
      isWhole: values.all || positionals.length > 0,
      paint: paintFor(process.stdout),
    });
    process.stdout.write(text + summary(problems));
    if (process.env.GITHUB_ACTIONS === "true") process.stdout.write(problems.map(annotation).join(""));
  }
  return problems.some(isError) ? 1 : 0;
});
