import type { SiteFile } from "../base/files.ts";
import { cachedFile } from "../cache/blob_store.ts";
import { digest } from "../cache/cache.ts";
import { CARD_PACKAGES, socialCard } from "../media/og_image.ts";
import { blogCard, type SocialCard, socialCardOf } from "../views/head/social_card.ts";
import { type Published, publishedPosts } from "./context.ts";

/** Renders the social images of posts and of the blog. */
export function socialCards({ blog, maker, development }: Published): SiteFile[] {
  if (development) return [];
  const by = digest(...CARD_PACKAGES.map((name) => maker.versions[name] ?? ""));
  const file = ({ address, facts }: SocialCard): SiteFile =>
    cachedFile(address.slice(1), digest(address, by), maker.lasting, () => socialCard(facts, maker.root));
  const cards = publishedPosts(blog.collections.posts).flatMap((post) => socialCardOf(blog, post).card ?? []);
  const ofBlog = blogCard(blog.site);
  return [...cards, ...(ofBlog ? [ofBlog] : [])].map(file);
}
