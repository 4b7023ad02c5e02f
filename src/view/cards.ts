import { once } from "../once.ts";
import type { Post } from "../post/post.ts";
import { href, tagUrl } from "./addresses.ts";
import type { Frame } from "./blog.ts";
import { dateView } from "./dates.ts";
import { authorsOf } from "./people.ts";
import { thumbnailOf } from "./pictures.ts";
import { readingTime } from "./summary.ts";
import type { CardView, LinkView } from "./views.ts";

export const cardView = once((frame: Frame, post: Post): CardView => {
  const { site, words } = frame;
  const text = frame.textOf(post);
  const thumbnail = thumbnailOf(frame, post, "card");
  return {
    title: post.title,
    url: href(site, post.url),
    summary: post.description ?? text.summary,
    date: dateView(site, post.date),
    authors: authorsOf(frame, post.authors).map(({ name, url }) => ({ label: name, url })),
    tags: tagLinks(frame, post),
    thumbnail,
    ...readingTime(words, text.words),
    featured: post.featured,
    status: statusOf(post),
  };
});

/** A post that stands at the top of a page, with a picture large enough. */
export function leadView(frame: Frame, post: Post): CardView {
  return { ...cardView(frame, post), thumbnail: thumbnailOf(frame, post, "lead") };
}

export function tagLinks({ tags, site }: Frame, post: Post): LinkView[] {
  return post.tags.flatMap(({ id }) => {
    const tag = tags.get(id);
    return tag ? [{ label: tag.label, url: href(site, tagUrl(id)) }] : [];
  });
}

export function statusOf(post: Post): CardView["status"] {
  return post.status === "published" ? undefined : post.status;
}
