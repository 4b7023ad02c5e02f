import { memoizeByPair } from "../../base/memoize.ts";
import type { Post } from "../../content/post.ts";
import type { Frame } from "../context.ts";
import { dateView } from "../i18n/dates.ts";
import type { CardView, TopicView } from "../part_types.ts";
import { href, tagUrl } from "../urls.ts";
import { thumbnailOf } from "./images.ts";
import { authorsOf } from "./people.ts";
import { readingTime } from "./reading_time.ts";
import { hueOf } from "./topics.ts";

export const cardView = memoizeByPair((frame: Frame, post: Post): CardView => {
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

/** A post at the top of a page, with an image large enough. */
export function leadView(frame: Frame, post: Post): CardView {
  return { ...cardView(frame, post), thumbnail: thumbnailOf(frame, post, "lead") };
}

export function tagLinks({ tags, site }: Frame, post: Post): TopicView[] {
  return post.tags.flatMap(({ id }) => {
    const tag = tags.get(id);
    return tag ? [{ label: tag.label, url: href(site, tagUrl(id)), hue: hueOf(id) }] : [];
  });
}

export function statusOf(post: Post): CardView["status"] {
  return post.status === "published" ? undefined : post.status;
}
