import type { Collections } from "../collections/collections.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import type { Rendered } from "../markdown/rendered.ts";
import type { Post } from "../post/post.ts";
import type { Site } from "../site.ts";
import type { Words } from "./words.ts";

/** What views are made from. */
export interface Blog {
  site: Site;
  words: Words;
  collections: Collections;
  renderedOf(post: Post): Rendered;
  /** Whether there is a file at an address below `/assets/`. */
  hasAsset(address: string): boolean;
}

/** How the Markdown of posts and pages is rendered on this blog. */
export function markdownSettings({ site, words }: Pick<Blog, "site" | "words">): MarkdownSettings {
  return { language: site.language, embeds: site.embeds, labels: words, base: site.base };
}
