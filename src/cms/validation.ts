/**
 * Validates the fields of a post in the browser, with the rules and messages of the build.
 */

import { stringify } from "yaml";
import { isError } from "../base/diagnostic.ts";
import { slug } from "../base/slug.ts";
import { source } from "../base/source.ts";
import { type Author, authorsOf, type Tag, tagsOf } from "../config/authors_and_tags.ts";
import { type YamlText, yamlText } from "../config/yaml.ts";
import { missing, parseFields, type Surroundings } from "../content/parse_fields.ts";
import { REQUIRED } from "../content/schema.ts";

/** The data that validation needs, as JSON. */
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
    site: settings.site,
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
