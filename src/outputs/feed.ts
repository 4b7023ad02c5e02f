import { memoizeByPair } from "../base/memoize.ts";
import { slug } from "../base/slug.ts";
import { aliasPath } from "../content/alias.ts";
import { type Post, postUrl } from "../content/post.ts";
import type { Blog } from "../views/context.ts";
import { tagLinks } from "../views/parts/cards.ts";
import { thumbnailOf } from "../views/parts/images.ts";
import { authorsOf } from "../views/parts/people.ts";
import { absoluteUrl } from "../views/urls.ts";
import { modified } from "./context.ts";

/** Metadata of a feed. Addresses are absolute. */
export interface Feed {
  title: string;
  description: string;
  language: string;
  /** Address of the page that lists these posts. */
  page: string;
  atom: string;
  json: string;
  /** Author of posts without one. */
  publisher: string;
  home: string;
  /** Style sheet for people who open the feed in a browser, as a path from the root of the host. */
  style: string;
  /** Time of the last change in the feed, in milliseconds since 1970. */
  updated: number;
}

/** A post in a feed, without its text. Addresses are absolute, times in milliseconds since 1970. */
export interface EntryFacts {
  /** Permanent id: stays the same when the post is renamed. */
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
  /** Cache key of the text's HTML. */
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
 * The address at which a post was first published. Using it as the id means that feed readers show a renamed post only
 * once. Each rename appends the previous address to `aliases`.
 *
 * Only addresses of posts count, since an owner may add other aliases at any time.
 */
export function firstAddress({ data, url }: Pick<Post, "data" | "url">): string {
  const aliases = [data.aliases]
    .flat()
    .flatMap((alias) => (typeof alias === "string" ? aliasPath(alias) : undefined) ?? []);
  const first = aliases.flatMap((alias) => /^\/blog\/([^/]+)\/$/.exec(alias)?.[1] ?? [])[0];
  return first === undefined ? url : postUrl(slug(first));
}
