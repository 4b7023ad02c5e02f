import { memoizeByPair } from "../base/memoize.ts";
import { slug } from "../base/slug.ts";
import { aliasPath } from "../content/alias.ts";
import type { Post } from "../content/post.ts";
import type { Blog } from "../views/context.ts";
import { tagLinks } from "../views/parts/cards.ts";
import { thumbnailOf } from "../views/parts/images.ts";
import { authorsOf } from "../views/parts/people.ts";
import { absoluteUrl } from "../views/urls.ts";
import { modified } from "./context.ts";

/** What a feed says of itself. Addresses are in full. */
export interface Feed {
  title: string;
  description: string;
  language: string;
  /** The page whose posts these are. */
  page: string;
  atom: string;
  json: string;
  /** Who stands behind posts that name nobody. */
  publisher: string;
  home: string;
  /** The style sheet for people who open the feed in a browser, from the root of the host. */
  style: string;
  /** When something in it last changed, in milliseconds since 1970. */
  updated: number;
}

/** A post in a feed, but for its text. Addresses are in full, times milliseconds since 1970. */
export interface EntryFacts {
  /** The same for as long as the post is there, whatever it is called. */
  id: string;
  url: string;
  title: string;
  summary: string;
  published: number;
  updated: number;
  authors: { name: string; url: string; picture: string | undefined }[];
  topics: string[];
  image: string | undefined;
  language: string;
  /** Under which the HTML of the text is kept. */
  textKey: string;
}

export interface Entry extends EntryFacts {
  /** The whole text, with absolute addresses. */
  html: string;
}

export const entryFacts = memoizeByPair((blog: Blog, post: Post): EntryFacts => {
  const { site } = blog;
  const inFull = (address: string): string => new URL(address, site.origin).href;
  const thumbnail = thumbnailOf(blog, post, "card");
  return {
    id: absoluteUrl(site, firstAddress(post)),
    url: absoluteUrl(site, post.url),
    title: post.title,
    summary: post.description ?? blog.textOf(post).summary,
    published: post.date,
    updated: modified(post),
    authors: authorsOf(blog, post.authors).map(({ name, url, picture }) => ({
      name,
      url: inFull(url),
      picture: picture === undefined ? undefined : inFull(picture.uploaded),
    })),
    topics: tagLinks(blog, post).map(({ label }) => label),
    image: thumbnail && inFull(thumbnail.uploaded),
    language: post.lang ?? site.language,
    textKey: blog.textKeyOf(post),
  };
});

/**
 * The address that a post had when it was first published: a feed reader that knows it by that shows it once, however
 * often it is renamed. Each rename adds the address before to the end of `aliases`.
 *
 * Only addresses of posts count, as an owner may add others at any time.
 */
export function firstAddress({ data, url }: Pick<Post, "data" | "url">): string {
  const aliases = [data.aliases]
    .flat()
    .flatMap((alias) => (typeof alias === "string" ? aliasPath(alias) : undefined) ?? []);
  const first = aliases.flatMap((alias) => /^\/blog\/([^/]+)\/$/.exec(alias)?.[1] ?? [])[0];
  return first === undefined ? url : `/blog/${slug(first)}/`;
}
