/**
 * What templates are given. A page is a pure function of its view and its layout chain, so a view holds all that the
 * page shows, ready to print: addresses with the site's base, dates with their label, nothing to look up or compute.
 * Views are plain data, so that they can be hashed, compared and handed to another process.
 */

import type { Problem } from "../base/diagnostic.ts";

export interface DateView {
  /** ISO 8601, for `<time datetime>`. */
  iso: string;
  label: string;
}

export interface LinkView {
  label: string;
  url: string;
}

/** A picture in the sizes that its place on the page asks for. */
export interface SizedPicture {
  /** What browsers show that choose nothing better from the others. */
  src: string;
  /** As it was uploaded: an address that stays, for feeds and search engines. */
  uploaded: string;
  /** In pixels, so that nothing moves when the picture arrives. Absent where nobody knows, as of other sites' pictures. */
  width?: number | undefined;
  height?: number | undefined;
  /** For `srcset`, with `sizes`: as WebP, and where it is no animation as AVIF. Absent where there is only `src`. */
  srcset?: string | undefined;
  avif?: string | undefined;
  sizes?: string | undefined;
  /** The colour that holds its place: a name in `css/parts/picture.css`. */
  tint?: string | undefined;
}

export interface PictureView extends SizedPicture {
  alt: string;
}

export interface TagView extends LinkView {
  id: string;
  description?: string | undefined;
  count: number;
  /** The same as the language writes it. */
  numeral: string;
  /** How many posts it has, in words. */
  posts: string;
}

export interface PersonView {
  id: string;
  name: string;
  url: string;
  role?: string | undefined;
  bio?: string | undefined;
  picture?: SizedPicture | undefined;
  /** Shown where there is no picture. */
  initials: string;
  links: LinkView[];
  count: number;
  /** How many posts they wrote, in words. */
  posts: string;
}

/** Whoever wrote an article: how many others they wrote is not shown there. */
export type AuthorView = Omit<PersonView, "count" | "posts">;

/** A post in a list. */
export interface CardView {
  title: string;
  url: string;
  summary: string;
  date: DateView;
  authors: LinkView[];
  tags: LinkView[];
  /** Without one the card shows a drawing made for its title. */
  thumbnail?: PictureView | undefined;
  /** Reading time, and how it is put. */
  minutes: number;
  readingTime: string;
  featured: boolean;
  /** Only in development: why readers do not see the post yet. */
  status?: "draft" | "scheduled" | "expired" | undefined;
}

/** Where on a page a call to action stands; part of its links, so that bookings can be traced without a cookie. */
export type Placement = "home" | "article-end" | "article-inside";

export interface CtaView {
  placement: Placement;
  title: string;
  text?: string | undefined;
  primary: LinkView;
  secondary?: LinkView | undefined;
}

export interface ContentsEntry {
  id: string;
  text: string;
  children: ContentsEntry[];
}

export interface PageNumbers {
  current: number;
  count: number;
  /** Which page of how many this is, in words. */
  position: string;
  previous?: string | undefined;
  next?: string | undefined;
  /** `name` is for those who do not see that the label is the number of a page. */
  links: { number: number; label: string; name: string; url: string; current: boolean }[];
}

/** The same in another form: a feed of a list, the text of an article. */
export interface AlternateView {
  /** As in `application/atom+xml`. */
  type: string;
  title: string;
  url: string;
}

/** For `<head>`. */
export interface HeadView {
  title: string;
  description: string;
  /** Absolute. */
  canonical: string;
  robots?: string | undefined;
  /** Open Graph type. */
  type: "website" | "article" | "profile";
  /** Absolute. */
  image?: string | undefined;
  imageAlt?: string | undefined;
  /** In pixels, where it is known. */
  imageSize?: { width: number; height: number } | undefined;
  /** As Open Graph writes it: `en_US`. */
  locale: string;
  /** The names of those who wrote the page, and the absolute addresses of their own pages. */
  authors: LinkView[];
  /** What an article is about, the main topic first. */
  topics: string[];
  published?: string | undefined;
  modified?: string | undefined;
  /** Those of the page alone; the feeds of the whole blog are in `site_view.ts`. */
  alternates: AlternateView[];
  /** JSON-LD, escaped: it may stand in a script as it is. */
  structuredData?: string | undefined;
}

interface BaseView {
  /** The page's address, with the site's base. */
  url: string;
  /** Where the page is written, relative to the output folder. */
  output: string;
  head: HeadView;
  title: string;
  /** The way from home to here; the page itself is last and has an empty address. Empty on home. */
  breadcrumbs: LinkView[];
  lang: string;
  dir: "ltr" | "rtl";
}

export interface ArticleView extends BaseView {
  kind: "post";
  /** The file that the post is written in, as in `content/posts/x.md`. */
  file: string;
  layout: string;
  standfirst?: string | undefined;
  date: DateView;
  updated?: DateView | undefined;
  authors: AuthorView[];
  tags: LinkView[];
  thumbnail?: PictureView | undefined;
  minutes: number;
  readingTime: string;
  /** Under which the HTML of the text is kept. Templates read `text` and `textAfter`: see {@link ShownArticle}. */
  textKey: string;
  /** The pictures of the text, by their `src` in the HTML, decoded. */
  pictures?: Record<string, SizedPicture> | undefined;
  /** The offset in the HTML at which the call to action inside the text stands. */
  interruptedAt?: number | undefined;
  ctaInside?: CtaView | undefined;
  ctaEnd?: CtaView | undefined;
  /** To the file that the article is written in; empty where that cannot be seen. */
  sources: LinkView[];
  /** Empty when the post has too few headings or wants none. */
  contents: ContentsEntry[];
  /** Whether the text brings a list of its headings with it. */
  hasOwnContents: boolean;
  /** Sends the address by mail. */
  shareByMail: string;
  series?:
    | { title: string; url: string; part: string; posts: { title: string; url: string; current: boolean }[] }
    | undefined;
  related: CardView[];
  previous?: LinkView | undefined;
  next?: LinkView | undefined;
  status?: CardView["status"];
  /** Only in development. */
  problems: Problem[];
  /** Only in development. */
  preview?: PreviewView | undefined;
}

/** How a post looks elsewhere, cut as it is cut there. */
export interface PreviewView {
  host: string;
  /** The way to the page, as search engines show it. */
  path: string;
  search: { title: string; description: string };
  social: { title: string; description: string; image?: string | undefined };
  feed: { title: string; summary: string; date: DateView; authors: string };
}

/** An article as its template gets it: with its text, which would be too much to hold of all articles at once. */
export interface ShownArticle extends ArticleView {
  /** HTML. The text up to the call to action inside it; all of it when there is none. */
  readonly text: string;
  /** HTML. What follows the call to action inside the text. */
  readonly textAfter: string;
}

export interface HomeView extends BaseView {
  kind: "home";
  tagline: string;
  /** Where the rest is, when there is more than is shown here. */
  allPosts?: string | undefined;
  allTopics?: string | undefined;
  allAuthors?: string | undefined;
  cta?: CtaView | undefined;
  featured?: CardView | undefined;
  latest: CardView[];
  /** Those with most posts. */
  tags: TagView[];
  authors: PersonView[];
}

/** A page of a list of posts: of the blog, a tag, an author or a series. */
export interface ListView extends BaseView {
  kind: "blog" | "tag" | "author" | "series";
  intro?: string | undefined;
  /** Only on an author's pages. */
  person?: PersonView | undefined;
  /** The address of the list's feed, if it has one. */
  feed?: string | undefined;
  posts: CardView[];
  pages: PageNumbers;
}

export interface TagsView extends BaseView {
  kind: "tags";
  intro: string;
  tags: TagView[];
}

export interface AuthorsView extends BaseView {
  kind: "authors";
  intro: string;
  authors: PersonView[];
}

export interface ArchiveView extends BaseView {
  kind: "archive";
  intro?: string | undefined;
  pages: PageNumbers;
  years: { year: string; id: string; posts: { title: string; url: string; date: DateView }[] }[];
}

export interface NotFoundView extends BaseView {
  kind: "not_found";
  /** Where the addresses and titles of all pages stand. */
  pageTitles: string;
  latest: CardView[];
}

/** A page at an old address that sends readers to the new one. */
export interface RedirectView extends BaseView {
  kind: "redirect";
  to: string;
}

/** Only in development: what stands at the address of a post that cannot be shown. */
export interface BrokenView extends BaseView {
  kind: "broken";
  problems: Problem[];
}

/** The page that searches all posts; the dialog shows its middle. */
export interface SearchView extends BaseView {
  kind: "search";
  intro: string;
  /** The folder of the index. */
  index: string;
  /** What the script says, as JSON: sentences, and forms for numbers. */
  sentences: string;
  /** Where to look without searching. */
  browse: LinkView[];
}

export type View =
  | ArticleView
  | HomeView
  | ListView
  | TagsView
  | AuthorsView
  | ArchiveView
  | SearchView
  | NotFoundView
  | RedirectView
  | BrokenView;

/** A page that the site will have. Its view is made when it is asked for: all views at once would be too much to hold. */
export interface Planned {
  kind: View["kind"];
  /** Where the page is written, relative to the output folder. */
  output: string;
  view(): View;
  /** A name for all that the view is made from, which is had in a fraction of the time; absent where it is not. */
  origin?(): string;
}

/** The views of each kind of page; the template of a kind is the file of that name in `pages/`. */
export type Views = Record<Exclude<View["kind"], "post">, View[]> & {
  /** Posts have the template that is their layout. */
  post: ArticleView[];
};
