/**
 * View types of the parts of a page: plain data, ready to print. `types.ts` has the pages made of them.
 */

export interface DateView {
  /** ISO 8601, for `<time datetime>`. */
  iso: string;
  label: string;
}

/** An alternate format: the feed of a list, or an article as Markdown. */
export interface AlternateView {
  /** MIME type, as in `application/atom+xml`. */
  type: string;
  title: string;
  url: string;
}

export interface LinkView {
  label: string;
  url: string;
}

/** Links under a title. */
export interface LinkColumn {
  title: string;
  links: LinkView[];
}

/** An image in the sizes that its slot needs. */
export interface SizedPicture {
  /** The variant for browsers that ignore `srcset`. */
  src: string;
  /** Address of the uploaded file. It is permanent, for feeds and search engines. */
  uploaded: string;
  /**
   * In pixels, so that the layout does not shift when the image loads. Absent if unknown, as for images of other sites.
   */
  width?: number | undefined;
  height?: number | undefined;
  /** For `srcset` with `sizes`: WebP, and AVIF unless the image is an animation. Absent if there is only `src`. */
  srcset?: string | undefined;
  avif?: string | undefined;
  sizes?: string | undefined;
  /** Placeholder colour: a name in `css/parts/picture.css`. */
  tint?: string | undefined;
}

export interface PictureView extends SizedPicture {
  alt: string;
  /** Where a crop stays, in tenths from the left and from the top: a name in `css/parts/picture.css`. */
  focus?: string | undefined;
  /** Whether it is shown whole, on a ground. */
  isWhole?: boolean | undefined;
}

export interface TagView extends LinkView {
  id: string;
  /** The topic's colour: a name in `css/parts/hues.css`. */
  hue: number;
  description?: string | undefined;
  count: number;
  /** The count, formatted in the site's language. */
  numeral: string;
  /** The number of posts in words: `5 posts`. */
  posts: string;
}

export interface PersonView {
  id: string;
  name: string;
  url: string;
  role?: string | undefined;
  bio?: string | undefined;
  picture?: SizedPicture | undefined;
  /** Shown if there is no picture. */
  initials: string;
  links: LinkView[];
  /** Where they can be booked. */
  booking?: LinkView | undefined;
  count: number;
  /** The number of their posts in words. */
  posts: string;
}

/** An author of an article. Their number of posts is not shown there. */
export type AuthorView = Omit<PersonView, "count" | "posts">;

/** A topic of a post. */
export interface TopicView extends LinkView {
  hue: number;
}

/** A post in a list. */
export interface CardView {
  title: string;
  url: string;
  summary: string;
  date: DateView;
  authors: LinkView[];
  tags: TopicView[];
  /** Absent if the post has no thumbnail: the card then shows a generated cover. */
  thumbnail?: PictureView | undefined;
  /** Reading time in minutes, and its label. */
  minutes: number;
  readingTime: string;
  featured: boolean;
  /** Development only: why readers do not see the post yet. */
  status?: "draft" | "scheduled" | "expired" | undefined;
}

/** The position of a call to action on a page. Its links include it, so that bookings can be traced without cookies. */
export type Placement = "header" | "home" | "topic" | "author" | "list" | "article-end" | "article-inside";

export interface CtaView {
  placement: Placement;
  title: string;
  text?: string | undefined;
  /** What is in it, each in a few words. */
  facts: string[];
  primary: LinkView;
  secondary?: LinkView | undefined;
  /** The author whose offer it is. */
  person?: AuthorView | undefined;
  proof?: ProofView | undefined;
}

/** Why readers can trust an offer. */
export interface ProofView {
  quote?: string | undefined;
  name?: string | undefined;
  role?: string | undefined;
  picture?: SizedPicture | undefined;
  initials: string;
  numbers: { number: string; label: string }[];
}

export interface ContentsEntry {
  id: string;
  text: string;
  children: ContentsEntry[];
}

export interface PageNumbers {
  current: number;
  count: number;
  /** “Page 2 of 7”. */
  position: string;
  previous?: string | undefined;
  next?: string | undefined;
  /** `name` is the label for screen readers, to whom a bare number means little. */
  links: { number: number; label: string; name: string; url: string; current: boolean }[];
}
