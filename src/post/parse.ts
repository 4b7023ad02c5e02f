/**
 * From a post's text to a `Post`: every field checked, every name resolved, every problem with its place.
 */

import { checkFields } from "../fields.ts";
import { didYouMean } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import { type Author, folded, type Registry, type Tag } from "../registries.ts";
import type { Site } from "../site.ts";
import { type Finding, type Place, problemAt, type Source } from "../source.ts";
import type { FieldPath, YamlText } from "../yaml_text.ts";
import { readDate } from "./date.ts";
import { mappedLayout } from "./layout.ts";
import type { Post, TagUse } from "./post.ts";
import { split } from "./read.ts";
import { type FrontMatter, frontMatterSchema, REQUIRED } from "./schema.ts";
import { MAX_SLUG_BYTES, slug } from "./slug.ts";
import { statusOf } from "./status.ts";

/** What a post is checked against. */
export interface Surroundings {
  site: Site;
  /** Absent when there is no authors.yaml: then any name is an author. */
  authors: Registry<Author> | undefined;
  /** Absent when there is no tags.yaml: then any tag is a tag. */
  tags: Registry<Tag> | undefined;
  /** The files in `_includes` that a page may name as its layout. */
  layouts: readonly string[];
  /** Milliseconds since 1970. */
  now: number;
}

export interface ParsedPost {
  /** Absent when the front matter is too broken to make a page of. */
  post: Post | undefined;
  /** The offset in the source at which the text begins. */
  bodyStart: number;
  problems: Problem[];
}

export const DEFAULT_LAYOUT = "blog_base.njk";

/** The marker that puts a file into Eleventy's collection `post`; it is no tag. */
const COLLECTION_MARKER = "post";

export function parsePost(from: Source, name: string, around: Surroundings): ParsedPost {
  const { yaml, bodyStart } = split(from);
  if (yaml.problems.length > 0) return { post: undefined, bodyStart, problems: yaml.problems };
  const { value: front, problems } = checkFields(frontMatterSchema, from, yaml);
  const report = (path: FieldPath, finding: Finding): void => {
    problems.push(problemAt(from, yaml.placeOf(path), finding));
  };
  for (const field of REQUIRED) {
    if (front?.[field] === undefined && !(field in yaml.value && problems.some(isAbout(yaml, field)))) {
      report([field], {
        rule: "missing-field",
        message: `\`${field}\` is missing.`,
        hint: `Add a line \`${field}: …\` between the two \`---\`.`,
      });
    }
  }
  return {
    post: front && postOf(from, name, front, yaml, around, report),
    bodyStart,
    problems: front?.draft ? problems.map(asDraft) : problems,
  };
}

/** Whether a problem is about a field: a field that is wrong is not missing too. */
function isAbout(yaml: YamlText, field: string): (problem: Problem) => boolean {
  const { line, column } = yaml.placeOf([field]);
  return (problem) => problem.line === line && problem.column === column;
}

type Report = (path: FieldPath, finding: Finding) => void;

/** A draft may be unfinished: what would stop a published post is only said of a draft. */
export function asDraft(problem: Problem): Problem {
  return { ...problem, severity: "warn" };
}

function postOf(
  from: Source,
  name: string,
  front: FrontMatter,
  yaml: YamlText,
  around: Surroundings,
  report: Report,
): Post | undefined {
  const time = (field: "date" | "updated" | "expires"): number | undefined => {
    const written = front[field];
    return written === undefined ? undefined : timeOf(written, field, around.site.timezone, report);
  };
  const { title } = front;
  const date = time("date");
  const updated = time("updated");
  const expires = time("expires");
  const authors = authorsOf(front, around, report);
  const layout = layoutOf(front, around, report);
  const tags = tagsOf(front.tags, around, yaml, report);
  const postSlug = slugOf(front.slug ?? name, front.slug === undefined ? [] : ["slug"], report);
  checkCta(front, around.site, report);
  if (title === undefined || date === undefined || authors === undefined) return undefined;
  if (layout === undefined || postSlug === undefined) return undefined;
  const url = `/blog/${postSlug}/`;
  return {
    file: from.file,
    name,
    slug: postSlug,
    url,
    status: statusOf({ draft: front.draft, date, expires }, around.now),
    draft: front.draft,
    title,
    date,
    updated,
    expires,
    authors,
    tags,
    layout,
    description: front.description,
    metaTitle: front.meta_title,
    metaDescription: front.meta_description,
    thumbnail: front.thumbnail,
    thumbnailAlt: front.thumbnail_alt,
    featured: front.featured,
    series: front.series,
    aliases: aliasesOf(front.slug === undefined ? name : postSlug, url, front.aliases),
    canonical: front.canonical,
    toc: front.toc,
    lang: front.lang,
    noindex: front.noindex,
    cta: front.cta === true ? undefined : front.cta,
    data: yaml.value,
    places: placesOf(yaml),
  };
}

function timeOf(written: string, field: string, zone: string, report: Report): number | undefined {
  const read = readDate(written, zone);
  if ("time" in read) return read.time;
  report([field], {
    rule: "invalid-date",
    message: read.reason,
    hint: `Write \`${field}: ${read.suggestion ?? "2026-03-31"}\` (year, month, day).`,
  });
  return undefined;
}

function authorsOf(front: FrontMatter, around: Surroundings, report: Report): string[] | undefined {
  const { authors } = around;
  const given = front.author;
  if (given === undefined) return undefined;
  const known = authors?.entries.map((author) => author.name) ?? [];
  const ids = given.map((written, index): string | undefined => {
    if (authors === undefined) return slug(written);
    const found = authors.find(written);
    if (found) return found.id;
    const path = given.length > 1 ? ["author", index] : ["author"];
    if (folded(written) === folded(front.title ?? "")) {
      report(path, {
        rule: "unknown-author",
        severity: "warn",
        message: "The author field holds the post's title, so the post is published without a name.",
        hint: "Write the author's name, as authors.yaml has it.",
      });
      return "";
    }
    report(path, {
      rule: "unknown-author",
      message: `Nobody in authors.yaml is called “${written}”.`,
      hint: didYouMean(written, known) || "Add the person to authors.yaml, or write the name as it stands there.",
    });
    return undefined;
  });
  return ids.every((id) => id !== undefined) ? [...new Set(ids.filter((id) => id !== ""))] : undefined;
}

function layoutOf(front: FrontMatter, around: Surroundings, report: Report): string | undefined {
  const layout = mappedLayout(front.layout ?? DEFAULT_LAYOUT, around.site.layouts);
  if (around.layouts.includes(layout)) return layout;
  report(["layout"], {
    rule: "unknown-layout",
    message: `There is no layout \`${layout}\` in _includes.`,
    hint: didYouMean(layout, around.layouts) || `Remove the line; the post then gets \`${DEFAULT_LAYOUT}\`.`,
  });
  return undefined;
}

function slugOf(written: string, path: FieldPath, report: Report): string | undefined {
  const cleaned = slug(written);
  const bytes = new TextEncoder().encode(cleaned).length;
  if (cleaned !== "" && bytes <= MAX_SLUG_BYTES) return cleaned;
  report(path, {
    rule: "unsafe-path",
    message: cleaned === "" ? "No address can be made of this name." : `This name makes an address of ${bytes} bytes.`,
    hint: `Give the post a shorter name, as in \`slug: my-first-post\` (at most ${MAX_SLUG_BYTES} bytes).`,
  });
  return undefined;
}

function tagsOf(tags: readonly string[], around: Surroundings, yaml: YamlText, report: Report): TagUse[] {
  const uses = new Map<string, TagUse>();
  tags.forEach((written, index) => {
    if (written === COLLECTION_MARKER || written === "") return;
    const path = Array.isArray(yaml.value.tags) ? ["tags", index] : ["tags"];
    const id = tagId(written, around.tags, (finding) => report(path, finding));
    if (id !== undefined && !uses.has(id)) uses.set(id, { id, written, place: yaml.placeOf(path) });
  });
  return [...uses.values()];
}

function tagId(
  written: string,
  tags: Registry<Tag> | undefined,
  report: (finding: Finding) => void,
): string | undefined {
  if (tags === undefined) return slug(written);
  const found = tags.find(written) ?? tags.find(slug(written));
  if (found === undefined) {
    const known = tags.entries.map((tag) => tag.id);
    report({
      rule: "unknown-tag",
      message: `The tag “${written}” is not in tags.yaml.`,
      hint:
        didYouMean(written, known) ||
        `Use one of ${known.map((id) => `\`${id}\``).join(", ")}, or add it to tags.yaml.`,
    });
  } else if (written !== found.id && written !== found.label) {
    report({
      rule: "unknown-tag",
      severity: "warn",
      message: `“${written}” is another spelling of the tag \`${found.id}\`.`,
      hint: `Write \`${found.id}\`, so that both are one topic.`,
    });
  }
  return found?.id;
}

function checkCta(front: FrontMatter, site: Site, report: Report): void {
  if (typeof front.cta !== "string" || site.cta === false) return;
  const known = Object.keys(site.cta.variants);
  if (known.includes(front.cta)) return;
  report(["cta"], {
    rule: "unknown-cta",
    message: `site.yaml has no call to action named “${front.cta}”.`,
    hint: didYouMean(front.cta, known) || "Write `cta: false` for none, or remove the line for the usual one.",
  });
}

/** The old addresses of a post, among them the one that its name had before it was cleaned. */
function aliasesOf(name: string, url: string, written: readonly string[]): string[] {
  const given = written.map((path) =>
    isFile(path) ? `/${path.replace(/^\/+/, "")}` : `/${path.replace(/^\/+|\/+$/g, "")}/`,
  );
  return [...new Set([...given, `/blog/${name}/`])].filter((alias) => alias !== url);
}

/** Old sites have addresses such as `/2019/why.html`. */
function isFile(path: string): boolean {
  return /\.html?$/i.test(path);
}

function placesOf(yaml: YamlText): Record<string, Place> {
  const places: Record<string, Place> = {};
  for (const [key, value] of Object.entries(yaml.value)) {
    places[key] = yaml.placeOf([key]);
    if (Array.isArray(value)) {
      for (const index of value.keys()) places[`${key}.${index}`] = yaml.placeOf([key, index]);
    }
  }
  return places;
}
