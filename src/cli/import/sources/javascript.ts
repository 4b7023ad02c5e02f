/**
 * Blogs of Astro, Docusaurus, Next and Gatsby, and folders of Markdown that are none of a generator known here.
 */

import { type Files, listOf, type OldBlog, type Source, textOf } from "../old_blog.ts";
import { isPost, readMarkdown, setting } from "./markdown_folder.ts";

const packageOf = (files: Files): string => files.text("package.json");
const hasConfig = (files: Files, name: string): boolean =>
  files.paths.some((path) => new RegExp(`^${name}\\.config\\.[cm]?[jt]s$`).test(path));
const configOf = (files: Files, name: string): string =>
  files.paths
    .filter((path) => new RegExp(`^${name}[.-]config\\.[cm]?[jt]s$`).test(path))
    .map((path) => files.text(path))
    .join("\n");

function siteOf(config: string): OldBlog["site"] {
  return {
    name: setting(config, "title", "siteTitle", "name"),
    url: setting(config, "site", "url", "siteUrl"),
    description: setting(config, "tagline", "description"),
    author: setting(config, "author"),
  };
}

export const astro: Source = {
  detect: (files) =>
    hasConfig(files, "astro") ||
    /"astro"\s*:/.test(packageOf(files)) ||
    files.paths.some((path) => path.startsWith("src/content/")),
  read(files) {
    const config = configOf(files, "astro");
    const routes = routesOf(files);
    const end = /format:\s*["']file["']/.test(config) ? ".html" : "/";
    const site = files.text("src/consts.ts") || files.text("src/config.ts") || files.text("src/site.config.ts");
    const blog = readMarkdown(files, {
      kind: "Astro",
      roots: ["public", "", "src", "src/assets"],
      withoutDate: () => false,
      roleOf: (path, data) =>
        /^(?:src|content|data)\//.test(path)
          ? isPost(path.replace(/^src\/(?:content|pages|data)\//, ""), data)
            ? "post"
            : "page"
          : undefined,
      dataOf: (_, data) => data,
      addressesOf(_, path, data) {
        if (data.draft === true) return [];
        const page = /^src\/pages\/(.+?)(?:\/index)?\.\w+$/.exec(path)?.[1];
        if (page !== undefined) return [page === "index" ? "/" : `/${page}${end}`];
        const [, collection = "", stem = ""] =
          /^src\/(?:content|data)\/([^/]+)\/(.+?)(?:\/index)?\.\w+$/.exec(path) ?? [];
        if (collection === "") return [];
        const route = routes.get(collection);
        if (route === undefined && routes.size > 0) return [];
        const id = textOf(data.slug) ?? stem.split("/").map(astroSlug).join("/");
        return [`${route ?? `/${collection}/`}${id}${end}`.replace(/\/{2,}/g, "/")];
      },
      site: { ...siteOf(`${site}\n${config}`), url: setting(config, "site") },
    });
    for (const text of blog.posts) delete text.fields.slug;
    return blog;
  },
};

function astroSlug(part: string): string {
  return part
    .toLowerCase()
    .replace(/\s+/g, "-")
    .replace(/[^\p{L}\p{N}\-_]/gu, "");
}

/** The folder at which each collection is published: that of the page which reads it. */
function routesOf(files: Files): Map<string, string> {
  const routes = new Map<string, string>();
  for (const path of files.paths) {
    const folder = /^src\/pages\/(.*?)\[(?:\.{3})?\w+\](?:\/index)?\.astro$/.exec(path)?.[1];
    if (folder === undefined || /\[/.test(folder)) continue;
    const collection = /getCollection\(\s*["'](\w+)["']/.exec(files.text(path))?.[1];
    if (collection !== undefined && !/tags?\/|categor|page\//.test(folder)) routes.set(collection, `/${folder}`);
  }
  return routes;
}

export const docusaurus: Source = {
  detect: (files) => hasConfig(files, "docusaurus") || /"@docusaurus\/core"/.test(packageOf(files)),
  read(files) {
    const config = configOf(files, "docusaurus");
    const blogPart = config.slice(Math.max(0, config.search(/\bblog\s*:/)));
    const folder =
      `${/\bblog\s*:/.test(config) ? (setting(blogPart.slice(0, 2000), "path") ?? "blog") : "blog"}/`.replace(
        /^\.\//,
        "",
      );
    const base = (/\bblog\s*:/.test(config) ? setting(blogPart.slice(0, 2000), "routeBasePath") : undefined) ?? "blog";
    const root = base === "/" ? "/" : `/${base.replace(/^\/|\/$/g, "")}/`;
    const end = /trailingSlash:\s*false/.test(config) ? "" : "/";
    const blog = readMarkdown(files, {
      kind: "Docusaurus",
      roots: ["static", "", "blog"],
      withoutDate: () => true,
      roleOf: (path) => (path.startsWith(folder) ? "post" : /^src\/pages\/.+\.mdx?$/.test(path) ? "page" : undefined),
      dataOf: (_, data) => ({
        ...data,
        ...(data.author === undefined && data.author_name !== undefined ? { author: data.author_name } : {}),
      }),
      addressesOf(_, path, data) {
        if (data.draft === true) return [];
        const page = /^src\/pages\/(.+?)(?:\/index)?\.\w+$/.exec(path)?.[1];
        if (page !== undefined) return [`/${page}${end}`];
        const given = textOf(data.slug);
        if (given !== undefined) return [`${root}${given.replace(/^\//, "")}${end}`.replace(/\/{2,}$/, "/")];
        const stem = path.slice(folder.length).replace(/(?:\/index)?\.\w+$/, "");
        const [, year, month, day, rest = ""] = /^(?:.*\/)?(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/](.+)$/.exec(stem) ?? [];
        const dated = year === undefined ? stem : [year, month, day, rest].join("/");
        return [`${root}${dated}${end}`];
      },
      site: siteOf(config),
    });
    for (const text of blog.posts) delete text.fields.slug;
    const ids = new Map(blog.authors.flatMap(({ id, name }) => (id === undefined ? [] : [[id, name]])));
    for (const { fields } of blog.posts) {
      const names = listOf(fields.author).map((name) => ids.get(name) ?? name);
      if (names.length > 0) fields.author = names.length === 1 ? names[0] : names;
    }
    for (const path of files.paths.filter((one) => /^docs\/.*\.mdx?$/.test(one)))
      blog.others.push({
        path,
        addresses: [`/${path.replace(/(?:\/index)?\.\w+$/, "")}${end}`],
        holds: "a page of the documentation",
      });
    return blog;
  },
};

export const markdownFolder: Source = {
  detect: (files) => files.paths.some((path) => /\.(?:md|mdx|markdown)$/i.test(path)),
  read(files) {
    const isGatsby =
      files.paths.some((path) => /^gatsby-(?:config|node)\./.test(path)) || /"gatsby"\s*:/.test(packageOf(files));
    const isNext = hasConfig(files, "next") || /"next"\s*:/.test(packageOf(files));
    const config = isGatsby
      ? configOf(files, "gatsby")
      : files.paths
          .filter((path) => /(?:siteMetadata|site-?config|site\.config|config)\.[cm]?[jt]s$/i.test(path))
          .map((path) => files.text(path))
          .join("\n");
    const route = isNext ? nextRoute(files) : undefined;
    const kind = isGatsby ? "Gatsby" : isNext ? "Next" : "Markdown";
    const blog = readMarkdown(files, {
      kind,
      roots: ["public", "static", "", "src", "content"],
      withoutDate: (path) => /_posts\//.test(path),
      roleOf: (path, data) => (isPost(path, data) ? "post" : Object.keys(data).length > 0 ? "page" : undefined),
      dataOf: (_, data) => data,
      addressesOf(_, path, data) {
        if (data.draft === true || data.published === false) return [];
        const given =
          textOf(data.path) ??
          textOf(data.permalink) ??
          (textOf(data.slug)?.startsWith("/") ? textOf(data.slug) : undefined);
        if (given?.startsWith("/")) return [given];
        const stem = path.replace(/^(?:src\/)?(?:content|data|pages|app)?\/?/, "").replace(/(?:\/index)?\.\w+$/, "");
        const below = stem.replace(/^_?(?:posts|blog|articles)\//, "");
        const last = textOf(data.slug) ?? below;
        // Gatsby's starter takes the folder of posts off.
        if (isGatsby) return [`/${last.replace(/^\/|\/$/g, "")}/`];
        return isNext && route !== undefined
          ? [`${route}${last}/`]
          : isNext || !stem.includes("/")
            ? []
            : [
                `/${stem
                  .split("/")
                  .slice(0, -1)
                  .concat(last.split("/").at(-1) ?? "")
                  .join("/")}/`,
              ];
      },
      site: siteOf(config),
    });
    for (const text of blog.posts) if (textOf(text.fields.slug)?.includes("/")) delete text.fields.slug;
    return blog;
  },
};

/** The folder of the page that shows a post: `pages/posts/[slug].tsx` or `app/blog/[...slug]/page.tsx`. */
function nextRoute(files: Files): string | undefined {
  const found = files.paths.flatMap(
    (path) => /^(?:src\/)?(?:pages|app)\/(.*?)\[(?:\.{3})?\w+\](?:\/page)?\.[jt]sx?$/.exec(path)?.[1] ?? [],
  );
  const route = found
    .filter((one) => !/tags?\/|categor|authors?\/|page\/|\[|api\//.test(one))
    .map((one) => one.replace(/\([^)]*\)\//g, ""));
  return route[0] === undefined ? undefined : `/${route[0]}`;
}
