/**
 * Reads Markdown files of other generators: front matter in YAML, TOML or JSON, and the fields of this generator that
 * its fields stand for.
 */

import { parse as parseToml } from "smol-toml";
import { slug } from "../../../base/slug.ts";
import { source } from "../../../base/source.ts";
import { isRecord } from "../../../config/yaml.ts";
import { readDate } from "../../../content/date.ts";
import { split } from "../../../content/parse_post.ts";
import { listOf, type OldText, oldText, textOf } from "../old_blog.ts";
import { objectIn } from "./data_files.ts";

/** The names of a field in other generators, the most likely first. A dot leads into a nested mapping or list. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  title: ["title"],
  description: ["description", "summary", "excerpt", "subtitle", "spoiler", "brief"],
  meta_title: ["meta_title", "seo.title", "seo_title", "seoTitle"],
  meta_description: ["meta_description", "seo.description", "seo_description", "seoDescription"],
  author: ["author", "authors", "by", "writer", "authorName", "author_name"],
  date: "date pubDate pubDatetime publishDate published publishedAt datePublished published_at publish_date created createdAt".split(
    " ",
  ),
  updated:
    "updated lastmod last_modified_at last_update.date updatedDate modDatetime updatedAt updated_at modified".split(
      " ",
    ),
  expires: ["expires", "expiryDate"],
  tags: ["tags", "categories", "category", "topics", "keywords"],
  thumbnail:
    "thumbnail image.path image.src image.url image.feature image heroImage cover.image cover.src coverImage cover_image cover featuredImage featured_image feature_image header.teaser header.image images.0 ogImage.url ogImage banner socialImage teaser".split(
      " ",
    ),
  thumbnail_alt: "thumbnail_alt image.alt image_alt heroImageAlt cover.alt coverImageAlt featuredImageAlt".split(" "),
  draft: ["draft"],
  featured: ["featured", "pinned", "pin", "sticky"],
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
const CONSUMED = new Set(
  "layout permalink url aliases redirect_from redirect_to published type id post eleventyNavigation eleventyExcludeFromCollections cuid templateKey comments math mermaid".split(
    " ",
  ),
);

export interface Parsed {
  data: Readonly<Record<string, unknown>>;
  body: string;
  /** Whether the front matter had mistakes and was read line by line. */
  isRescued?: boolean;
}

/** @returns undefined for a file without front matter */
export function parsed(path: string, text: string): Parsed | undefined {
  const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const fenced = /^(\+\+\+|---(?:json|toml|js|yaml)?)[ \t]*\n([\s\S]*?)(?:\n)?^(?:\+\+\+|---)[ \t]*(?:\n|$)/m.exec(
    plain,
  );
  if (fenced?.index === 0) {
    const [whole, fence = "", head = ""] = fenced;
    const body = plain.slice(whole.length);
    if (fence === "+++" || fence === "---toml") return tried(() => parseToml(head), body) ?? rescued(head, body);
    if (fence === "---json" || fence === "---js")
      return (
        tried(() => JSON.parse(head), body) ??
        tried(() => objectIn(`export default ${head}`), body) ??
        rescued(head, body)
      );
    const from = source(path, plain.replace(/^---yaml/, "---"));
    const { yaml, bodyStart } = split(from);
    return yaml.problems.length === 0 ? { data: yaml.value, body: from.text.slice(bodyStart) } : rescued(head, body);
  }
  const json = /^\{[\s\S]*?\n\}[ \t]*(?:\n|$)/.exec(plain)?.[0];
  return json === undefined ? undefined : tried(() => JSON.parse(json), plain.slice(json.length));
}

function tried(read: () => unknown, body: string): Parsed | undefined {
  try {
    const data = read();
    return isRecord(data) ? { data, body } : undefined;
  } catch {
    return undefined;
  }
}

/** Front matter that its own language cannot read: every line with a name and a value by itself, and lists below it. */
function rescued(head: string, body: string): Parsed | undefined {
  const data: Record<string, unknown> = {};
  let last: string | undefined;
  for (const line of head.split("\n")) {
    const [, name, value = ""] = /^["']?([A-Za-z][\w-]*)["']?[ \t]*[:=][ \t]*(.*)$/.exec(line) ?? [];
    const item = /^[ \t]*-[ \t]+(.+)$/.exec(line)?.[1];
    if (name !== undefined) {
      const list = /^\[(.*)\],?$/.exec(value.trim())?.[1];
      data[name] =
        list === undefined
          ? bare(value)
          : list
              .split(",")
              .map(bare)
              .filter((one) => one !== "");
      last = name;
    } else if (last !== undefined && item !== undefined) data[last] = [...listOf(data[last]), bare(item)];
    else if (last !== undefined && /^[ \t]+\S/.test(line) && typeof data[last] === "string")
      data[last] = `${data[last]} ${bare(line)}`.trim();
  }
  for (const name of ["draft", "published", "featured"])
    if (data[name] === "true" || data[name] === "false") data[name] = data[name] === "true";
  return Object.keys(data).length === 0 ? undefined : { data, body, isRescued: true };
}

function bare(value: string): string {
  return value
    .trim()
    .replace(/,$/, "")
    .replace(/^(["'])(.*)\1$/, "$2");
}

/**
 * @param path relative to the old blog, as in `_posts/2020-01-02-first.md`
 * @param withoutDate whether the generator takes a date at the beginning of a name off
 */
export function convert(path: string, { data, body, isRescued = false }: Parsed, withoutDate: boolean): OldText {
  const { name, day } = nameOf(path, withoutDate);
  const fields: Record<string, unknown> = {};
  const used = new Set<string>(CONSUMED);
  for (const [field, names] of Object.entries(NAMES)) {
    for (const other of names) {
      const value = plainValue(field, valueAt(data, other));
      if (value === undefined) continue;
      used.add(other.split(".")[0] ?? other);
      if (fields[field] === undefined) fields[field] = value;
      else if (field === "tags") fields.tags = [...new Set([...listOf(fields.tags), ...listOf(value)])];
    }
  }
  if (fields.date === undefined && day !== undefined) fields.date = day;
  if (data.published === false) fields.draft = true;
  if (fields.title === undefined) fields.title = titleIn(body) ?? words(name);
  const text = oldText(path, name, fields, body);
  if (isRescued) text.notes.push({ message: "Its front matter had mistakes and was read line by line; compare it." });
  for (const field of ["date", "updated", "expires"]) readable(text, field);
  text.aliases = [...listOf(data.aliases), ...listOf(data.redirect_from)].map((one) =>
    /^(?:\/|https?:)/.test(one) ? one : `/${one}`,
  );
  text.dropped = Object.keys(data).filter((key) => !used.has(key));
  text.layout = textOf(data.layout);
  return text;
}

/** Writes a date in a form that can be read here; a note where there is none. */
export function readable(text: OldText, field: string): void {
  const written = textOf(text.fields[field]);
  if (written === undefined) return;
  const date = readDate(written, "utc");
  if ("time" in date) return;
  const time = Date.parse(written);
  const meant = date.suggestion ?? (Number.isNaN(time) ? undefined : new Date(time).toISOString());
  if (meant !== undefined && "time" in readDate(meant, "utc")) {
    text.fields[field] = meant;
    return;
  }
  delete text.fields[field];
  text.notes.push({ message: `Its \`${field}\` was “${written}”, which is no date. ${date.reason}` });
}

export function valueAt(data: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce(
      (value: unknown, key) => (Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined),
      data,
    );
}

const LISTS = new Set(["tags", "author"]);
const SWITCHES = new Set(["draft", "featured", "noindex", "toc", "unlisted"]);

/** Converts a value to this generator's type. Undefined if it is of another kind, or empty. */
function plainValue(field: string, value: unknown): unknown {
  if (value === undefined || value === null || value === "") return undefined;
  if (SWITCHES.has(field)) return typeof value === "boolean" ? value : undefined;
  if (field === "tags" && typeof value === "string")
    return value
      .split(value.includes(",") ? "," : /\s+/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== "");
  if (LISTS.has(field)) {
    const items = listOf(value);
    return items.length === 0 ? undefined : field === "author" && items.length === 1 ? items[0] : items;
  }
  if (value instanceof Date) return value.toISOString();
  if (field === "cta" && typeof value === "boolean") return value;
  if (field === "series" && Array.isArray(value)) return listOf(value)[0];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** `_posts/2020-01-02-first.md` is the post `first` of that day; `first/index.md` is `first`. */
export function nameOf(path: string, withoutDate: boolean): { name: string; day: string | undefined } {
  const parts = path.replace(/\.(?:md|markdown|mdx|html?)$/i, "").split("/");
  const last = parts.at(-1) ?? "";
  const named = /^_?index$/i.test(last) && parts.length > 1 ? (parts.at(-2) ?? last) : last;
  const dated = /^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$/.exec(named);
  const day =
    dated
      ?.slice(1, 4)
      .map((part) => part.padStart(2, "0"))
      .join("-") ?? /(?:^|\/)(\d{4})[/-](\d{2})[/-](\d{2})(?:[/-]|$)/.exec(path)?.slice(1, 4).join("-");
  return { name: withoutDate ? (dated?.[4] ?? named) : named, day };
}

function titleIn(body: string): string | undefined {
  return /^#[ \t]+(.+?)[ \t]*#*[ \t]*$/m.exec(body)?.[1];
}

export function words(name: string): string {
  const text = name.replace(/[-_]+/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The last part of an address, as a file name: `/2020/01/first.html` is `first`. */
export function nameIn(address: string): string | undefined {
  const last = address
    .split("/")
    .filter((part) => part !== "")
    .at(-1)
    ?.replace(/\.(?:html?|php|aspx?)$/i, "");
  const clean = last === undefined ? "" : slug(last);
  return clean === "" || /^\d+$/.test(clean) ? undefined : clean;
}
