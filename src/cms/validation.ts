/**
 * Validates the fields of a post in the browser, with the rules and messages of the build.
 */

import { stringify } from "yaml";
import { isError, type Problem } from "../base/diagnostic.ts";
import { slug } from "../base/slug.ts";
import { type Source, source } from "../base/source.ts";
import { type Author, authorRegistry, authorsOf, type Tag, tagRegistry, tagsOf } from "../config/authors_and_tags.ts";
import { readSite } from "../config/site.ts";
import { type YamlText, yamlText } from "../config/yaml.ts";
import { readDate } from "../content/date.ts";
import { missing, parseFields, type Surroundings } from "../content/parse_fields.ts";
import { REQUIRED } from "../content/schema.ts";
import { type Entry, fieldsAsWritten, HEAD, STATE } from "./post_format.ts";
import { isEmpty, isSame } from "./yaml_edits.ts";
import { blogFormat, ENTRIES } from "./yaml_formats.ts";

/** The part of the blog's settings that validation needs. */
export interface CmsSettings {
  site: Surroundings["site"];
  authors?: readonly Author[] | undefined;
  tags?: readonly Tag[] | undefined;
  layouts: readonly string[];
}

/**
 * The errors that keep a post from being published, by field. A draft may be unfinished.
 *
 * @param data the front matter as the CMS holds it
 */
export function refusals(data: Readonly<Record<string, unknown>>, settings: CmsSettings): Map<string, string> {
  const from = source("", stringify(data));
  const yaml = yamlText(from);
  const { problems } = parseFields(from, yaml, slug(String(data.title ?? "")) || "post", {
    // What a site tolerates when it is built is still pointed out while a post is written.
    site: { ...settings.site, checks: {} },
    authors: settings.authors && authorsOf(settings.authors),
    tags: settings.tags && tagsOf(settings.tags),
    layouts: settings.layouts,
    // Publication time does not matter here.
    now: 0,
  });
  const refused = new Map<string, string>();
  for (const { message, hint, line } of problems.filter(isError)) {
    const absent = REQUIRED.find((field) => missing(field).message === message);
    const field = absent ?? fieldAt(line, yaml);
    // In a form, the hint about where to type is not needed.
    if (!refused.has(field)) refused.set(field, absent ? message : `${message} ${hint}`);
  }
  return refused;
}

/**
 * The refusals that a save would bring: whoever corrects a word is not stopped by what was wrong in the file before.
 *
 * @param entry the fields in the form
 */
export function newRefusals(
  { body: _, [HEAD]: kept, [STATE]: __, ...fields }: Entry,
  settings: CmsSettings,
): Map<string, string> {
  const found = refusals(fields, settings);
  const before = found.size === 0 ? undefined : fieldsAsWritten(kept);
  const known = before && refusals(before, settings);
  // The build repairs an author named like the title, as an import left it. A new title does not make it an error.
  const isKept = (field: string): boolean =>
    field === "author" &&
    ["author", "draft"].every((name) => isSame(before?.[name], fields[name])) &&
    !isEmpty(fields.author);
  return new Map([...found].filter(([field, message]) => known?.get(field) !== message && !isKept(field)));
}

/** What the build would refuse in `authors.yaml`, `tags.yaml` or `site.yaml`. Nothing for other files. */
export function fileRefusals(path: string, entry: Entry): string[] {
  const read = READERS[/[^/]*$/.exec(path)?.[0] ?? ""];
  if (read === undefined) return [];
  const text = blogFormat.toFile(entry, path.endsWith("site.yaml") ? [] : [ENTRIES]);
  return read(source(path, text))
    .filter(isError)
    .map(({ message, hint }) => `${message} ${hint}`);
}

const READERS: Readonly<Record<string, (from: Source) => Problem[]>> = {
  "authors.yaml": (from) => authorRegistry(from, []).problems,
  "tags.yaml": (from) => tagRegistry(from).problems,
  "site.yaml": (from) => readSite(from).problems,
};

/** What lists say of a post. */
export function stateOf({ date, draft }: Entry, { site }: Pick<CmsSettings, "site">, now: number): string {
  if (draft === true) return "Draft";
  if (typeof date !== "string") return "Published";
  const read = readDate(date, site.timezone);
  const isLater = "time" in read && read.time > now;
  return isLater ? `Scheduled for ${date.slice(0, 16).replace("T", " ")}` : "Published";
}

/** The field that contains a line of the front matter. */
function fieldAt(line: number, yaml: YamlText): string {
  const begun = Object.keys(yaml.value).filter((key) => yaml.placeOfKey([key]).line <= line);
  return begun.at(-1) ?? "title";
}

/** Names in a field, as they appear among its choices. Authors may write names or ids. */
export function chosen(field: string, value: unknown, { authors, tags }: CmsSettings): string[] {
  const names = [value].flat().filter((name) => typeof name === "string");
  const known = field === "author" ? authorsOf(authors ?? []) : undefined;
  return names.map(
    (name) => known?.find(name)?.name ?? (field === "tags" ? tagsOf(tags ?? []).find(name)?.id : undefined) ?? name,
  );
}
