import type { Author, Tag } from "../config/authors_and_tags.ts";
import type { Site } from "../config/site.ts";
import type { Collections } from "../content/collections.ts";
import type { Post } from "../content/post.ts";
import type { PostText, TextOutline } from "../content/post_text.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import type { Picture } from "../media/image_variants.ts";
import type { Words } from "./i18n/i18n.ts";

/** Which posts get a social image. */
export type WantedCards = Exclude<Site["social_cards"], "auto">;

/** What every view may be built from, besides the posts it is given. It gives no access to other posts. */
export interface Frame {
  site: Site;
  words: Words;
  /** Topics and people of listed posts, by id. */
  tags: ReadonlyMap<string, Tag>;
  authors: ReadonlyMap<string, Author>;
  socialCards: WantedCards;
  textOf(post: Post): PostText;
  /** Read on demand. */
  outlineOf(post: Post): TextOutline;
  /** Cache key of the HTML of a post's text. */
  textKeyOf(post: Post): string;
  /** Whether a usable file exists at an address below `/assets/`. */
  hasPicture(address: string): boolean;
  /** The image at an address. Undefined if no post names it, published or not. */
  pictureAt(address: string): Picture | undefined;
  /** Whether images get smaller variants. */
  makesVariants: boolean;
}

/** Everything that the site is built from. */
export interface Blog extends Frame {
  /** Every post that has a page: listed and unlisted ones. */
  shown: readonly Post[];
  collections: Collections;
  /** The terms of a post, as `encodedTerms` writes them. Read on demand. */
  termsOf(post: Post): string;
  /** Returns the cached HTML of a text, by its key. */
  htmlOf(textKey: string): string;
  /** Hash of everything besides posts that views are built from. */
  frameHash: string;
  /** For each post, a hash of everything that views show of it. */
  postHashes: ReadonlyMap<unknown, string>;
}

/** How Markdown is rendered on this blog, with the plugins that its owner adds. */
export function markdownSettings(
  { site, words }: Pick<Blog, "site" | "words">,
  plugins: MarkdownSettings["plugins"],
): MarkdownSettings {
  return {
    language: site.language,
    embeds: site.embeds,
    linkSchemes: site.link_schemes,
    labels: words,
    base: site.base,
    plugins,
  };
}
