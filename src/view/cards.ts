import { once } from "../once.ts";
import type { Post } from "../post/post.ts";
import { href, tagUrl } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import { dateView } from "./dates.ts";
import { authorsOf } from "./people.ts";
import { thumbnailOf } from "./pictures.ts";
import { readingTime } from "./summary.ts";
import type { CardView, LinkView } from "./views.ts";

export const cardView = once((blog: Blog, post: Post): CardView => {
  const { site } = blog;
  const text = blog.textOf(post);
  const thumbnail = thumbnailOf(blog, post, "card");
  return {
    title: post.title,
    url: href(site, post.url),
    summary: post.description ?? text.summary,
    date: dateView(site, post.date),
    authors: authorsOf(blog, post.authors).map(({ name, url }) => ({ label: name, url })),
    tags: tagLinks(blog, post),
    thumbnail,
    ...readingTime(blog.words, text.words),
    featured: post.featured,
    status: statusOf(post),
  };
});

/** A post that stands at the top of a page, with a picture large enough. */
export function leadView(blog: Blog, post: Post): CardView {
  return { ...cardView(blog, post), thumbnail: thumbnailOf(blog, post, "lead") };
}

export function tagLinks(blog: Blog, post: Post): LinkView[] {
  return post.tags.flatMap(({ id }) => {
    const group = blog.collections.tagsById.get(id);
    return group ? [{ label: group.key.label, url: href(blog.site, tagUrl(id)) }] : [];
  });
}

export function statusOf(post: Post): CardView["status"] {
  return post.status === "published" ? undefined : post.status;
}
