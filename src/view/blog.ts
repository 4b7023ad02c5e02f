import type { Collections } from "../collections/collections.ts";
import type { PostText } from "../collections/post_text.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import type { Picture } from "../media/picture.ts";
import type { Post } from "../post/post.ts";
import type { Site } from "../site.ts";
import type { Words } from "./words.ts";

/** What views are made from. */
export interface Blog {
  site: Site;
  words: Words;
  /** Every post that has a page: those of the collections, and those that no list names. */
  shown: readonly Post[];
  collections: Collections;
  textOf(post: Post): PostText;
  /** Under which the HTML of a post's text is kept. */
  textKeyOf(post: Post): string;
  /** The HTML that is kept under a key. */
  htmlOf(textKey: string): string;
  /** Whether there is a file at an address below `/assets/`, and none that is known to be no picture. */
  hasPicture(address: string): boolean;
  /** What is known of the picture at an address; nothing of one that no post, shown or not, has named. */
  pictureAt(address: string): Picture | undefined;
  /** Whether pictures are made in smaller sizes. */
  makesVariants: boolean;
}

/** How the Markdown of posts and pages is rendered on this blog. */
export function markdownSettings({ site, words }: Pick<Blog, "site" | "words">): MarkdownSettings {
  return { language: site.language, embeds: site.embeds, labels: words, base: site.base };
}
