/**
 * Blogs of Hugo: sections and bundles, permalinks, taxonomies, and pages apart from posts.
 */

import { isRecord } from "../../../config/yaml.ts";
import { type Files, listOf, type OldBlog, type Source, textOf } from "../old_blog.ts";
import { filledIn, permalinksIn } from "../old_permalinks.ts";
import { dataIn } from "../texts/data_files.ts";
import { parsed } from "../texts/front_matter.ts";
import { type Data, readMarkdown } from "./markdown_folder.ts";

const CONFIG =
  /^(?:(?:hugo|config)\.(?:toml|ya?ml|json)|config\/_default\/(?:hugo|config|permalinks|params)\.(?:toml|ya?ml|json))$/;

export const hugo: Source = {
  detect: (files) =>
    files.paths.some(
      (path) =>
        CONFIG.test(path) &&
        /^(?:hugo|config\/)|baseurl|languageCode|\[params\]|theme\s*[:=]/i.test(path + files.text(path)),
    ) ||
    files.paths.some((path) => path.startsWith("archetypes/") || /^content\/.*\/_index\.md$/.test(path)) ||
    files.paths.some((path) => path.startsWith("content/") && /\.md$/.test(path) && files.text(path).startsWith("+++")),
  read,
};

function read(files: Files): OldBlog {
  const configs = files.paths.filter((path) => CONFIG.test(path));
  const config: Record<string, unknown> = {};
  for (const path of configs) {
    const data = dataIn(path, files.text(path));
    const name = /config\/_default\/(permalinks|params)\./.exec(path)?.[1];
    if (isRecord(data)) Object.assign(config, name === undefined ? data : { [name]: data });
  }
  const lower = new Map(Object.entries(config).map(([name, value]) => [name.toLowerCase(), value]));
  const content = `${(textOf(lower.get("contentdir")) ?? "content").replace(/^\.?\/|\/$/g, "")}/`;
  const permalinks = permalinksIn({
    ...Object.fromEntries(
      configs.filter((path) => !path.includes("/_default/permalinks")).map((path) => [path, files.text(path)]),
    ),
    "permalinks.json": JSON.stringify({ permalinks: config.permalinks ?? {} }),
  }).hugo;
  const isUgly = lower.get("uglyurls") === true;
  const params = isRecord(config.params) ? config.params : {};
  const author =
    textOf(params.author) ??
    (isRecord(params.author) ? textOf(params.author.name) : undefined) ??
    (isRecord(config.author) ? textOf(config.author.name) : textOf(config.author));
  const main = new Set(listOf(params.mainSections ?? params.mainsections));
  const sectionOf = (path: string): string =>
    path.slice(content.length).includes("/") ? (path.slice(content.length).split("/")[0] ?? "") : "";
  const folders = bundlesIn(files, content);
  const roleOf = (path: string, data: Data): "post" | "page" | undefined => {
    const below = path.slice(content.length);
    if (!path.startsWith(content) || /(?:^|\/)_index\./.test(below) || !/\.(?:md|markdown|html)$/.test(below))
      return undefined;
    // Files beside a bundle's index are its resources.
    if (!/(?:^|\/)index\.\w+$/.test(below) && folders.some((folder) => path.startsWith(folder))) return undefined;
    const section = sectionOf(path);
    const isInBundle = /^[^/]+\/index\.\w+$/.test(below);
    if (section === "" || (isInBundle && !main.has(section)))
      return data.date !== undefined && data.type === "post" ? "post" : "page";
    if (main.size > 0) return main.has(section) ? "post" : data.date === undefined ? "page" : "post";
    return data.date !== undefined || /^(?:posts?|blog|articles?|news)$/.test(section) ? "post" : "page";
  };
  const blog = readMarkdown(files, {
    kind: "Hugo",
    roots: ["static", "assets", "", "content"],
    withoutDate: () => false,
    roleOf,
    dataOf: (_, own) => ({ ...cascaded(own, author) }),
    addressesOf: (text, path, data) => {
      if (data.draft === true || data.headless === true) return [];
      const url = textOf(data.url);
      if (url !== undefined) return [`/${url.replace(/^\//, "")}`.replace(/\/index\.html$/, "/")];
      const section = sectionOf(path);
      const isBundle = /(?:^|\/)index\.\w+$/.test(path);
      const stem = path
        .slice(content.length)
        .replace(/(?:\/index)?\.\w+$/, "")
        .replace(/\.[a-z]{2}(?:-[a-z]{2})?$/i, "");
      const facts = {
        day: (textOf(data.date) ?? textOf(text.fields.date) ?? "").slice(0, 10),
        name: text.name,
        slug: textOf(data.slug),
        title: String(text.fields.title),
        section,
        categories: [],
      };
      const pattern = isBundle && !stem.includes("/") ? permalinks["/"] : permalinks[section === "" ? "/" : section];
      const filled = pattern === undefined ? undefined : filledIn(pattern, facts);
      if (pattern !== undefined && filled === undefined) return [];
      const parts = stem.split("/");
      const usual = `/${[...parts.slice(0, -1), textOf(data.slug) ?? parts.at(-1)].join("/")}/`;
      const address = urlized(filled ?? usual);
      return [isUgly ? address.replace(/\/$/, ".html") : address];
    },
    site: {
      name: textOf(config.title),
      url: textOf(lower.get("baseurl")),
      description: textOf(params.description),
      language: textOf(lower.get("languagecode") ?? lower.get("defaultcontentlanguage")),
      author,
    },
  });
  for (const text of blog.posts) if (textOf(text.fields.slug) !== undefined) delete text.fields.slug;
  const sections = [...new Set(blog.posts.map(({ path }) => sectionOf(path)).filter((section) => section !== ""))];
  const add = (addresses: string[], path: string, holds: string): void => {
    blog.others.push({ path, addresses, holds });
  };
  for (const section of sections)
    add(
      [`/${urlized(section)}/`, `/${urlized(section)}/index.xml`],
      `${content}${section}`,
      "the list of a section and its feed",
    );
  const published = blog.posts.filter(({ fields }) => fields.draft !== true);
  for (const [name, plural] of [
    ["tags", "tags"],
    ["categories", "categories"],
  ] as const) {
    const terms = new Set(published.flatMap(({ path }) => listOf(parsed(path, files.text(path))?.data[name])));
    const lists = [...terms].flatMap((term) => [
      `/${plural}/${urlized(term)}/`,
      `/${plural}/${urlized(term)}/index.xml`,
    ]);
    if (lists.length > 0)
      add([`/${plural}/`, `/${plural}/index.xml`, ...lists], content, `the lists of ${plural} and their feeds`);
  }
  if (published.length > 0) add(["/index.xml"], content, "the feed");
  return blog;
}

/** Hugo's `summary` that is longer than a paragraph is no description; an author of the site is one of the post. */
function cascaded(own: Data, author: string | undefined): Record<string, unknown> {
  const names = own.author ?? own.authors;
  return names === undefined && author !== undefined ? { ...own, author } : { ...own };
}

/** Folders of leaf bundles, with a slash at their ends. */
function bundlesIn(files: Files, content: string): string[] {
  return files.paths.flatMap((path) =>
    path.startsWith(content) && /\/index\.(?:md|markdown)$/.test(path) ? [path.replace(/[^/]+$/, "")] : [],
  );
}

/** As Hugo writes a path: lower case, hyphens for spaces, without signs. */
function urlized(path: string): string {
  return path
    .toLowerCase()
    .replace(/\s+/g, "-")
    .replace(/[^\p{L}\p{M}\p{N}\-_/.+~]/gu, "")
    .replace(/-{2,}/g, "-");
}
