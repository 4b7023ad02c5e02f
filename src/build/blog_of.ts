/**
 * The blog as views are made of it: the posts that are shown, and what is known of them and of the files beside them.
 */

import type { Cache } from "../cache.ts";
import { collections } from "../collections/collections.ts";
import type { PostText } from "../collections/post_text.ts";
import type { AssetFile } from "../media/assets.ts";
import type { Picture } from "../media/picture.ts";
import type { Post } from "../post/post.ts";
import type { Blog } from "../view/blog.ts";
import { wordsFor } from "../view/words.ts";
import type { KnownPost } from "./posts.ts";
import { textsOf } from "./render_task.ts";
import type { UsableSettings } from "./settings.ts";

/** What a blog has beside its posts. */
interface Holdings extends Pick<Blog, "makesVariants"> {
  cache: Cache;
  assets: readonly AssetFile[];
  shown: ReadonlyMap<string, Picture>;
  refused: ReadonlyMap<string, string>;
}

/** @param posts those that are shown */
export function blogOf(
  { site, authors, tags }: UsableSettings,
  posts: Post[],
  known: readonly KnownPost[],
  { cache, assets, shown, refused, makesVariants }: Holdings,
): Blog {
  const files = new Map(known.map((one) => [one.file, one]));
  const addresses = new Set(assets.map(({ address }) => address));
  const textOf = (post: Post): PostText => {
    const text = files.get(post.file)?.text;
    if (text === undefined) throw new Error(`The text of ${post.file} was not read.`);
    return text;
  };
  return {
    site,
    shown: posts,
    words: wordsFor(site.language),
    collections: collections({
      posts: posts.filter(({ unlisted }) => !unlisted),
      authors,
      tags,
      termsOf: (post) => textOf(post).terms,
    }),
    textOf,
    textKeyOf: (post) => files.get(post.file)?.key ?? "",
    htmlOf: textsOf(cache),
    hasPicture: (address) => addresses.has(address) && !refused.has(address),
    pictureAt: (address) => shown.get(address),
    makesVariants,
  };
}
