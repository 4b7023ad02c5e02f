import { extname } from "node:path";
import type { Thing } from "schema-dts";
import { memoize, memoizeByPair } from "../../base/memoize.ts";
import { shortened } from "../../base/text.ts";
import { isLocal } from "../../base/urls.ts";
import { digest } from "../../cache/cache.ts";
import type { Site } from "../../config/site.ts";
import type { Post } from "../../content/post.ts";
import { CARD_REVISION, CARD_SIZE, type CardFacts } from "../../media/og_image.ts";
import type { Frame, WantedCards } from "../context.ts";
import type { LinkView } from "../part_types.ts";
import type { HeadView } from "../types.ts";
import { absoluteUrl, HOME, outputPath } from "../urls.ts";
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

/** Metadata of a social image, if there is one. */
export function cardHead(site: Site, card: SocialCard | undefined): Pick<HeadView, "image" | "imageAlt" | "imageSize"> {
  return card ? { image: absoluteUrl(site, card.address), imageAlt: card.facts.title, imageSize: CARD_SIZE } : {};
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

/**
 * Decides which posts get a social image, what it shows, and its address.
 */

export interface SocialCard {
  /** Address without the site's base path. It contains a hash of what the image shows. */
  address: string;
  facts: CardFacts;
}

/** Up to this many posts, social images cost a build a few seconds, once. */
const FEW_POSTS = 100;

/** @param posts number of listed posts */
export function wantedCards({ social_cards }: Site, posts: number): WantedCards {
  const usual = posts > FEW_POSTS ? "none" : "all";
  return social_cards === "auto" ? usual : social_cards;
}

/** The social image of a post, if it has one. */
export const socialCardOf = memoizeByPair((frame: Frame, post: Post): { card?: SocialCard } => {
  const { site, tags, authors, socialCards } = frame;
  if (socialCards === "none" || (socialCards === "missing" && sharedPicture(frame, post) !== undefined)) return {};
  const facts = {
    title: post.title,
    topic: post.tags.flatMap(({ id }) => tags.get(id)?.label ?? [])[0],
    authors: post.authors.flatMap((id) => authors.get(id)?.name ?? []).join(", "),
    brand: site.name,
  };
  return { card: cardOf(post.slug, facts) };
});

/** The social image of the blog, for all other pages. */
export function blogCard(site: Site): SocialCard | undefined {
  if (site.social_cards === "none") return undefined;
  return cardOf("blog", { title: site.tagline ?? site.name, topic: undefined, authors: "", brand: site.name });
}

function cardOf(name: string, facts: CardFacts): SocialCard {
  const hash = digest(JSON.stringify([CARD_REVISION, facts])).slice(0, 10);
  return { address: `/assets/social/${name}-${hash}.png`, facts };
}

/** Address of a post's own thumbnail, if social networks can read its format: they do not read SVG. */
export function sharedPicture(frame: Frame, { thumbnail }: Post): string | undefined {
  const isThere = thumbnail !== undefined && (!isLocal(thumbnail) || frame.pictureAt(thumbnail) !== undefined);
  return isThere && extname(thumbnail).toLowerCase() !== ".svg" ? thumbnail : undefined;
}
