/**
 * Blogs of Eleventy: any input folder, data of folders and files, and permalinks without template code.
 */

import { isRecord } from "../../../config/yaml.ts";
import { authorsInLayouts } from "../authors/author_layouts.ts";
import { dataIn, objectIn } from "../authors/people.ts";
import {
  type Files,
  holds,
  listOf,
  type OldBlog,
  type OldPage,
  type OldText,
  type Source,
  textOf,
} from "../old_blog.ts";
import { parsed, valueAt } from "../texts/front_matter.ts";
import { filledIn, published } from "./eleventy_permalinks.ts";
import { addPage, type Data, isPost, readMarkdown, setting } from "./markdown_folder.ts";

const CONFIG = /^(?:\.eleventy|eleventy\.config)\.(?:c|m)?[jt]s$/;
const TEMPLATE = /\.(?:njk|liquid|html|hbs|ejs|webc|11ty\.[cm]?js|haml|pug|mustache)$/i;

export const eleventy: Source = {
  detect: (files) =>
    files.paths.some((path) => CONFIG.test(path)) ||
    files.paths.some((path) => /(?:^|\/)_includes\/.*\.(?:njk|webc|11ty\.js)$/.test(path)),
  read,
};

interface Folders {
  /** With a slash at the end, or empty. */
  input: string;
  includes: string[];
  data: string;
}

function foldersOf(files: Files): Folders {
  const config = files.paths
    .filter((path) => CONFIG.test(path))
    .map((path) => files.text(path))
    .join("\n");
  const tidy = (folder: string): string => folder.replace(/^\.?\/+|\/+$/g, "").replace(/^\.$/, "");
  const set = (name: string): string | undefined =>
    new RegExp(`set${name}Directory\\(\\s*["']([^"']+)["']`).exec(config)?.[1];
  const named = set("Input") ?? setting(config, "input");
  const near = files.paths.map((path) => /^(.*?)_includes\//.exec(path)?.[1]).find((folder) => folder !== undefined);
  const input = tidy(named ?? near ?? "");
  const below = (folder: string): string =>
    [input, tidy(folder)]
      .filter((part) => part !== "")
      .join("/")
      .concat("/");
  const includes = [
    set("Includes") ?? setting(config, "includes") ?? "_includes",
    set("Layouts") ?? setting(config, "layouts") ?? "_layouts",
  ];
  return {
    input: input === "" ? "" : `${input}/`,
    includes: includes.map((folder) => below(folder).replace(/^(.*?)([^/]+)\/\.\.\//, "$1")),
    data: below(set("Data") ?? setting(config, "data") ?? "_data"),
  };
}

function read(files: Files): OldBlog {
  const folders = foldersOf(files);
  const { input, includes, data: dataFolder } = folders;
  const isInput = (path: string): boolean =>
    path.startsWith(input) &&
    ![...includes, dataFolder].some((folder) => path.startsWith(folder)) &&
    !/(?:^|\/)(?:_site|dist)\//.test(path);
  const directoryData = memoized((folder: string) => folderData(files, folder));
  const dataOf = (path: string, data: Data): Data => {
    const steps = path.slice(input.length).split("/").slice(0, -1);
    const above = steps.map((_, index) => directoryData(input + steps.slice(0, index + 1).join("/")));
    const tags = [...above, data].flatMap((one) => listOf(one.tags));
    const merged: Data = Object.assign({}, ...above, fileData(files, path), data);
    const layout = layoutData(files, includes, merged.layout);
    return { ...layout, ...merged, ...(tags.length > 0 ? { tags: [...new Set(tags)] } : {}) };
  };
  const blog = readMarkdown(files, {
    kind: "Eleventy",
    roots: ["", input, "public", "static", "src", "assets"],
    withoutDate: () => true,
    roleOf: (path, data) => (!isInput(path) ? undefined : isPost(path.slice(input.length), data) ? "post" : "page"),
    dataOf,
    addressesOf: (text, path, data) => addressOf(path.slice(input.length), data, textOf(text.fields.date)),
    site: siteOf(files, dataFolder),
  });
  for (const text of [...blog.posts, ...blog.pages]) dropInherited(text);
  blog.authors.push(...authorsInLayouts(files, includes, blog.posts));
  const collections = collectionsOf(files, blog.posts);
  for (const path of files.paths.filter((one) => isInput(one) && TEMPLATE.test(one))) {
    const { data: own = {}, body = files.text(path) } = parsed(path, files.text(path)) ?? {};
    const data = dataOf(path, own);
    const page = templatePage(path, body, own, data, path.slice(input.length), collections);
    addPage(blog, page, data, body);
  }
  return blog;
}

/** A marker of Eleventy's own is no topic; a `published` of the data is none of ours. */
function dropInherited({ fields }: { fields: Record<string, unknown> }): void {
  const tags = listOf(fields.tags).filter((tag) => !/^(?:posts?|blog|all|nav)$/i.test(tag) || tag === "post");
  if (tags.length > 0) fields.tags = tags;
  else delete fields.tags;
}

function memoized(read: (key: string) => Data): (key: string) => Data {
  const known = new Map<string, Data>();
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}

/** `blog/blog.json`, `blog/blog.11tydata.js` and the like. */
function folderData(files: Files, folder: string): Data {
  const name = folder.split("/").at(-1) ?? "";
  return dataFiles(files, `${folder}/${name}`);
}

function fileData(files: Files, path: string): Data {
  return dataFiles(files, path.replace(/\.[^./]+$/, ""));
}

function dataFiles(files: Files, stem: string): Data {
  const names = [".json", ".yaml", ".yml", ".11tydata.json", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs"].map(
    (suffix) => stem + suffix,
  );
  const found = names.filter((name) => files.has(name)).map((name) => dataIn(name, files.text(name)));
  return Object.assign({}, ...found.filter(isRecord));
}

/** A layout's front matter is data of the pages that use it; only what an address is made of counts here. */
function layoutData(files: Files, includes: readonly string[], layout: unknown): Data {
  const name = textOf(layout);
  const path = name === undefined ? undefined : includes.map((folder) => folder + name).find((one) => files.has(one));
  const data = path === undefined ? undefined : parsed(path, files.text(path))?.data;
  return data?.permalink === undefined ? {} : { permalink: data.permalink };
}

/** Where Eleventy writes a file. */
function addressOf(path: string, data: Data, date: string | undefined): string[] {
  if (data.permalink === false) return [];
  const stem = stemOf(path);
  const parts = stem.split("/");
  const fileSlug =
    parts.at(-1) === "index" ? (parts.at(-2) ?? "").replace(/^.*\d{4}-\d{2}-\d{2}-/, "") : (parts.at(-1) ?? "");
  const permalink = isRecord(data.permalink) ? data.permalink.build : data.permalink;
  const written = textOf(permalink);
  const page = { fileSlug, filePathStem: `/${stem}`, date: date?.slice(0, 10), inputPath: path };
  const filled = written === undefined ? undefined : filledIn(written, { ...data, page });
  if (written !== undefined) return filled === undefined ? [] : [published(filled)];
  if (permalink !== undefined) return [];
  // Without a permalink, a date at the beginning of the name stays.
  const usual = withoutSuffix(path);
  return [published(/(?:^|\/)index$/.test(usual) ? usual.replace(/index$/, "") : `${usual}/`)];
}

function withoutSuffix(path: string): string {
  return path.replace(/\.(?:11ty\.)?[^./]+$/, "");
}

/** As in `page.filePathStem`. */
function stemOf(path: string): string {
  const parts = withoutSuffix(path).split("/");
  const last = parts.pop() ?? "";
  return [...parts, /\d{4}-\d{2}-\d{2}-(.*)/.exec(last)?.[1] ?? last].join("/");
}

/** The collections of a blog, by name: how many posts are in each, if that is known. */
type Collections = ReadonlyMap<string, number | undefined>;

/** A page for each topic of the posts, and for each collection that the configuration adds. */
function collectionsOf(files: Files, posts: readonly OldText[]): Collections {
  const counts = new Map<string, number | undefined>();
  const config = files.paths
    .filter((path) => CONFIG.test(path))
    .map((path) => files.text(path))
    .join("\n");
  for (const { fields } of posts) for (const tag of listOf(fields.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  for (const [, name = ""] of config.matchAll(/addCollection\(\s*["'`]([^"'`]+)["'`]/g)) counts.set(name, undefined);
  return counts;
}

/** What a template makes: one page, or several by pagination. */
function templatePage(
  path: string,
  body: string,
  own: Data,
  data: Data,
  below: string,
  collections: Collections,
): OldPage {
  const pagination = isRecord(own.pagination) ? own.pagination : undefined;
  if (pagination === undefined) return { path, addresses: addressOf(below, data, undefined), holds: holds(body) };
  const written = textOf(data.permalink);
  const alias = textOf(pagination.alias);
  const of = String(pagination.data ?? "");
  if (of === "collections" && alias !== undefined && written !== undefined && pagination.size === 1) {
    const excluded = new Set([...listOf(pagination.filter)]);
    const names = ["all", ...collections.keys()].filter((name) => !excluded.has(name));
    const lists = names.flatMap((name) => filledIn(written, { ...data, [alias]: name }) ?? []);
    return { path, addresses: [...new Set(lists.map(published))], holds: "a list for each topic" };
  }
  const count = collections.get(/^collections\.(\w+)$/.exec(of)?.[1] ?? "");
  const size = typeof pagination.size === "number" && pagination.size > 0 ? pagination.size : 10;
  const pages = count === undefined ? 1 : Math.max(1, Math.ceil(count / size));
  const addresses = Array.from({ length: pages }, (_, number) => numbered(written, below, data, number) ?? []).flat();
  return { path, addresses, holds: count === undefined ? "a list, perhaps on several pages" : "a list of posts" };
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

function siteOf(files: Files, dataFolder: string): OldBlog["site"] {
  const names = ["site", "metadata", "meta", "config"].flatMap((name) =>
    [".json", ".js", ".cjs", ".mjs", ".yaml", ".yml"].map((end) => dataFolder + name + end),
  );
  const path = names.find((name) => files.has(name));
  const text = path === undefined ? "" : files.text(path);
  const data = path === undefined ? undefined : path.endsWith("js") ? objectIn(text) : dataIn(path, text);
  const value = (...keys: string[]): string | undefined =>
    keys.map((key) => textOf(valueAt(data, key))).find((one) => one !== undefined);
  return {
    name: value("title", "name", "siteName"),
    url: value("url", "siteUrl", "baseUrl", "domain"),
    description: value("description"),
    language: value("language", "lang"),
    author: value("author.name", "author"),
  };
}
