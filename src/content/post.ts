import type { Place } from "../base/source.ts";

/** Where a post stands in its life at the moment for which the site is built. */
export type Status = "published" | "draft" | "scheduled" | "expired";

/** A tag as one post names it. */
export interface TagUse {
  /** Its id in tags.yaml, or the slug of what the author wrote. */
  id: string;
  written: string;
  place: Place;
}

/** What an author says about a post in its front matter, checked and resolved. Times are milliseconds since 1970. */
export interface Post {
  /** Path for people, as in `content/posts/x.md`. */
  file: string;
  /** The file's name without `.md`. */
  name: string;
  slug: string;
  /** The page's address below the site's base: `/blog/<slug>/`. */
  url: string;
  status: Status;
  draft: boolean;
  title: string;
  date: number;
  /** Author ids, in the order given; never empty. */
  authors: string[];
  tags: TagUse[];
  /** A file in `_includes`. */
  layout: string;
  description?: string | undefined;
  metaTitle?: string | undefined;
  metaDescription?: string | undefined;
  thumbnail?: string | undefined;
  thumbnailAlt?: string | undefined;
  updated?: number | undefined;
  expires?: number | undefined;
  featured: boolean;
  series?: string | undefined;
  /** Old addresses that lead here, as `/path/`. */
  aliases: string[];
  canonical?: string | undefined;
  toc: boolean;
  /** The language of the text, if it is not the site's. */
  lang?: string | undefined;
  noindex: boolean;
  /** Whether no list names it: it is for those who have its address. */
  unlisted: boolean;
  /** `false` for no call to action, or the id of a variant in site.yaml. */
  cta?: string | false | undefined;
  /** The front matter as written, for templates that read `post.data`. */
  data: Readonly<Record<string, unknown>>;
}

/** Where the value of each field begins, list items as `tags.0`. */
export type Places = Readonly<Record<string, Place>>;

/** A post as it was read from its file. */
export interface PlacedPost extends Post {
  places: Places;
}

/** Where the value of a field begins in the file of a post; nothing where it is not written. */
export type PlaceIn = (post: Pick<Post, "file">, field: string) => Place | undefined;

/** Whether search engines and other machines are told of a post. */
export function isListed({ noindex, unlisted, status }: Pick<Post, "noindex" | "unlisted" | "status">): boolean {
  return status === "published" && !noindex && !unlisted;
}

/** Where a post stands at a moment, in milliseconds since 1970. */
export function statusOf({ draft, date, expires }: Pick<Post, "draft" | "date" | "expires">, now: number): Status {
  if (draft) return "draft";
  if (expires !== undefined && expires <= now) return "expired";
  return date > now ? "scheduled" : "published";
}
