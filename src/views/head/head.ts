/** The head of a page: its title, description, language and metadata. */

import type { Thing } from "schema-dts";
import { memoize } from "../../base/memoize.ts";
import { shortened } from "../../base/text.ts";
import type { Site } from "../../config/site.ts";
import type { LinkView } from "../part_types.ts";
import type { HeadView } from "../types.ts";
import { absoluteUrl, HOME, outputPath } from "../urls.ts";
import { blogCard, cardHead } from "./social_card.ts";
import { breadcrumbList, jsonLd } from "./structured_data.ts";

const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);

/** Text direction of a language. */
export const direction = memoize((language): "ltr" | "rtl" =>
  RIGHT_TO_LEFT.has(new Intl.Locale(language).language) ? "rtl" : "ltr",
);

/** What a page says about itself, besides its address. */
export interface PageDescription {
  title: string;
  /** Title for the browser's tab and search results, if it differs from `title`. */
  metaTitle?: string | undefined;
  description?: string | undefined;
  breadcrumbs?: LinkView[];
  language?: string | undefined;
  head?: Partial<HeadView>;
  /** Further schema.org things for search engines, besides the breadcrumbs. */
  things?: Thing[];
}

/** Builds the part of a view that every page has. */
export function page(site: Site, url: string, about: PageDescription) {
  const lang = about.language ?? site.language;
  return {
    url: site.base + url.slice(1),
    output: outputPath(url),
    title: about.title,
    head: headView(site, url, about),
    breadcrumbs: about.breadcrumbs ?? [],
    lang,
    dir: direction(lang),
  };
}

function headView(site: Site, url: string, about: PageDescription): HeadView {
  return {
    title: tabTitle(site, url, about.metaTitle ?? about.title),
    description: about.description ?? site.description ?? site.tagline ?? site.name,
    canonical: absoluteUrl(site, url),
    type: "website",
    locale: locale(about.language ?? site.language),
    authors: [],
    topics: [],
    alternates: [],
    structuredData: structuredData(site, about),
    ...cardHead(site, blogCard(site)),
    ...about.head,
  };
}

/** `pt` → `pt_BR`: Open Graph wants a country with each language. */
const locale = memoize((language) => {
  const { language: name, region } = new Intl.Locale(language).maximize();
  return `${name}_${region}`;
});

function structuredData(site: Site, { things = [], breadcrumbs = [] }: PageDescription): string | undefined {
  const all = breadcrumbs.length === 0 ? things : [...things, breadcrumbList(site, breadcrumbs)];
  return all.length === 0 ? undefined : jsonLd(all);
}

/** Search results truncate longer titles. Counted as HTML, in which a quotation mark is `&quot;`. */
const LONGEST_TITLE = 70;

/** Appends the site's name to the page's title if both fit. */
function tabTitle(site: Site, url: string, title: string): string {
  const named = url === HOME || title.includes(site.name) ? title : `${title} | ${site.name}`;
  const excess = (text: string): number => text.replace(/[&<>"'`]/g, "&quot;").length - LONGEST_TITLE;
  if (excess(named) <= 0) return named;
  return excess(title) <= 0 ? title : shortened(title, title.length - excess(title));
}
