/**
 * The blog as views are made of it: the posts that are shown, and what is known of them and of the files beside them.
 */

import { compare } from "../../base/diagnostic.ts";
import { type Cache, digest } from "../../cache/cache.ts";
import type { UsableSettings } from "../../config/load_settings.ts";
import { collections } from "../../content/collections.ts";
import type { Post } from "../../content/post.ts";
import type { PostText } from "../../content/post_text.ts";
import type { Group } from "../../content/taxonomies.ts";
import type { Picture } from "../../media/image_variants.ts";
import type { AssetFile } from "../../media/static_files.ts";
import type { Blog } from "../../views/context.ts";
import { wantedCards } from "../../views/head/head.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import { type CachedPost, PostCache } from "./post_cache.ts";

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
  known: readonly CachedPost[],
  { cache, assets, shown, refused, makesVariants }: Holdings,
): Blog {
  const files = new Map(known.map((one) => [one.file, one]));
  const addresses = new Set(assets.map(({ address }) => address));
  const textOf = (post: Post): PostText => {
    const text = files.get(post.file)?.text;
    if (text === undefined) throw new Error(`The text of ${post.file} was not read.`);
    return text;
  };
  const listed = posts.filter(({ unlisted }) => !unlisted);
  const textKeyOf = (post: Post): string => files.get(post.file)?.key ?? "";
  const entries = new PostCache(cache);
  const termsOf = (post: Post): string => entries.terms(textKeyOf(post));
  const gathered = collections({ posts: listed, authors, tags, termsOf });
  const facts = {
    site,
    words: wordsFor(site.language),
    tags: byId(gathered.tags),
    authors: byId(gathered.authors),
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
    pictureAt: (address) => shown.get(address),
    shown: posts,
    collections: gathered,
    termsOf,
    htmlOf: (key) => entries.html(key),
    frameName: digest(
      JSON.stringify([facts, [...facts.tags], [...facts.authors], [...addresses].filter(hasPicture), [...shown]]),
    ),
    // What is not from the post's file follows from the time.
    postNames: new Map(posts.map((post) => [post, [textKeyOf(post), post.status, post.updated].join(" ")])),
  };
}

/** What groups are of, in an order that does not change with their sizes. */
function byId<Key extends { id: string }>(groups: readonly Group<Key>[]): Map<string, Key> {
  return new Map(groups.map(({ key }) => [key.id, key] as const).sort(([a], [b]) => compare(a, b)));
}
