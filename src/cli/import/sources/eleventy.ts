/**
 * Blogs of Eleventy: any input folder, data of folders and files, and permalinks without template code.
 */

import { plural } from "../../../base/text.ts";
import { isRecord } from "../../../config/yaml.ts";
import { authorsInLayouts } from "../authors/author_layouts.ts";
import { type Files, holds, listOf, type OldBlog, type Source, textOf } from "../old_blog.ts";
import { dataIn } from "../texts/data_files.ts";
import { parsed, valueAt } from "../texts/front_matter.ts";
import { type ListSource, pagesOf } from "./eleventy_lists.ts";
import {
  computedPermalink,
  type DateFilters,
  dateFilters,
  filledIn,
  published,
  withoutSuffix,
} from "./eleventy_permalinks.ts";
import { addPage, type Data, isPost, isText, readMarkdown, setting } from "./markdown_folder.ts";

const CONFIG = /^(?:\.eleventy|eleventy\.config)\.(?:c|m)?[jt]s$/;
const TEMPLATE = /\.(?:njk|liquid|html|hbs|ejs|webc|11ty\.[cm]?js|haml|pug|mustache)$/i;

export const eleventy: Source = {
  detect: (files) =>
    files.paths.some((path) => CONFIG.test(path)) ||
    files.paths.some((path) => /(?:^|\/)_includes\/.*\.(?:njk|webc|11ty\.js)$/.test(path)),
  read,
};

function configOf(files: Files): string {
  const isCode = (path: string): boolean =>
    CONFIG.test(path) || /(?:^|[/_-])(?:filters?|dates?|collections?)\.[cm]?[jt]s$/.test(path);
  return files.paths
    .filter(isCode)
    .map((path) => files.text(path))
    .join("\n");
}

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
  const config = configOf(files);
  const formats = dateFilters(config);
  // Nunjucks escapes what it writes into a permalink.
  const isEscaped = setting(config, "markdownTemplateEngine") === "njk";
  const directoryData = memoized((folder: string) => folderData(files, folder));
  const dataOf = (path: string, data: Data): Data => {
    const steps = path.slice(input.length).split("/").slice(0, -1);
    const above = steps.map((_, index) => directoryData(input + steps.slice(0, index + 1).join("/")));
    const tags = [...above, data].flatMap((one) => listOf(one.tags));
    const merged: Data = Object.assign({}, ...above, fileData(files, path), data);
    const layout = layoutData(files, includes, merged.layout, 0);
    const isOut = data.permalink !== false;
    return {
      ...layout,
      ...merged,
      ...(tags.length > 0 ? { tags: [...new Set(tags)] } : {}),
      ...(isOut ? {} : { draft: true }),
    };
  };
  const blog = readMarkdown(files, {
    kind: "Eleventy",
    roots: ["", input, "public", "static", "src", "assets"],
    withoutDate: () => true,
    roleOf: (path, data) => (!isInput(path) ? undefined : isPost(path.slice(input.length), data) ? "post" : "page"),
    dataOf,
    addressesOf: (text, path, data) =>
      addressOf(path.slice(input.length), data, textOf(text.fields.date), formats, isEscaped),
    site: siteOf(files, dataFolder),
  });
  const source: ListSource = {
    posts: blog.posts
      .filter(({ fields }) => fields.draft !== true)
      .map(({ path, fields }) => ({
        path: path.slice(input.length),
        tags: listOf(fields.tags),
        year: textOf(fields.date)?.slice(0, 4),
      })),
    config,
    dataOf: (name) => globalData(files, dataFolder + name),
  };
  for (const text of [...blog.posts, ...blog.pages]) dropInherited(text);
  for (const path of new Set(blog.authors.map((author) => author.path).filter((one) => isInput(one) && isText(one)))) {
    const data = dataOf(path, parsed(path, files.text(path))?.data ?? {});
    if (blog.posts.some((post) => post.path === path)) continue;
    const addresses = addressOf(path.slice(input.length), data, undefined, formats, isEscaped);
    blog.others.push({ path, addresses, holds: "the page of an author" });
  }
  blog.authors.push(...authorsInLayouts(files, includes, blog.posts));
  for (const path of files.paths.filter((one) => isInput(one) && TEMPLATE.test(one))) {
    const { data: own = scriptPage(path, files), body = files.text(path) } = parsed(path, files.text(path)) ?? {};
    const data = dataOf(path, own);
    const below = path.slice(input.length);
    const { pagination } = own;
    const page = isRecord(pagination)
      ? pagesOf(path, pagination, data, below, source)
      : { path, addresses: addressOf(below, data, undefined, formats), holds: holds(body) };
    if (page.addresses.length === 0 && own.permalink !== undefined && own.permalink !== false)
      blog.open.push(
        `${path}: its addresses, \`${textOf(own.permalink) ?? "computed by code"}\`, cannot be told without running it. ${AGAINST}`,
      );
    addPage(blog, page, data, body);
  }
  const untold = blog.posts.filter(({ addresses, fields }) => addresses.length === 0 && fields.draft !== true);
  if (untold.length > 0)
    blog.open.push(
      `${plural(untold.length, "post")}: the old address is computed by code of the old blog, which is not run (${untold
        .slice(0, 3)
        .map(({ path }) => path)
        .join(", ")}${untold.length > 3 ? " …" : ""}). ${AGAINST}`,
    );
  return blog;
}

/** A permalink that only the code of the old blog knows. */
const UNREAD: readonly never[] = [];

const AGAINST = "Import with `--against` and the address of the old blog or its built folder, so that none is lost.";

/** A page that is a script says its address itself. */
function scriptPage(path: string, files: Files): Data {
  const text = /\.[cm]?js$/.test(path) ? files.text(path) : "";
  const permalink = setting(text, "permalink") ?? computedPermalink(text);
  return permalink === undefined ? {} : { permalink: permalink ?? UNREAD };
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

const SCRIPTS = [".js", ".cjs", ".mjs"];
const PLAIN = [".json", ".yaml", ".yml"];

function globalData(files: Files, stem: string): unknown {
  const path = [...PLAIN, ...SCRIPTS].map((suffix) => stem + suffix).find((one) => files.has(one));
  return path === undefined ? undefined : dataIn(path, files.text(path));
}

function dataFiles(files: Files, stem: string): Data {
  const suffixes = [...PLAIN, ".11tydata.json", ...SCRIPTS.map((suffix) => `.11tydata${suffix}`)];
  return Object.assign(
    {},
    ...suffixes.map((suffix) => (files.has(stem + suffix) ? dataFile(stem + suffix, files.text(stem + suffix)) : {})),
  );
}

function dataFile(path: string, text: string): Data {
  const data = dataIn(path, text);
  const record = isRecord(data) ? data : {};
  const code = path.endsWith("js") ? computedPermalink(text) : undefined;
  const nested = isRecord(record.eleventyComputed) ? record.eleventyComputed.permalink : undefined;
  // What cannot be read counts as computed: the usual address would be invented.
  if (code === null || (!isRecord(data) && code === undefined && text.includes("permalink")))
    return { ...record, permalink: UNREAD };
  const permalink = code ?? nested ?? undefined;
  return permalink === undefined ? record : { ...record, permalink };
}

const DEEPEST = 10;

/** The front matter of a layout, and of the layouts around it, is data of the pages that use it. */
function layoutData(files: Files, includes: readonly string[], layout: unknown, depth: number): Data {
  const name = textOf(layout);
  if (name === undefined || depth > DEEPEST) return {};
  const names = /\.\w+$/.test(name) ? [name] : [".njk", ".liquid", ".html", ".webc"].map((suffix) => name + suffix);
  const path = names.flatMap((one) => includes.map((folder) => folder + one)).find((one) => files.has(one));
  const { layout: outer, title: _, tags: __, ...data } = (path && parsed(path, files.text(path))?.data) || {};
  return { ...layoutData(files, includes, outer, depth + 1), ...data };
}

/** Where Eleventy writes a file. */
function addressOf(
  path: string,
  data: Data,
  date: string | undefined,
  formats: DateFilters,
  isEscaped = false,
): string[] {
  if (data.permalink === false) return [];
  const stem = stemOf(path);
  const parts = stem.split("/");
  const fileSlug =
    parts.at(-1) === "index" ? (parts.at(-2) ?? "").replace(/^.*\d{4}-\d{2}-\d{2}-/, "") : (parts.at(-1) ?? "");
  const permalink = isRecord(data.permalink) ? data.permalink.build : data.permalink;
  const written = textOf(permalink);
  const page = {
    fileSlug: isEscaped ? fileSlug.replace(/&/g, "&amp;").replace(/'/g, "&#39;") : fileSlug,
    filePathStem: `/${stem}`,
    date: date === undefined ? undefined : utcDay(date),
    inputPath: path,
  };
  const filled = written === undefined ? undefined : filledIn(written, { ...data, page }, formats);
  if (written !== undefined) return filled === undefined ? [] : [published(filled)];
  if (permalink !== undefined) return [];
  // Without a permalink, a date at the beginning of the name stays.
  const usual = withoutSuffix(path);
  return [
    published(
      /(?:^|\/)index$/.test(usual) || /(?:^|\/)([^/]+)\/\1$/.test(usual) ? usual.replace(/[^/]+$/, "") : `${usual}/`,
    ),
  ];
}

function utcDay(date: string): string {
  const time = /[+-]\d\d:?\d\d$/.test(date) ? Date.parse(date) : Number.NaN;
  return (Number.isNaN(time) ? date : new Date(time).toISOString()).slice(0, 10);
}

/** As in `page.filePathStem`. */
function stemOf(path: string): string {
  const parts = withoutSuffix(path).split("/");
  const last = parts.pop() ?? "";
  return [...parts, /\d{4}-\d{2}-\d{2}-(.*)/.exec(last)?.[1] ?? last].join("/");
}

function siteOf(files: Files, dataFolder: string): OldBlog["site"] {
  const data = ["site", "metadata", "meta", "config"]
    .map((name) => globalData(files, dataFolder + name))
    .find((one) => one !== undefined);
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
