/**
 * Decides which posts get a social image, what it shows, and its address.
 */

import { extname } from "node:path";
import { memoizeByPair } from "../../base/memoize.ts";
import { isLocal } from "../../base/urls.ts";
import { digest } from "../../cache/cache.ts";
import type { Site } from "../../config/site.ts";
import type { Post } from "../../content/post.ts";
import { CARD_REVISION, CARD_SIZE, type CardFacts } from "../../media/og_image.ts";
import type { Frame, WantedCards } from "../context.ts";
import type { HeadView } from "../types.ts";
import { absoluteUrl } from "../urls.ts";

export interface SocialCard {
  /** Address without the site's base path. It contains a hash of what the image shows. */
  address: string;
  facts: CardFacts;
}

/** Up to this many posts, social images cost a build a few seconds, once. */
const FEW_POSTS = 100;

/** @param posts number of listed posts */
export function wantedCards({ social_cards }: Site, posts: number): WantedCards {
  const usual = posts > FEW_POSTS ? "none" : "all";
  return social_cards === "auto" ? usual : social_cards;
}

/** The social image of a post, if it has one. */
export const socialCardOf = memoizeByPair((frame: Frame, post: Post): { card?: SocialCard } => {
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

/** The social image of the blog, for all other pages. */
export function blogCard(site: Site): SocialCard | undefined {
  if (site.social_cards === "none") return undefined;
  return cardOf("blog", { title: site.tagline ?? site.name, topic: undefined, authors: "", brand: site.name });
}

function cardOf(name: string, facts: CardFacts): SocialCard {
  const hash = digest(JSON.stringify([CARD_REVISION, facts])).slice(0, 10);
  return { address: `/assets/social/${name}-${hash}.png`, facts };
}

/** Address of a post's own thumbnail, if social networks can read its format: they do not read SVG. */
export function sharedPicture(frame: Frame, { thumbnail }: Post): string | undefined {
  const isThere = thumbnail !== undefined && (!isLocal(thumbnail) || frame.pictureAt(thumbnail) !== undefined);
  return isThere && extname(thumbnail).toLowerCase() !== ".svg" ? thumbnail : undefined;
}

/** Metadata of a social image, if there is one. */
export function cardHead(site: Site, card: SocialCard | undefined): Pick<HeadView, "image" | "imageAlt" | "imageSize"> {
  return card ? { image: absoluteUrl(site, card.address), imageAlt: card.facts.title, imageSize: CARD_SIZE } : {};
}
