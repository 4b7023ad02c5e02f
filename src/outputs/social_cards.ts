import { digest } from "../cache/cache.ts";
import { CARD_PACKAGES, socialCard } from "../media/og_image.ts";
import type { SiteFile } from "../site_file.ts";
import { blogCard, type SocialCard, socialCardOf } from "../view/social_card.ts";
import { type Published, publishedPosts } from "./context.ts";
import { madeOnce } from "./made_once.ts";

/** The cards of posts and of the blog. */
export function socialCards({ blog, maker, development }: Published): SiteFile[] {
  if (development) return [];
  const by = digest(...CARD_PACKAGES.map((name) => maker.versions[name] ?? ""));
  const file = ({ address, facts }: SocialCard): SiteFile =>
    madeOnce(address.slice(1), digest(address, by), maker, () => socialCard(facts, maker.root));
  const cards = publishedPosts(blog.collections.posts).flatMap((post) => socialCardOf(blog, post).card ?? []);
  const ofBlog = blogCard(blog.site);
  return [...cards, ...(ofBlog ? [ofBlog] : [])].map(file);
}
