/**
 * The blog as views are made of it: the posts that are shown, and what is known of them and of the files beside them.
 */

import { type Cache, digest } from "../cache.ts";
import { collections } from "../collections/collections.ts";
import type { Group } from "../collections/groups.ts";
import type { PostText } from "../collections/post_text.ts";
import type { AssetFile } from "../media/assets.ts";
import type { Picture } from "../media/picture.ts";
import type { Post } from "../post/post.ts";
import { compare } from "../problem.ts";
import type { Blog } from "../view/blog.ts";
import { wantedCards } from "../view/social_card.ts";
import { wordsFor } from "../view/words.ts";
import type { KnownPost } from "./posts.ts";
import { detailsIn, termsIn, textsOf } from "./render_task.ts";
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
  const listed = posts.filter(({ unlisted }) => !unlisted);
  const textKeyOf = (post: Post): string => files.get(post.file)?.key ?? "";
  const terms = termsIn(cache);
  const termsOf = (post: Post): string => terms(textKeyOf(post));
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
  const details = detailsIn(cache);
  return {
    ...facts,
    textOf,
    outlineOf: (post) => details(textKeyOf(post)).outline,
    textKeyOf,
    hasPicture,
    pictureAt: (address) => shown.get(address),
    shown: posts,
    collections: gathered,
    termsOf,
    htmlOf: textsOf(cache),
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
