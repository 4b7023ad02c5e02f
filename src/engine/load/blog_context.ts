/**
 * The blog that views are made of: the published posts, and what is known of them and of the files beside them.
 */

import { compare } from "../../base/diagnostic.ts";
import { digest } from "../../cache/cache.ts";
import type { UsableSettings } from "../../config/load_settings.ts";
import { collections } from "../../content/collections.ts";
import type { Post } from "../../content/post.ts";
import type { PostText } from "../../content/post_text.ts";
import type { Group } from "../../content/taxonomies.ts";
import type { Picture } from "../../media/image_variants.ts";
import type { AssetFile } from "../../media/static_files.ts";
import type { Blog } from "../../views/context.ts";
import { wantedCards } from "../../views/head/social_card.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import type { Additions } from "../extensions.ts";
import type { CachedPost, PostCache } from "./post_cache.ts";

/** What a blog is made from beside its settings and posts. */
interface Sources extends Pick<Blog, "makesVariants"> {
  cached: readonly CachedPost[];
  entries: PostCache;
  assets: readonly AssetFile[];
  images: ReadonlyMap<string, Picture>;
  languages: Additions["languages"];
  /** Why images cannot be shown, by address. */
  refused: ReadonlyMap<string, string>;
}

/** @param shown the posts that have a page */
export function blogOf(
  { site, authors, tags }: UsableSettings,
  shown: Post[],
  { cached, entries, assets, images, languages, refused, makesVariants }: Sources,
): Blog {
  const byFile = new Map(cached.map((post) => [post.file, post]));
  const addresses = new Set(assets.map(({ address }) => address));
  const textOf = (post: Post): PostText => {
    const text = byFile.get(post.file)?.text;
    if (text === undefined) throw new Error(`${post.file} was not loaded.`);
    return text;
  };
  const textKeyOf = (post: Post): string => byFile.get(post.file)?.key ?? "";
  const termsOf = (post: Post): string => entries.terms(textKeyOf(post));
  const listed = shown.filter(({ unlisted }) => !unlisted);
  const grouped = collections({ posts: listed, authors, tags, termsOf });
  const facts = {
    site,
    words: wordsFor(site.language, languages),
    tags: byId(grouped.tags),
    authors: byId(grouped.authors),
    socialCards: wantedCards(site, listed.length),
    makesVariants,
  };
  const hasPicture = (address: string): boolean => addresses.has(address) && !refused.has(address);
  return {
    ...facts,
    textOf,
    outlineOf: (post) => entries.details(textKeyOf(post)).outline,
    textKeyOf,
    hasPicture,
    pictureAt: (address) => images.get(address),
    shown,
    collections: grouped,
    termsOf,
    htmlOf: (key) => entries.html(key),
    frameHash: digest(
      JSON.stringify([facts, [...facts.tags], [...facts.authors], [...addresses].filter(hasPicture), [...images]]),
    ),
    // Whatever is not in the post's file depends on the time of the build.
    postHashes: new Map(shown.map((post) => [post, [textKeyOf(post), post.status, post.updated].join(" ")])),
  };
}

/** The keys of groups, in an order that does not depend on their sizes. */
function byId<Key extends { id: string }>(groups: readonly Group<Key>[]): Map<string, Key> {
  return new Map(groups.map(({ key }) => [key.id, key] as const).sort(([a], [b]) => compare(a, b)));
}
