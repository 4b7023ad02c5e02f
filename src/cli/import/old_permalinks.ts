/**
 * Permalink patterns of other generators.
 *
 * @see https://jekyllrb.com/docs/permalinks/
 * @see https://gohugo.io/configuration/permalinks/
 */

import { slug } from "../../base/slug.ts";
import { isRecord } from "../../config/yaml.ts";
import { dataIn } from "./texts/data_files.ts";

/** The permalink settings of a blog. */
export interface Permalinks {
  /** For all posts, in Jekyll. */
  jekyll: string;
  /** By section, in Hugo. */
  hugo: Readonly<Record<string, string>>;
}

const JEKYLL_STYLES: Readonly<Record<string, string>> = {
  date: "/:categories/:year/:month/:day/:title:output_ext",
  pretty: "/:categories/:year/:month/:day/:title/",
  none: "/:categories/:title:output_ext",
};

const USUAL_PERMALINKS: Permalinks = { jekyll: JEKYLL_STYLES.date ?? "", hugo: {} };

/** @param texts of the configuration files, by name */
export function permalinksIn(texts: Readonly<Record<string, string>>): Permalinks {
  const settings = Object.entries(texts).map(([name, text]) => dataIn(name, text));
  const records = settings.filter(isRecord);
  const jekyll = records.map(({ permalink }) => permalink).find((one) => typeof one === "string");
  const sections = records
    .map(({ permalinks }) => (isRecord(permalinks) && isRecord(permalinks.page) ? permalinks.page : permalinks))
    .find(isRecord);
  return {
    jekyll: typeof jekyll === "string" ? (JEKYLL_STYLES[jekyll] ?? jekyll) : USUAL_PERMALINKS.jekyll,
    hugo: Object.fromEntries(
      Object.entries(sections ?? {}).flatMap(([section, pattern]) =>
        typeof pattern === "string" ? [[section, pattern]] : [],
      ),
    ),
  };
}

/** The values that fill a pattern. */
export interface PermalinkFacts {
  /** As in `2026-03-31`. Without it, patterns with a date cannot be filled. */
  day: string;
  /** File name. */
  name: string;
  slug: string | undefined;
  title: string;
  section: string;
  categories: readonly string[];
}

/** Fills a pattern. Undefined if it needs an unknown value. */
export function filledIn(pattern: string, facts: PermalinkFacts): string | undefined {
  const [year = "", month = "", day = ""] = facts.day.split("-");
  const values: Readonly<Record<string, string>> = {
    year,
    short_year: year.slice(2),
    month,
    i_month: month.replace(/^0/, ""),
    day,
    i_day: day.replace(/^0/, ""),
    title: pattern.includes(":output_ext") || facts.section === "" ? facts.name : slug(facts.title),
    slug: facts.slug ?? facts.name,
    filename: facts.name,
    slugorfilename: facts.slug ?? facts.name,
    contentbasename: facts.name,
    slugorcontentbasename: facts.slug ?? facts.name,
    section: facts.section,
    sections: facts.section,
    categories: facts.categories.join("/"),
    output_ext: ".html",
  };
  const asked = [...pattern.matchAll(/:([a-z_]+)/g)].map(([, token = ""]) => token);
  const isTellable = asked.every((token) => (token === "categories" ? true : (values[token] ?? "") !== ""));
  if (!isTellable) return undefined;
  return pattern.replace(/:([a-z_]+)/g, (_, token: string) => values[token] ?? "").replace(/\/{2,}/g, "/");
}
