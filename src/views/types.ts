/**
 * View types: what templates are given. A page is a pure function of its view and its layout chain. A view holds
 * everything that the page shows, ready to print: addresses with the base path, dates with their label, nothing to look
 * up or compute. Views are plain data, so that they can be hashed, compared and sent to another process.
 */

import type { Problem } from "../base/diagnostic.ts";
import type {
  AlternateView,
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
  TopicView,
} from "./part_types.ts";

/** Content of `<head>`. */
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
  /** In pixels, if known. */
  imageSize?: { width: number; height: number } | undefined;
  /** Locale in Open Graph's form: `en_US`. */
  locale: string;
  /** Names of the page's authors, and the absolute addresses of their pages. */
  authors: LinkView[];
  /** The authors' handles, for what shows a shared link there. */
  fediverse?: string[] | undefined;
  /** Topics of an article, the main topic first. */
  topics: string[];
  published?: string | undefined;
  modified?: string | undefined;
  /** Alternates of this page only. `site.ts` has the feeds of the whole blog. */
  alternates: AlternateView[];
  /** JSON-LD, escaped for use inside a script element. */
  structuredData?: string | undefined;
}

interface BaseView {
  /** Address of the page, with the site's base path. */
  url: string;
  /** Path of the page's file, relative to the output folder. */
  output: string;
  head: HeadView;
  title: string;
  /** Breadcrumbs from home to this page. The page itself is last and has an empty address. Empty on home. */
  breadcrumbs: LinkView[];
  lang: string;
  dir: "ltr" | "rtl";
}

export interface ArticleView extends BaseView {
  kind: "post";
  /** The post's source file, as in `content/posts/x.md`. */
  file: string;
  layout: string;
  standfirst?: string | undefined;
  date: DateView;
  updated?: DateView | undefined;
  /** Those who wrote it, and those of them whom the call to action at its end does not present. */
  authors: AuthorView[];
  otherAuthors: AuthorView[];
  tags: TopicView[];
  thumbnail?: PictureView | undefined;
  /** Whether the thumbnail stands beside the title on wide screens, whole, and not below it. */
  isPictureBeside: boolean;
  minutes: number;
  readingTime: string;
  /** Cache key of the text's HTML. Templates read `text` and `textAfter`: see {@link ShownArticle}. */
  textKey: string;
  /** Images of the text, by their decoded `src` in the HTML. */
  pictures?: Record<string, SizedPicture> | undefined;
  /** Offset in the HTML at which the call to action is inserted. */
  interruptedAt?: number | undefined;
  ctaInside?: CtaView | undefined;
  ctaEnd?: CtaView | undefined;
  /** Links to the article's source file. Empty unless the repository is public. */
  sources: LinkView[];
  /** Empty if the post has too few headings or sets `toc: false`. */
  contents: ContentsEntry[];
  /** Whether the text contains its own table of contents. */
  hasOwnContents: boolean;
  /** Whether the text contains what `assets/css/in_some_texts/` styles. */
  needsMoreStyles: boolean;
  /** Links that share the address: by e-mail and elsewhere. */
  shareLinks: LinkView[];
  series?:
    | { title: string; url: string; part: string; posts: { title: string; url: string; current: boolean }[] }
    | undefined;
  related: CardView[];
  previous?: LinkView | undefined;
  next?: LinkView | undefined;
  status?: CardView["status"];
  /** Development only. */
  problems: Problem[];
  /** Development only. */
  preview?: PreviewView | undefined;
}

/** How a post looks on other sites, truncated as there. */
export interface PreviewView {
  host: string;
  /** Breadcrumbs as search engines show them. */
  path: string;
  search: { title: string; description: string };
  social: { title: string; description: string; image?: string | undefined };
  feed: { title: string; summary: string; date: DateView; authors: string };
}

/** An article as its template gets it: with its text. The texts of all articles at once would take too much memory. */
export interface ShownArticle extends ArticleView {
  /** HTML of the text up to the call to action, or all of it if there is none. */
  readonly text: string;
  /** HTML of the text after the call to action. */
  readonly textAfter: string;
}

/** A section of the home page with posts of one topic. */
export interface RailView extends TopicView {
  posts: CardView[];
}

export interface HomeView extends BaseView {
  kind: "home";
  tagline: string;
  /** Link to the full list, if not everything is shown here. */
  allPosts?: string | undefined;
  allTopics?: string | undefined;
  allAuthors?: string | undefined;
  cta?: CtaView | undefined;
  /** The lead story, and two beside it. */
  lead?: CardView | undefined;
  seconds: CardView[];
  latest: CardView[];
  /** Topics with enough posts that are not shown above. */
  rails: RailView[];
  /** Topics with the most posts. */
  tags: TagView[];
  authors: PersonView[];
}

/** What the first page of a topic shows before its list. */
export interface HubView {
  hue: number;
  /** Posts that the owner chose to begin with. */
  start: CardView[];
  series: LinkView[];
  /** Who writes about the topic. */
  people: PersonView[];
}

/** A page of a list of posts: of the blog, a topic, an author or a series. */
export interface ListView extends BaseView {
  kind: "blog" | "tag" | "author" | "series";
  intro?: string | undefined;
  /** Author pages only. */
  person?: PersonView | undefined;
  /** Topic pages only. */
  hub?: HubView | undefined;
  cta?: CtaView | undefined;
  /** Address of the list's feed, if it has one. */
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

/** A post's line in the archive. */
export interface ArchivedView {
  title: string;
  url: string;
  date: DateView;
  /** The main topic. */
  topic?: TopicView | undefined;
}

export interface ArchiveView extends BaseView {
  kind: "archive";
  intro?: string | undefined;
  pages: PageNumbers;
  years: { year: string; id: string; posts: ArchivedView[] }[];
}

export interface NotFoundView extends BaseView {
  kind: "not_found";
  /** Address of the file with the titles and addresses of all pages. */
  pageTitles: string;
  latest: CardView[];
}

/** A page at an old address that redirects to the new one. */
export interface RedirectView extends BaseView {
  kind: "redirect";
  to: string;
}

/** Development only: shown at the address of a post that has errors. */
export interface BrokenView extends BaseView {
  kind: "broken";
  problems: Problem[];
}

/** The search page. The search dialog shows its main part. */
export interface SearchView extends BaseView {
  kind: "search";
  /** Folder of the search index. */
  index: string;
  /** Texts of the script, as JSON: sentences, and plural forms. */
  sentences: string;
  /** What is offered before anything is asked: the topics with the most posts, and the latest posts. */
  topics: TopicView[];
  latest: LinkView[];
  /** Links for browsing without search. */
  browse: LinkView[];
}

/** What a reader saved and chose, which only their browser knows. Articles show its settings in a dialog. */
export interface ReadingView extends BaseView {
  kind: "reading";
  intro: string;
  /** Sizes of the type, relative to the usual one, whose value is empty. */
  sizes: { value: string; label: string }[];
}

/** The kind of pages that an owner adds: their name, as `plan` has it. */
export type OwnKind = `own.${string}`;

/** A page that an owner adds. */
export interface OwnView extends BaseView {
  kind: OwnKind;
  /** What the owner's code gives to the template. */
  data: Readonly<Record<string, unknown>>;
}

export function isOwnKind(kind: View["kind"]): kind is OwnKind {
  return kind.startsWith("own.");
}

export type View =
  | OwnView
  | ArticleView
  | HomeView
  | ListView
  | TagsView
  | AuthorsView
  | ArchiveView
  | SearchView
  | ReadingView
  | NotFoundView
  | RedirectView
  | BrokenView;

/** A planned page. Its view is built on demand, since all views at once would take too much memory. */
export interface Planned {
  kind: View["kind"];
  /** Path of the page's file, relative to the output folder. */
  output: string;
  /** Of a post. */
  layout?: string | undefined;
  view(): View;
  /** Input hash of the view, much cheaper than building it. Absent if unknown. */
  inputHash?(): string;
}

/** Views by kind of page. The template of a kind is the file of that name in `pages/`. */
export type Views = Record<Exclude<View["kind"], "post" | OwnKind>, View[]> & {
  /** Posts use the template that their layout names. */
  post: ArticleView[];
  /** Pages that an owner adds, by name. */
  own: Record<string, View[]>;
};
