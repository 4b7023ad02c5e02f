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

/** The way a language is written. */
export const direction = memoize((language): "ltr" | "rtl" =>
  RIGHT_TO_LEFT.has(new Intl.Locale(language).language) ? "rtl" : "ltr",
);

/** What a page says of itself, beside its address. */
export interface PageDescription {
  title: string;
  /** What stands in the browser's tab and in search results, if not the title. */
  metaTitle?: string | undefined;
  description?: string | undefined;
  breadcrumbs?: LinkView[];
  language?: string | undefined;
  head?: Partial<HeadView>;
  /** What search engines are told of it in the words of schema.org, beside the way to it. */
  things?: Thing[];
}

/** The part of a view that every page has. */
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

/** What is said of a card, where there is one. */
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

/** Search results cut longer titles off. Counted as HTML, in which a quotation mark is `&quot;`. */
const LONGEST_TITLE = 70;

/** The page's title with the site's name behind it, where both fit. */
function tabTitle(site: Site, url: string, title: string): string {
  const named = url === HOME || title.includes(site.name) ? title : `${title} | ${site.name}`;
  const excess = (text: string): number => text.replace(/[&<>"'`]/g, "&quot;").length - LONGEST_TITLE;
  if (excess(named) <= 0) return named;
  return excess(title) <= 0 ? title : shortened(title, title.length - excess(title));
}

/**
 * Which posts have a card to be shared with, what stands on it, and where it is.
 */

export interface SocialCard {
  /** Below the site's base, with a hash of what stands on it. */
  address: string;
  facts: CardFacts;
}

/** Up to so many posts, cards cost a build a few seconds, once. */
const FEW_POSTS = 100;

/** @param posts how many are in lists */
export function wantedCards({ social_cards }: Site, posts: number): WantedCards {
  const usual = posts > FEW_POSTS ? "none" : "all";
  return social_cards === "auto" ? usual : social_cards;
}

/** The card of a post, if it has one. */
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

/** The card of everything else: of the blog as a whole. */
export function blogCard(site: Site): SocialCard | undefined {
  if (site.social_cards === "none") return undefined;
  return cardOf("blog", { title: site.tagline ?? site.name, topic: undefined, authors: "", brand: site.name });
}

function cardOf(name: string, facts: CardFacts): SocialCard {
  const hash = digest(JSON.stringify([CARD_REVISION, facts])).slice(0, 10);
  return { address: `/assets/social/${name}-${hash}.png`, facts };
}

/** The address of a post's own picture, where those who show shared links can read it: they know no SVG. */
export function sharedPicture(frame: Frame, { thumbnail }: Post): string | undefined {
  const isThere = thumbnail !== undefined && (!isLocal(thumbnail) || frame.pictureAt(thumbnail) !== undefined);
  return isThere && extname(thumbnail).toLowerCase() !== ".svg" ? thumbnail : undefined;
}
