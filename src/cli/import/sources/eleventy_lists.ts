/**
 * Pages that Eleventy makes by pagination: lists of posts, and a page for each topic, year or entry of a data file.
 */

import { isRecord } from "../../../config/yaml.ts";
import { listOf, type OldPage, textOf } from "../old_blog.ts";
import { filledIn, published, withoutSuffix } from "./eleventy_permalinks.ts";
import type { Data } from "./markdown_folder.ts";

/** A published post, as collections know it. */
export interface Listed {
  /** Below the input folder. */
  path: string;
  /** With those that are no topics, such as `posts`. */
  tags: readonly string[];
  year: string | undefined;
}

/** What lists are made of. */
export interface ListSource {
  posts: readonly Listed[];
  /** The text of the configuration, which adds collections. */
  config: string;
  /** Data by the name of its file. */
  dataOf(name: string): unknown;
}

/** What a template makes by pagination; `of` is undefined for a list whose length is not known. */
export function pagesOf(path: string, pagination: Data, data: Data, below: string, source: ListSource): OldPage {
  const written = textOf(data.permalink);
  const from = String(pagination.data ?? "");
  const items = itemsOf(from, pagination, source);
  const size = typeof pagination.size === "number" && pagination.size > 0 ? pagination.size : 10;
  const alias = textOf(pagination.alias);
  if (size === 1 && alias !== undefined && written !== undefined) {
    const filled = (items ?? []).flatMap((item) => filledIn(written, { ...data, [alias]: item }) ?? []);
    return { path, addresses: [...new Set(filled.map(published))], holds: `a page for each \`${alias}\`` };
  }
  const pages = items === undefined ? 1 : Math.max(1, Math.ceil(items.length / size));
  const addresses = Array.from({ length: pages }, (_, number) => numbered(written, below, data, number) ?? []).flat();
  return { path, addresses, holds: items === undefined ? "a list, perhaps on several pages" : "a list of posts" };
}

/** What is paginated; undefined where only the code of the old blog knows. */
function itemsOf(from: string, { filter, alias }: Data, source: ListSource): unknown[] | undefined {
  const tags = new Set(source.posts.flatMap((post) => post.tags));
  if (from === "collections") {
    const added = [...source.config.matchAll(/addCollection\(\s*["'`]([^"'`]+)/g)].map(([, name = ""]) => name);
    const excluded = new Set(listOf(filter));
    return [...new Set(["all", ...tags, ...added])].filter((name) => !excluded.has(name));
  }
  const name = /^collections\.(\w+)$/.exec(from)?.[1];
  if (name === undefined) {
    const data = source.dataOf(from);
    return Array.isArray(data) ? data : isRecord(data) ? Object.keys(data) : undefined;
  }
  if (tags.has(name)) return source.posts.filter((post) => post.tags.includes(name));
  const [, code = ""] =
    new RegExp(`addCollection\\(\\s*["'\`]${name}["'\`]([\\s\\S]*?)(?=\\.add[A-Z]|$)`).exec(source.config) ?? [];
  const of = `${name} ${textOf(alias) ?? ""}`;
  if (/year/i.test(of)) return [...new Set(source.posts.flatMap(({ year }) => year ?? []))];
  if (/tag|topic|categor/i.test(of) && !/getFilteredByTag/.test(code)) return topics(tags);
  const tag = /getFilteredByTag\(\s*["'`]([^"'`]+)/.exec(code)?.[1];
  if (tag !== undefined) return source.posts.filter((post) => post.tags.includes(tag));
  const globs = [...(/getFilteredByGlob\(([^)]*)/.exec(code)?.[1] ?? "").matchAll(/["'`]([^"'`]+)["'`]/g)];
  return globs.length === 0
    ? undefined
    : source.posts.filter(({ path }) => globs.some(([, glob = ""]) => `/${path}`.includes(folderIn(glob))));
}

/** The last folder that a pattern names: `./src/blog/**` is `/blog/`. */
function folderIn(glob: string): string {
  const folders = glob
    .split("/")
    .slice(0, -1)
    .filter((part) => part !== "" && !/[*.]/.test(part));
  return folders.length === 0 ? "/" : `/${folders.at(-1)}/`;
}

/** Tags but those that only mark posts. */
function topics(tags: ReadonlySet<string>): string[] {
  return [...tags].filter((tag) => !/^(?:all|nav|posts?|tagList)$/i.test(tag));
}

/** The address of one page of a list. Eleventy counts from 0. */
function numbered(written: string | undefined, below: string, data: Data, number: number): string | undefined {
  if (written === undefined) {
    const stem = withoutSuffix(below)
      .replace(/(^|\/)index$/, "$1")
      .replace(/([^/])$/, "$1/");
    return published(number === 0 ? stem : `${stem}${number}/`);
  }
  const plain = written
    .replace(
      /\{%-?\s*if\s+pagination\.pageNumber\s*(?:(?:>|!=)\s*0|>=\s*1)?\s*-?%\}([\s\S]*?)(?:\{%-?\s*else\s*-?%\}([\s\S]*?))?\{%-?\s*endif\s*-?%\}/g,
      (_, further: string, first: string | undefined) => (number === 0 ? (first ?? "") : further),
    )
    .replace(
      /\{\{-?\s*["']?([^"'{}]*?)["']?\s*\+?\s*\(?pagination\.pageNumber\s*(?:(?:\+|\|\s*plus:)\s*(\d+))?\s*\)?\s*-?\}\}/g,
      (_, before: string, plus: string | undefined) =>
        `${before.replace(/["'\s+]+$/, "")}${number + Number(plus ?? 0)}`,
    );
  const filled = filledIn(plain, data);
  return filled === undefined ? undefined : published(filled);
}
