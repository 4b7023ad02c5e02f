import type { Post } from "../../content/post.ts";
import type { Blog } from "../context.ts";
import { page } from "../head/head.ts";
import { webSite } from "../head/structured_data.ts";
import { cardView, leadView } from "../parts/cards.ts";
import { ctaView } from "../parts/cta.ts";
import { thumbnailOf } from "../parts/images.ts";
import { personView } from "../parts/people.ts";
import { hueOf, tagView } from "../parts/topics.ts";
import type { HomeView, RailView } from "../types.ts";
import { AUTHORS, BLOG, HOME, href, TAGS, tagUrl } from "../urls.ts";

const SECONDS = 2;
const LATEST = 4;
const RAILS = 3;
const POSTS_IN_A_RAIL = { least: 3, most: 4 };
const TOPICS = 12;
const PEOPLE = 6;
/** The lead story is one of so many latest posts. */
const LEAD_CANDIDATES = 8;

/** Builds the view of the home page. Each post is shown once. */
export function homeView(blog: Blog): HomeView {
  const { site, collections } = blog;
  const lead = leadOf(blog);
  const others = inOrder([...collections.featured, ...collections.posts]).filter((post) => post !== lead);
  const seconds = others.slice(0, SECONDS);
  const latest = others.slice(SECONDS, SECONDS + LATEST);
  const rest = others.slice(SECONDS + LATEST);
  const restOf = (all: readonly unknown[], shown: number, url: string): string | undefined =>
    all.length > shown ? href(site, url) : undefined;
  return {
    kind: "home",
    ...page(site, HOME, {
      title: site.name,
      metaTitle: site.tagline === undefined ? site.name : `${site.name}: ${site.tagline}`,
      description: site.description,
      things: [webSite(site)],
    }),
    tagline: site.tagline ?? site.name,
    cta: ctaView(blog, "home", HOME),
    lead: lead && leadView(blog, lead),
    seconds: seconds.map((post) => cardView(blog, post)),
    latest: latest.map((post) => cardView(blog, post)),
    rails: railsOf(blog, rest),
    tags: collections.tags.slice(0, TOPICS).map((group) => tagView(blog, group)),
    authors: collections.authors.slice(0, PEOPLE).map((group) => personView(blog, group)),
    allPosts: rest.length > 0 ? href(site, BLOG) : undefined,
    allTopics: restOf(collections.tags, TOPICS, TAGS),
    allAuthors: restOf(collections.authors, PEOPLE, AUTHORS),
  };
}

/** The first featured post with a picture; without one, the latest with a photograph, or with any picture; else the first of all. */
function leadOf(blog: Blog): Post | undefined {
  const { featured, posts } = blog.collections;
  const candidates = inOrder([...featured, ...posts.slice(0, LEAD_CANDIDATES)]);
  const pictureOf = (post: Post) => thumbnailOf(blog, post, "lead");
  return (
    featured.find((post) => pictureOf(post) !== undefined) ??
    candidates.find((post) => pictureOf(post)?.isWhole === false) ??
    candidates.find((post) => pictureOf(post) !== undefined) ??
    candidates[0]
  );
}

/** Sections for the topics with the most posts, of posts that no section before has. */
function railsOf(blog: Blog, rest: readonly Post[]): RailView[] {
  const shown = new Set<Post>();
  const rails: RailView[] = [];
  const left = new Set(rest);
  for (const { key: tag, posts } of blog.collections.tags) {
    if (rails.length === RAILS) break;
    const own = posts.filter((post) => left.has(post) && !shown.has(post)).slice(0, POSTS_IN_A_RAIL.most);
    if (own.length < POSTS_IN_A_RAIL.least) continue;
    for (const post of own) shown.add(post);
    rails.push({
      label: tag.label,
      url: href(blog.site, tagUrl(tag.id)),
      hue: hueOf(tag.id),
      posts: own.map((post) => cardView(blog, post)),
    });
  }
  return rails;
}

function inOrder(posts: readonly Post[]): Post[] {
  return [...new Set(posts)];
}
