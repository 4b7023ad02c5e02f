/**
 * From front matter to a `Post`: validates every field, resolves every name, gives every problem its position.
 */

import type { Problem } from "../base/diagnostic.ts";
import { didYouMean } from "../base/nearest.ts";
import { MAX_SLUG_BYTES, slug } from "../base/slug.ts";
import { type Finding, type Place, problemAt, type Source } from "../base/source.ts";
import { shortened } from "../base/text.ts";
import { decodeAddress, isLocal } from "../base/urls.ts";
import { type Author, folded, type Registry, type Tag } from "../config/authors_and_tags.ts";
import type { Site } from "../config/site.ts";
import { checkFields } from "../config/validate.ts";
import type { FieldPath, YamlText } from "../config/yaml.ts";
import { aliasesOf, aliasPlaces } from "./alias.ts";
import { readDate } from "./date.ts";
import { mappedLayout } from "./layout.ts";
import { type PlacedPost, type Places, postUrl, type TagUse } from "./post.ts";
import { type FrontMatter, frontMatterSchema, itemPath, REQUIRED } from "./schema.ts";
import { statusOf } from "./status.ts";

/** What a post is validated against. */
export interface Surroundings {
  site: Pick<Site, "timezone" | "layouts" | "cta" | "checks" | "roots">;
  /** Undefined without authors.yaml: then any name is an author. */
  authors: Registry<Author> | undefined;
  /** Undefined without tags.yaml: then any tag is valid. */
  tags: Registry<Tag> | undefined;
  /** Files in `_includes` that a post may name as its layout. */
  layouts: readonly string[];
  /** Milliseconds since 1970. */
  now: number;
}

export interface ParsedFields {
  /** Undefined if the front matter is too broken for a page. */
  post: PlacedPost | undefined;
  problems: Problem[];
}

const DEFAULT_LAYOUT = "blog_base.njk";

/** The marker that puts a file into Eleventy's collection `post`. It is no tag. */
const COLLECTION_MARKER = "post";

/**
 * Validates the fields of a post.
 *
 * @param name file name of the post, without `.md`
 */
export function parseFields(from: Source, yaml: YamlText, name: string, around: Surroundings): ParsedFields {
  if (yaml.problems.length > 0) return { post: undefined, problems: yaml.problems };
  const { value: front, problems } = checkFields(frontMatterSchema, from, yaml);
  problems.push(...yaml.warnings);
  const report = (path: FieldPath, finding: Finding): void => {
    problems.push(problemAt(from, yaml.placeOf(path), finding));
  };
  for (const field of REQUIRED) {
    if (!isMissing(front?.[field])) continue;
    const told = field in yaml.value ? problems.find(isAbout(yaml, field)) : undefined;
    if (told === undefined) report([field], missing(field));
    else told.severity = "error";
  }
  return {
    post: front && postOf(from, name, front, yaml, around, report),
    problems: front?.draft ? problems.map(asDraft) : problems,
  };
}

function isMissing(value: string | string[] | undefined): boolean {
  return value === undefined || value.length === 0;
}

/** The problem of a missing required field. */
export function missing(field: (typeof REQUIRED)[number]): Finding {
  return {
    rule: "missing-field",
    message: `\`${field}\` is missing.`,
    hint: `Add a line \`${field}: …\` between the two \`---\`.`,
  };
}

/** Whether a problem is about a field: a field that is wrong is not reported as missing too. */
function isAbout(yaml: YamlText, field: string): (problem: Problem) => boolean {
  const { line, column } = yaml.placeOf([field]);
  return (problem) => problem.line === line && problem.column === column;
}

type Report = (path: FieldPath, finding: Finding) => void;

/** A draft may be unfinished: errors become warnings. */
export function asDraft(problem: Problem): Problem {
  return problem.severity === "error" ? { ...problem, severity: "warn" } : problem;
}

function postOf(
  from: Source,
  name: string,
  front: FrontMatter,
  yaml: YamlText,
  around: Surroundings,
  report: Report,
): PlacedPost | undefined {
  const time = (field: "date" | "updated" | "expires"): number | undefined => {
    const written = front[field];
    return written === undefined ? undefined : timeOf(written, field, around.site.timezone, report);
  };
  const { title } = front;
  const date = time("date");
  const updated = time("updated");
  const expires = time("expires");
  const authors = authorsOf(front, yaml, around, report);
  const layout = layoutOf(front, around, report);
  const series = front.series === undefined ? undefined : namedOf(front.series, ["series"], report);
  const tags = tagsOf(front.tags, around, yaml, report);
  const postSlug = slugOf(front.slug ?? name, front.slug === undefined ? [] : ["slug"], report);
  checkCta(front, around.site, report);
  if (title === undefined || date === undefined || postSlug === undefined) return undefined;
  const url = postUrl(postSlug);
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
    thumbnail: front.thumbnail && fromRoot(front.thumbnail),
    thumbnailAlt: front.thumbnail_alt,
    thumbnailFocus: front.thumbnail_focus,
    featured: front.featured,
    series,
    aliases: aliasesOf(front.slug === undefined ? name : postSlug, url, front.aliases, (index, finding) =>
      report(itemPath(yaml, "aliases", index), finding),
    ),
    canonical: front.canonical,
    toc: front.toc,
    lang: front.lang,
    noindex: front.noindex,
    unlisted: front.unlisted,
    cta: front.cta === true ? undefined : front.cta,
    data: yaml.value,
    places: {
      ...placesOf(yaml),
      ...aliasPlaces(front.aliases, (index) => yaml.placeOf(itemPath(yaml, "aliases", index))),
    },
  };
}

function timeOf(written: string, field: string, zone: string, report: Report): number | undefined {
  const read = readDate(written, zone);
  if ("time" in read) return read.time;
  report([field], {
    rule: "invalid-date",
    message: read.reason,
    hint: read.suggestion
      ? `Write \`${field}: ${read.suggestion}\` (year, month, day).`
      : `Write a day that exists as year, month and day, as in \`${field}: ${/^\d{4}-\d{2}-\d{2}[T ]/.test(written) ? "2026-03-31 09:30" : "2026-03-31"}\`${field === "date" ? "" : ", or remove the line"}.`,
  });
  return undefined;
}

/** The ids of the known authors. An unknown name is a problem and is dropped. */
function authorsOf(front: FrontMatter, yaml: YamlText, around: Surroundings, report: Report): string[] {
  const { authors } = around;
  if (authors === undefined) return [...new Set(front.author.map(slug))].filter((id) => id !== "");
  const ids = front.author.flatMap((written, index) => {
    const found = authors.find(written);
    if (found === undefined) report(itemPath(yaml, "author", index), unknownAuthor(written, front, authors));
    return found?.id ?? [];
  });
  return [...new Set(ids)];
}

function unknownAuthor(written: string, front: FrontMatter, authors: Registry<Author>): Finding {
  if (folded(written) === folded(front.title ?? "")) {
    return {
      rule: "unknown-author",
      severity: "warn",
      message: "The author field contains the post's title, so the post is published without an author.",
      hint: "Write the author's name as in authors.yaml.",
    };
  }
  const names = authors.entries.map((author) => author.name);
  const several = written.split(/\s*(?:,|&| and )\s*/);
  const known = several.filter((name) => authors.find(name));
  const hint =
    several.length > 1 && known.length === several.length
      ? `Write them as a list: \`author: [${several.join(", ")}]\`.`
      : known.length > 0 && known.length < several.length
        ? `Write them as a list, \`author: [${several.join(", ")}]\`, and add ${several.filter((name) => !known.includes(name)).join(" and ")} to authors.yaml.`
        : didYouMean(written, names);
  return {
    rule: "unknown-author",
    message: `authors.yaml has no author “${shortened(written, 60)}”.`,
    hint: hint || "Add the person to authors.yaml, or write the name as it is there.",
  };
}

function layoutOf(front: FrontMatter, around: Surroundings, report: Report): string {
  const layout = mappedLayout(front.layout ?? DEFAULT_LAYOUT, around.site.layouts);
  if (around.layouts.includes(layout)) return layout;
  report(["layout"], {
    rule: "unknown-layout",
    message: `There is no layout \`${layout}\` that shows posts.`,
    hint:
      didYouMean(around.layouts.includes(`${layout}.njk`) ? `${layout}.njk` : layout, around.layouts) ||
      `Remove the line to use \`${DEFAULT_LAYOUT}\`. A template in _includes or theme/_includes is a layout for posts if it prints \`view.text\`.`,
  });
  return DEFAULT_LAYOUT;
}

/** A name that becomes part of an address: of a series, or of a tag without registry. */
function namedOf(written: string, path: FieldPath, report: Report): string | undefined {
  return slugOf(written, path, report) === undefined ? undefined : written;
}

function slugOf(written: string, path: FieldPath, report: Report): string | undefined {
  const cleaned = slug(written);
  const bytes = new TextEncoder().encode(cleaned).length;
  if (cleaned !== "" && bytes <= MAX_SLUG_BYTES) return cleaned;
  report(path, {
    rule: "unsafe-path",
    message: cleaned === "" ? "This cannot become an address." : `This makes an address of ${bytes} bytes.`,
    hint: `Write it in words, in at most ${MAX_SLUG_BYTES} bytes, as in my-first-post.`,
  });
  return undefined;
}

function tagsOf(tags: readonly string[], around: Surroundings, yaml: YamlText, report: Report): TagUse[] {
  const uses = new Map<string, TagUse>();
  tags.forEach((written, index) => {
    if (written === COLLECTION_MARKER || written === "") return;
    const path = itemPath(yaml, "tags", index);
    const id = tagId(written, around.tags, path, report);
    if (id !== undefined && !uses.has(id)) uses.set(id, { id, written, place: yaml.placeOf(path) });
  });
  return [...uses.values()];
}

function tagId(written: string, tags: Registry<Tag> | undefined, path: FieldPath, report: Report): string | undefined {
  if (tags === undefined) return slugOf(written, path, report);
  const found = tags.find(written) ?? tags.find(slug(written));
  if (found === undefined) {
    const known = tags.entries.map((tag) => tag.id);
    report(path, {
      rule: "unknown-tag",
      message: `The tag “${written}” is not in tags.yaml.`,
      hint:
        didYouMean(written, known) ||
        `Use one of ${known.map((id) => `\`${id}\``).join(", ")}, or add it to tags.yaml.`,
    });
  } else if (written !== found.id && written !== found.label) {
    report(path, {
      rule: "unknown-tag",
      severity: "warn",
      message: `“${written}” is another spelling of the tag \`${found.id}\`.`,
      hint: `Write \`${found.id}\`, so that both lead to the same topic.`,
    });
  }
  return found?.id;
}

function checkCta(front: FrontMatter, site: Surroundings["site"], report: Report): void {
  if (typeof front.cta !== "string" || site.cta === false) return;
  const known = Object.keys(site.cta.variants);
  if (known.includes(front.cta)) return;
  report(["cta"], {
    rule: "unknown-cta",
    message: `site.yaml has no call to action named “${front.cta}”.`,
    hint: didYouMean(front.cta, known) || "Write `cta: false` for none, or remove the line for the default.",
  });
}

/** `assets/img/a%20b.jpg` becomes `/assets/img/a b.jpg`, since a thumbnail is shown on pages at many addresses. */
function fromRoot(path: string): string {
  return isLocal(path) ? `/${decodeAddress(path).replace(/^\/+/, "")}` : path;
}

function placesOf(yaml: YamlText): Places {
  const places: Record<string, Place> = {};
  for (const [key, value] of Object.entries(yaml.value)) {
    places[key] = yaml.placeOf([key]);
    if (Array.isArray(value)) {
      for (const index of value.keys()) places[`${key}.${index}`] = yaml.placeOf([key, index]);
    }
  }
  return places;
}
