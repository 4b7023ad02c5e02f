/**
 * Blogs of Jekyll: posts and drafts, defaults of `_config.yml`, collections, pages.
 */

import { isRecord } from "../../../config/yaml.ts";
import { authorsInLayouts } from "../authors/author_layouts.ts";
import { type Files, holds, listOf, type OldBlog, type OldText, type Source, textOf } from "../old_blog.ts";
import { filledIn, permalinksIn } from "../old_permalinks.ts";
import { dataIn } from "../texts/data_files.ts";
import { parsed } from "../texts/front_matter.ts";
import { addPage, type Data, readMarkdown } from "./markdown_folder.ts";

const CONFIGS = ["_config.yml", "_config.yaml", "_config.toml"];

export const jekyll: Source = {
  detect: (files) =>
    CONFIGS.some((name) => files.has(name)) ||
    files.paths.some((path) => /(?:^|\/)_posts\/(?:.*\/)?\d{4}-\d{1,2}-\d{1,2}-/.test(path)),
  read,
};

function read(files: Files): OldBlog {
  const name = CONFIGS.find((one) => files.has(one));
  const data = name === undefined ? {} : dataIn(name, files.text(name));
  const config = isRecord(data) ? data : {};
  const source = textOf(config.source)?.replace(/^\.?\/|\/$/g, "");
  const base = source === undefined || source === "" ? "" : `${source}/`;
  const collections = collectionsOf(config);
  const pattern = permalinksIn(name === undefined ? {} : { [name]: files.text(name) }).jekyll;
  const authors = dataAuthors(files);
  const author = authorOf(config.author, authors);
  const roleOf = (path: string, own: Data): "post" | "page" | undefined => {
    const below = path.slice(base.length);
    if (/(?:^|\/)_(?:posts|drafts)\//.test(below)) return "post";
    const collection = /^_([\w-]+)\//.exec(below)?.[1];
    if (collection !== undefined)
      return collections.has(collection)
        ? own.date === undefined
          ? "page"
          : "post"
        : /^pages$/.test(collection)
          ? "page"
          : undefined;
    return /^(?:vendor|_site|node_modules|docs\/_site)\//.test(below) || Object.keys(own).length === 0
      ? undefined
      : "page";
  };
  const blog = readMarkdown(files, {
    kind: "Jekyll",
    roots: ["", base, "assets", "_site"],
    withoutDate: (path) => /_(?:posts|drafts)\//.test(path),
    roleOf,
    dataOf: (path, own) => {
      const defaults = defaultsFor(
        config,
        path.slice(base.length),
        /_posts\//.test(path) ? "posts" : /_drafts\//.test(path) ? "drafts" : "pages",
      );
      const folder = /^(.*?)\/?_(?:posts|drafts)\//.exec(path.slice(base.length))?.[1] ?? "";
      const above = folder.split("/").filter((part) => part !== "");
      const merged: Record<string, unknown> = { ...defaults, ...own };
      const named = authorOf(merged.author ?? merged.authors, authors) ?? author;
      if (named !== undefined) merged.author = named;
      if (above.length > 0)
        merged.categories = [...new Set([...above, ...listOf(merged.categories ?? merged.category)])];
      if (/(?:^|\/)_drafts\//.test(path)) merged.draft = true;
      return merged;
    },
    addressesOf: (text, path, own) => addressOf(text, path.slice(base.length), own, pattern, collections),
    site: {
      name: textOf(config.title ?? config.name),
      url: textOf(config.url),
      description: textOf(config.description ?? config.tagline),
      language: textOf(config.lang ?? config.locale),
      author: Array.isArray(author) ? author[0] : author,
    },
  });
  blog.authors.push(...authorsInLayouts(files, [`${base}_layouts/`, `${base}_includes/`], blog.posts));
  const isPage = (path: string): boolean =>
    path.startsWith(base) &&
    /\.(?:html?|liquid)$/.test(path) &&
    !/(?:^|\/)(?:_[\w-]+|assets|vendor|node_modules)\//.test(path.slice(base.length));
  for (const path of files.paths.filter(isPage)) {
    const found = parsed(path, files.text(path));
    if (found === undefined) continue;
    const address = textOf(found.data.permalink) ?? `/${path.slice(base.length).replace(/(^|\/)index\.html$/, "$1")}`;
    addPage(blog, { path, addresses: [address], holds: holds(found.body) }, found.data, found.body);
  }
  if (usesFeed(config)) blog.others.push({ path: name ?? "_config.yml", addresses: ["/feed.xml"], holds: "the feed" });
  return blog;
}

function usesFeed({ plugins, gems, theme, remote_theme }: Data): boolean {
  return (
    [...listOf(plugins), ...listOf(gems)].includes("jekyll-feed") ||
    theme === "minima" ||
    textOf(remote_theme)?.includes("chirpy") === true
  );
}

function collectionsOf({ collections }: Data): Map<string, Data> {
  const named = isRecord(collections)
    ? Object.entries(collections)
    : listOf(collections).map((one): [string, unknown] => [one, {}]);
  return new Map(named.map(([name, value]) => [name, isRecord(value) ? value : {}]));
}

/** Later and longer scopes win. */
function defaultsFor({ defaults }: Data, path: string, type: string): Data {
  const entries = Array.isArray(defaults) ? defaults.filter(isRecord) : [];
  const fitting = entries.flatMap(({ scope, values }): [number, Data][] => {
    if (!isRecord(values)) return [];
    const { path: folder = "", type: kind } = isRecord(scope) ? scope : {};
    const start = String(folder ?? "").replace(/^\/|\/$|\*.*$/g, "");
    return (start === "" || path.startsWith(start)) && (kind === undefined || kind === type)
      ? [[start.length, values]]
      : [];
  });
  return Object.assign({}, ...fitting.sort((a, b) => a[0] - b[0]).map(([, values]) => values));
}

function dataAuthors(files: Files): Map<string, string> {
  const path = files.paths.find((one) => /(?:^|\/)_data\/authors\.(?:ya?ml|json)$/.test(one));
  const data = path === undefined ? undefined : dataIn(path, files.text(path));
  return new Map(
    Object.entries(isRecord(data) ? data : {}).flatMap(([id, one]) =>
      isRecord(one) && textOf(one.name) ? [[id, textOf(one.name) ?? ""]] : [],
    ),
  );
}

/** Names for ids of `_data/authors.yml`. */
function authorOf(value: unknown, authors: ReadonlyMap<string, string>): string | string[] | undefined {
  const names = listOf(value).map((one) => authors.get(one) ?? one);
  return names.length > 1 ? names : names[0];
}

function addressOf(
  text: OldText,
  path: string,
  data: Data,
  pattern: string,
  collections: ReadonlyMap<string, Data>,
): string[] {
  if (data.published === false || data.draft === true) return [];
  const own = textOf(data.permalink);
  const isOfPost = /(?:^|\/)_posts\//.test(path);
  const collection = /^_([\w-]+)\//.exec(path)?.[1];
  const folder = collection === undefined ? undefined : collections.get(collection);
  if (folder !== undefined && !isOfPost && folder.output !== true) return [];
  if (!isOfPost) {
    if (own !== undefined && !own.includes(":")) return [normal(own)];
    if (collection !== undefined) {
      const named = textOf(folder?.permalink)
        ?.replace(":collection", collection)
        .replace(/:(?:name|path|title|slug)/, text.name);
      return [normal(named ?? `/${collection}/${text.name}.html`)];
    }
    const stem = path.replace(/\.\w+$/, "").replace(/(^|\/)index$/, "$1");
    if (stem === "" || stem.endsWith("/")) return [`/${stem}`];
    return [pattern.endsWith("/") ? `/${stem}/` : /:output_ext$|\.html$/.test(pattern) ? `/${stem}.html` : `/${stem}/`];
  }
  const date = textOf(data.date) ?? textOf(text.fields.date) ?? "";
  const facts = {
    day: date.slice(0, 10),
    name: text.name,
    slug: textOf(data.slug),
    title: String(text.fields.title ?? ""),
    section: "",
    categories: listOf(data.categories ?? data.category)
      .flatMap((one) => (Array.isArray(data.categories) ? one : one.split(/\s+/)))
      .map((one) => one.toLowerCase()),
  };
  const filled =
    own !== undefined && !own.includes(":")
      ? own
      : filledIn(own ?? pattern, { ...facts, name: textOf(data.slug) ?? text.name });
  return filled === undefined ? [] : [normal(filled)];
}

function normal(address: string): string {
  const path = `/${address.replace(/^\/+/, "")}`;
  return path.replace(/(^|\/)index\.html$/, "$1");
}
