/**
 * What the parts of a page show: plain data, ready to print. `types.ts` has the pages that are made of them.
 */

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
