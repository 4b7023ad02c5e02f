/**
 * What templates are given. A page is a pure function of its view and its layout chain, so a view holds all that the
 * page shows, ready to print: addresses with the site's base, dates with their label, nothing to look up or compute.
 * Views are plain data, so that they can be hashed, compared and handed to another process.
 */

import type { Problem } from "../base/diagnostic.ts";
import type {
  AuthorView,
  CardView,
  ContentsEntry,
  CtaView,
  DateView,
  LinkView,
  PageNumbers,
  PersonView,
  PictureView,
  SizedPicture,
  TagView,
} from "./part_types.ts";

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
