import type { Place } from "../base/source.ts";

/** The status of a post at the build time. */
export type Status = "published" | "draft" | "scheduled" | "expired";

/** A tag as a post names it. */
export interface TagUse {
  /** Its id in tags.yaml, or the slug of what the author wrote. */
  id: string;
  written: string;
  place: Place;
}

/** What the front matter says, validated and resolved. Times are milliseconds since 1970. */
export interface Post {
  /** Path to show, as in `content/posts/x.md`. */
  file: string;
  /** File name without `.md`. */
  name: string;
  slug: string;
  /** Address of the page without the site's base path: `/blog/<slug>/`. */
  url: string;
  status: Status;
  draft: boolean;
  title: string;
  date: number;
  /** Author ids in the order given; never empty. */
  authors: string[];
  tags: TagUse[];
  /** A file in `_includes`. */
  layout: string;
  description?: string | undefined;
  metaTitle?: string | undefined;
  metaDescription?: string | undefined;
  thumbnail?: string | undefined;
  thumbnailAlt?: string | undefined;
  /** Where a crop of the thumbnail stays, as in `top` or `30% 20%`; `whole` for none. */
  thumbnailFocus?: string | undefined;
  updated?: number | undefined;
  expires?: number | undefined;
  featured: boolean;
  series?: string | undefined;
  /** Old addresses that redirect here, as `/path/`. */
  aliases: string[];
  canonical?: string | undefined;
  toc: boolean;
  /** The language of the text, if it is not the site's. */
  lang?: string | undefined;
  noindex: boolean;
  /** Whether the post is left out of every list. */
  unlisted: boolean;
  /** `false` for no call to action, or the id of a variant in site.yaml. */
  cta?: string | false | undefined;
  /** The front matter as written, for templates that read `post.data`. */
  data: Readonly<Record<string, unknown>>;
}

/** The position of each field's value. List items are keyed as `tags.0`. */
export type Places = Readonly<Record<string, Place>>;

/** A post as read from its file. */
export interface PlacedPost extends Post {
  places: Places;
}

/** The position of a field's value in the file of a post. Undefined if the field is not written. */
export type PlaceIn = (post: Pick<Post, "file">, field: string) => Place | undefined;

/** The address of a post, by its slug. */
export function postUrl(slug: string): string {
  return `/blog/${slug}/`;
}
