/**
 * Which posts have a card to be shared with, what stands on it, and where it is.
 */

import { extname } from "node:path";
import { once } from "../base/memoize.ts";
import { isLocal } from "../base/urls.ts";
import { digest } from "../cache/cache.ts";
import type { Site } from "../config/site.ts";
import type { Post } from "../content/post.ts";
import { CARD_REVISION, type CardFacts } from "../media/og_image.ts";
import type { Frame, WantedCards } from "../views/context.ts";

export interface SocialCard {
  /** Below the site's base, with a hash of what stands on it. */
  address: string;
  facts: CardFacts;
}

/** Up to so many posts, cards cost a build a few seconds, once. */
const FEW_POSTS = 100;

/** @param posts how many are in lists */
export function wantedCards({ social_cards }: Site, posts: number): WantedCards {
  const usual = posts > FEW_POSTS ? "none" : "all";
  return social_cards === "auto" ? usual : social_cards;
}

/** The card of a post, if it has one. */
export const socialCardOf = once((frame: Frame, post: Post): { card?: SocialCard } => {
  const { site, tags, authors, socialCards } = frame;
  if (socialCards === "none" || (socialCards === "missing" && sharedPicture(frame, post) !== undefined)) return {};
  const facts = {
    title: post.title,
    topic: post.tags.flatMap(({ id }) => tags.get(id)?.label ?? [])[0],
    authors: post.authors.flatMap((id) => authors.get(id)?.name ?? []).join(", "),
    brand: site.name,
  };
  return { card: cardOf(post.slug, facts) };
});

/** The card of everything else: of the blog as a whole. */
export function blogCard(site: Site): SocialCard | undefined {
  if (site.social_cards === "none") return undefined;
  return cardOf("blog", { title: site.tagline ?? site.name, topic: undefined, authors: "", brand: site.name });
}

function cardOf(name: string, facts: CardFacts): SocialCard {
  const hash = digest(JSON.stringify([CARD_REVISION, facts])).slice(0, 10);
  return { address: `/assets/social/${name}-${hash}.png`, facts };
}

/** The address of a post's own picture, where those who show shared links can read it: they know no SVG. */
export function sharedPicture(frame: Frame, { thumbnail }: Post): string | undefined {
  const isThere = thumbnail !== undefined && (!isLocal(thumbnail) || frame.pictureAt(thumbnail) !== undefined);
  return isThere && extname(thumbnail).toLowerCase() !== ".svg" ? thumbnail : undefined;
}
