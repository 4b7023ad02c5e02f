import type { Author, Tag } from "../config/authors_and_tags.ts";
import type { Site } from "../config/site.ts";
import type { Collections } from "../content/collections.ts";
import type { Post } from "../content/post.ts";
import type { PostText, TextOutline } from "../content/post_text.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import type { Picture } from "../media/image_variants.ts";
import type { Words } from "./i18n/i18n.ts";

/** Which posts have a card to be shared with. */
export type WantedCards = Exclude<Site["social_cards"], "auto">;

/** What every view may be made from, beside the posts that it is given: it leads to no other. */
export interface Frame {
  site: Site;
  words: Words;
  /** The topics and the people of the posts in lists, by their ids. */
  tags: ReadonlyMap<string, Tag>;
  authors: ReadonlyMap<string, Author>;
  socialCards: WantedCards;
  textOf(post: Post): PostText;
  /** It is read when it is asked for. */
  outlineOf(post: Post): TextOutline;
  /** Under which the HTML of a post's text is kept. */
  textKeyOf(post: Post): string;
  /** Whether there is a file at an address below `/assets/`, and none that is known to be no picture. */
  hasPicture(address: string): boolean;
  /** What is known of the picture at an address; nothing of one that no post, shown or not, has named. */
  pictureAt(address: string): Picture | undefined;
  /** Whether pictures are made in smaller sizes. */
  makesVariants: boolean;
}

/** What the site is made from. */
export interface Blog extends Frame {
  /** Every post that has a page: those of the collections, and those that no list names. */
  shown: readonly Post[];
  collections: Collections;
  /** What a post is about, as `encodedTerms` gives it. It is read when it is asked for. */
  termsOf(post: Post): string;
  /** The HTML that is kept under a key. */
  htmlOf(textKey: string): string;
  /** A name for all that views are made from beside posts. */
  frameName: string;
  /** For each post a name for all that views are made from of it. */
  postNames: ReadonlyMap<unknown, string>;
}

/** How the Markdown of posts and pages is rendered on this blog. */
export function markdownSettings({ site, words }: Pick<Blog, "site" | "words">): MarkdownSettings {
  return { language: site.language, embeds: site.embeds, labels: words, base: site.base };
}
