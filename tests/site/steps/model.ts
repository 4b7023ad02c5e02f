/** A small blog as data, with its generator: the state that steps change. */

/** A date, in days from {@link DAY_ZERO}. */
export type Day = number;

/** An element of a post's text. */
export type Piece =
  | { kind: "words"; number: number }
  | { kind: "heading"; number: number }
  | { kind: "link"; to: string; anchor: number | undefined }
  | { kind: "picture"; name: string }
  | { kind: "code"; number: number }
  | { kind: "formula"; number: number }
  | { kind: "callout"; number: number }
  /** Mojibake, which the build repairs. */
  | { kind: "damage"; number: number }
  /** Long enough for a call to action inside the text. */
  | { kind: "chapter"; number: number };

export interface Post {
  /** The file name without extension. */
  name: string;
  title: string;
  date: Day;
  expires: Day | undefined;
  authors: string[];
  tags: string[];
  isDraft: boolean;
  isFeatured: boolean;
  isSpoilt: boolean;
  description: string | undefined;
  series: string | undefined;
  aliases: string[];
  thumbnail: string | undefined;
  layout: string | undefined;
  cta: string | undefined;
  body: Piece[];
}

export interface Author {
  id: string;
  name: string;
  bio: string | undefined;
  picture: string | undefined;
}

export interface Tag {
  id: string;
  label: string;
  description: string | undefined;
}

/** An image's bytes are derived from its number; all have the same length, so that size does not reveal a change. */
export interface Picture {
  name: string;
  number: number;
}

export interface Site {
  name: string;
  tagline: string;
  /** The base path of the site. */
  base: string;
  timezone: string;
  language: string;
  postsPerPage: number;
  deadLinks: "error" | "warn" | "off";
  cta: "usual" | "own" | "none";
}

/** What an owner's page shows. */
export const OWN_PAGES = ["posts", "tags", "everything", "plan", "include", "filter", "computed", "paginated"] as const;
export type OwnPage = (typeof OWN_PAGES)[number];

/** Files of the generator that steps change visibly. */
export const LAYOUTS = ["site_base.njk", "blog_base.njk", "list_base.njk", "page_base.njk"].map(
  (name) => `_includes/${name}`,
);
export const PARTIALS = [
  "head/meta.njk",
  "parts/byline.njk",
  "parts/cta.njk",
  "parts/pagination.njk",
  "parts/person.njk",
  "parts/post_card.njk",
  "parts/site_footer.njk",
  "parts/tag_list.njk",
].map((name) => `_includes/${name}`);
export const STYLES = ["tokens.css", "layers.css", "parts/byline.css", "parts/own.css"].map(
  (name) => `assets/css/${name}`,
);
export const PAGE_TEMPLATES = ["tag.njk", "home.njk", "archive.njk"].map((name) => `content/pages/${name}`);
export const WORDS = "src/views/i18n/i18n.ts";
export const CONFIG = "eleventy.config.ts";
/** An owner's layout, which posts may name. */
export const OWN_LAYOUT = "_includes/wide.njk";
/** An included file that is not a template. */
export const INCLUDED = "_includes/badge.svg";

/** Versions of changed generator files; absent files are unchanged. */
export type Marks = Readonly<Record<string, number>>;

export interface Blog {
  posts: Post[];
  authors: Author[];
  tags: Tag[];
  pictures: Picture[];
  site: Site;
  about: number;
  ownPages: OwnPage[];
  marks: Marks;
  hasOwnLayout: boolean;
  isTemplateBroken: boolean;
  /** Posts of one line that never change. */
  filler: number;
  /** The time of the build. */
  now: Day;
}

const DAY_ZERO = Date.UTC(2024, 5, 1, 12);
const DAY_LENGTH = 86_400_000;

/** The time of a day, as `--now` takes it. */
export function moment(day: Day): string {
  return new Date(DAY_ZERO + day * DAY_LENGTH).toISOString();
}

/** A number with four digits, so that changing it keeps the file size. */
export function digits(number: number): string {
  return String(number % 10_000).padStart(4, "0");
}

/** The element for a number, modulo the length; undefined for an empty list. */
export function nth<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(1, items.length)];
}
