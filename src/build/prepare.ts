/**
 * Everything that happens before a page is rendered: reading, checking, gathering, planning. Eleventy has no part in it.
 */

import { join } from "node:path";
import { collections } from "../collections/collections.ts";
import { nextChange, visible } from "../collections/groups.ts";
import { type Destinations, referenceProblems } from "../doctor/references.ts";
import { repairs } from "../doctor/repair.ts";
import { spellingProblems } from "../doctor/spellings.ts";
import type { Rendered } from "../markdown/rendered.ts";
import { type AssetFile, listAssets } from "../media/assets.ts";
import { type Stylesheet, stylesheet } from "../media/stylesheet.ts";
import { listPosts } from "../post/load.ts";
import type { Post } from "../post/post.ts";
import { isError, judge, type Problem } from "../problem.ts";
import { type Blog, markdownSettings } from "../view/blog.ts";
import { wordsFor } from "../view/words.ts";
import { type BuildOptions, contentLabel, pagesFolder } from "./options.ts";
import { ordinaryAddresses } from "./ordinary_pages.ts";
import { addressesOf, assignAddresses, type BrokenPost, type Plan, plan, withFindings } from "./plan.ts";
import { type Reading, type ReadPost, readPostFile } from "./posts.ts";
import { type BlogSettings, readSettings, type UsableSettings } from "./settings.ts";

/** A blog that is ready to be rendered. */
export interface Prepared {
  options: BuildOptions;
  blog: Blog;
  plan: Plan;
  assets: AssetFile[];
  stylesheet: Stylesheet;
}

export interface Preparation {
  /** Absent when the settings are too broken to go on. */
  prepared: Prepared | undefined;
  problems: Problem[];
  /** Those of the problems that were put right in memory. */
  repairs: Problem[];
  /** When a post next appears or disappears by itself, in milliseconds since 1970. */
  nextChange: number | undefined;
}

export async function prepare(options: BuildOptions): Promise<Preparation> {
  const settings = readSettings(options);
  if (!isUsable(settings)) {
    return { prepared: undefined, problems: settings.problems, repairs: [], nextChange: undefined };
  }
  const { read, problems: readingProblems } = await readPosts(options, settings);
  const all = read.flatMap(({ post }) => post ?? []);
  const { posts, redirects, problems: addressProblems } = assignAddresses(all);
  const blog = blogOf(options, settings, visible(posts, options.development), read);
  const planned = plan(
    blog,
    redirects.filter(({ to }) => blog.collections.posts.includes(to)),
  );
  const to = destinations(options, blog, planned, posts);
  const problems = judge(
    [
      ...settings.problems,
      ...readingProblems,
      ...addressProblems,
      ...(settings.tags ? [] : spellingProblems(all)),
      ...blog.collections.posts.flatMap((post) => referenceProblems(post, blog.renderedOf(post), to)),
    ],
    settings.site.checks,
  );
  return {
    prepared: {
      options,
      blog,
      plan: options.development ? withFindings(planned, blog, problems, brokenPosts(read, problems)) : planned,
      assets: listAssets(options.assets),
      stylesheet: stylesheet(join(options.root, "assets", "css")),
    },
    problems,
    repairs: repairs(problems),
    nextChange: nextChange(posts, options.now),
  };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(isError);
}

function isUsable(settings: BlogSettings): settings is UsableSettings {
  return settings.site !== undefined;
}

async function readPosts(options: BuildOptions, settings: UsableSettings) {
  const { site } = settings;
  const { files, problems } = listPosts(options.content, contentLabel(options));
  const reading: Reading = {
    around: { ...settings, now: options.now },
    markdown: markdownSettings({ site, words: wordsFor(site.language) }),
    isShown: (post) => visible([post], options.development).length > 0,
  };
  const read: ReadPost[] = [];
  for (const file of files) read.push(await readPostFile(file, reading));
  return { read, problems: [...problems, ...read.flatMap((one) => one.problems)] };
}

function blogOf(
  options: BuildOptions,
  { site, authors, tags }: UsableSettings,
  posts: Post[],
  read: readonly ReadPost[],
): Blog {
  const renderedOf = rendererOf(read);
  const assets = new Set(listAssets(options.assets).map(({ address }) => address));
  return {
    site,
    words: wordsFor(site.language),
    collections: collections({
      posts,
      authors,
      tags,
      timezone: site.timezone,
      textOf: (post) => renderedOf(post).text,
    }),
    renderedOf,
    hasAsset: (address) => assets.has(address),
  };
}

function rendererOf(read: readonly ReadPost[]): (post: Post) => Rendered {
  const byPost = new Map(read.flatMap(({ post, rendered }) => (post && rendered ? [[post, rendered] as const] : [])));
  return (post) => {
    const rendered = byPost.get(post);
    if (rendered === undefined) throw new Error(`${post.file} is not shown, so its text was not rendered.`);
    return rendered;
  };
}

function destinations(options: BuildOptions, blog: Blog, planned: Plan, posts: readonly Post[]): Destinations {
  const shown = new Set(blog.collections.posts);
  const ids = new Map(blog.collections.posts.map((post) => [post.url, idsIn(blog.renderedOf(post).html)] as const));
  const pages = [...addressesOf(planned), ...ordinaryAddresses(pagesFolder(options))];
  return {
    pages: new Map(pages.map((address) => [address, ids.get(address)])),
    hidden: new Map(posts.filter((post) => !shown.has(post)).map((post) => [post.url, post.status])),
    assets: new Set(listAssets(options.assets).map(({ address }) => address)),
  };
}

function idsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? ""));
}

function brokenPosts(read: readonly ReadPost[], problems: readonly Problem[]): BrokenPost[] {
  return read
    .filter(({ post }) => post === undefined)
    .map(({ file }) => ({
      name: file.name,
      problems: problems.filter((problem) => problem.file === file.file),
    }));
}
