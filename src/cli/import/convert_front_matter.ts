/**
 * Converts posts of other generators: Jekyll, Hugo, Astro, Eleventy, and what git CMSs write.
 */

import { parse as parseToml } from "smol-toml";
import { slug } from "../../base/slug.ts";
import { source } from "../../base/source.ts";
import { isRecord } from "../../config/yaml.ts";
import { split } from "../../content/parse_post.ts";
import { filledIn, type PermalinkFacts, type Permalinks, USUAL_PERMALINKS } from "./old_permalinks.ts";

/** A post of another blog. */
export interface ForeignPost {
  /** Its file name here, without `.md`. */
  name: string;
  /** Front matter of this generator, in the order in which it is written. */
  fields: Record<string, unknown>;
  /** Its text, as written. */
  body: string;
  /** Its old addresses. */
  oldAddresses: string[];
  /** Fields without a counterpart here. */
  dropped: string[];
}

/** The names of a field in other generators, the most likely first. A dot leads into a nested mapping. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  title: ["title"],
  description: ["description", "summary", "excerpt", "subtitle"],
  meta_title: ["meta_title", "seo.title", "seo_title"],
  meta_description: ["meta_description", "seo.description", "seo_description"],
  author: ["author", "authors"],
  date: ["date", "pubDate", "pubDatetime", "publishDate", "published", "publishedAt"],
  updated: ["updated", "lastmod", "last_modified_at", "updatedDate", "modDatetime", "updatedAt"],
  expires: ["expires", "expiryDate"],
  tags: ["tags", "categories", "category", "topics", "keywords"],
  thumbnail: [
    "thumbnail",
    "image.path",
    "image.src",
    "image.url",
    "image",
    "heroImage",
    "cover.image",
    "coverImage",
    "cover",
    "featuredImage",
    "featured_image",
    "ogImage",
    "banner",
  ],
  thumbnail_alt: ["thumbnail_alt", "image.alt", "image_alt", "heroImageAlt", "cover.alt", "coverImageAlt"],
  draft: ["draft"],
  featured: ["featured", "pinned", "pin"],
  series: ["series"],
  slug: ["slug"],
  canonical: ["canonical", "canonicalURL", "canonicalUrl", "canonical_url"],
  lang: ["lang", "language"],
  noindex: ["noindex"],
  unlisted: ["unlisted"],
  toc: ["toc"],
  cta: ["cta"],
};

/** Handled separately, or without meaning here. */
const CONSUMED = new Set(["layout", "permalink", "url", "aliases", "redirect_from", "published", "type", "id", "post"]);

/**
 * @param path relative to the imported folder, as in `_posts/2020-01-02-first.md`
 * @param permalinks the other blog's permalink patterns
 * @returns undefined for a file without front matter, which is no post
 */
export function foreignPost(path: string, text: string, permalinks = USUAL_PERMALINKS): ForeignPost | undefined {
  const parts = partsOf(path, text);
  if (parts === undefined) return undefined;
  const { data, body } = parts;
  const { name, day } = nameOf(path);
  const fields: Record<string, unknown> = {};
  const used = new Set<string>(CONSUMED);
  for (const [field, names] of Object.entries(NAMES)) {
    for (const other of names) {
      const value = plain(field, valueAt(data, other));
      if (value === undefined) continue;
      used.add(other.split(".")[0] ?? other);
      if (fields[field] === undefined) fields[field] = value;
      else if (field === "tags") fields.tags = [...new Set([...listOf(fields.tags), ...listOf(value)])];
    }
  }
  if (fields.date === undefined && day !== undefined) fields.date = day;
  if (data.published === false) fields.draft = true;
  if (fields.title === undefined) fields.title = titleIn(body) ?? words(name);
  const own = typeof fields.slug === "string" ? slug(fields.slug) : slug(name);
  const address = `/blog/${own}/`;
  const old = [
    ...listOf(data.aliases),
    ...listOf(data.redirect_from),
    ...[addressesOf(path, name, data, String(fields.date ?? ""), permalinks)].flat(),
  ];
  return {
    name,
    fields,
    body,
    oldAddresses: [...new Set(old)].filter((one) => one !== address),
    dropped: Object.keys(data).filter((key) => !used.has(key)),
  };
}

function partsOf(path: string, text: string): { data: Readonly<Record<string, unknown>>; body: string } | undefined {
  const toml = /^\ufeff?\+\+\+[ \t]*\r?\n([\s\S]*?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)/.exec(text);
  if (toml) {
    try {
      return { data: parseToml(toml[1] ?? ""), body: text.slice(toml[0].length) };
    } catch {
      return undefined;
    }
  }
  const from = source(path, text.replace(/^\ufeff/, ""));
  const { yaml, bodyStart } = split(from);
  return yaml.problems.length > 0 ? undefined : { data: yaml.value, body: from.text.slice(bodyStart) };
}

function valueAt(data: unknown, path: string): unknown {
  return path.split(".").reduce((value: unknown, key) => (isRecord(value) ? value[key] : undefined), data);
}

const LISTS = new Set(["tags", "author"]);
const SWITCHES = new Set(["draft", "featured", "noindex", "toc", "unlisted"]);

/** Converts a value to this generator's type. Undefined if it is of another kind, or empty. */
function plain(field: string, value: unknown): unknown {
  if (value === undefined || value === null || value === "") return undefined;
  if (SWITCHES.has(field)) return typeof value === "boolean" ? value : undefined;
  if (field === "tags" && typeof value === "string")
    return value.split(value.includes(",") ? "," : /\s+/).map((tag) => tag.trim());
  if (LISTS.has(field)) {
    const items = listOf(value);
    return items.length === 0 ? undefined : field === "author" && items.length === 1 ? items[0] : items;
  }
  if (value instanceof Date) return value.toISOString();
  if (field === "cta" && typeof value === "boolean") return value;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Texts, or the names of entries such as `{ name: Ada }`. */
function listOf(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const text = isRecord(item) ? (item.name ?? item.title) : item;
    return typeof text === "string" || typeof text === "number" ? String(text).trim() || [] : [];
  });
}

/** `_posts/2020-01-02-first.md` is the post `first` of that day; `first/index.md` is `first`. */
function nameOf(path: string): { name: string; day: string | undefined } {
  const parts = path.replace(/\.(?:md|markdown|mdx)$/i, "").split("/");
  const last = parts.at(-1) ?? "";
  const named = /^_?index$/i.test(last) && parts.length > 1 ? (parts.at(-2) ?? last) : last;
  const dated = path.includes("_posts/") || path.includes("_drafts/") ? /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(named) : null;
  return { name: dated?.[2] ?? named, day: /^(\d{4}-\d{2}-\d{2})-/.exec(named)?.[1] };
}

function titleIn(body: string): string | undefined {
  return /^#[ \t]+(.+?)[ \t]*#*[ \t]*$/m.exec(body)?.[1];
}

function words(name: string): string {
  const text = name.replace(/[-_]+/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The address that the other generator gave it. */
function addressesOf(
  path: string,
  name: string,
  data: Readonly<Record<string, unknown>>,
  date: string,
  permalinks: Permalinks,
): string | string[] {
  const said = [data.permalink, data.url].filter((one) => typeof one === "string" && !/[{:]/.test(one));
  if (said.length > 0) return said.map(String);
  const facts: PermalinkFacts = {
    day: date.slice(0, 10),
    name,
    slug: typeof data.slug === "string" ? data.slug : undefined,
    title: String(data.title ?? ""),
    section: "",
    categories: listOf(data.categories ?? data.category)
      .flatMap((one) => one.split(/\s+/))
      .map((one) => one.toLowerCase()),
  };
  if (path.includes("_posts/")) return filledIn(permalinks.jekyll, facts) ?? [];
  // Hugo puts sections of `content/` at the root, Astro collections of `src/content/` or pages of `src/pages/`.
  const below = /(?:^|\/)(?:src\/content|src\/pages|src\/data|content)\/(.+)$/.exec(path)?.[1] ?? path;
  const folder = below
    .split("/")
    .slice(0, -1)
    .filter((part) => part !== name);
  const section = folder[0] ?? "";
  const pattern = permalinks.hugo[section];
  if (pattern !== undefined) return filledIn(pattern, { ...facts, section }) ?? [];
  return folder.length === 0 ? [] : [`/${[...folder, typeof data.slug === "string" ? data.slug : name].join("/")}/`];
}
