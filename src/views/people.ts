import { once } from "../base/memoize.ts";
import type { Author } from "../config/authors_and_tags.ts";
import type { Group } from "../content/taxonomies.ts";
import { initials } from "../view/summary.ts";
import type { Frame } from "./context.ts";
import { counted } from "./i18n/numbers.ts";
import { sizedPicture } from "./images.ts";
import type { AuthorView, PersonView } from "./types.ts";
import { authorUrl, href } from "./urls.ts";

export function personView(frame: Frame, { key, posts }: Group<Author>): PersonView {
  const count = posts.length;
  return { ...authorView(frame, key), count, posts: counted(frame.words, frame.words.posts, count) };
}

const authorView = once((frame: Frame, author: Author): AuthorView => {
  const { picture } = author;
  return {
    id: author.id,
    name: author.name,
    url: href(frame.site, authorUrl(author.id)),
    role: author.role,
    bio: author.bio,
    picture: picture !== undefined && frame.hasPicture(picture) ? sizedPicture(frame, picture, "face") : undefined,
    initials: initials(author.name),
    links: author.links.map((link) => ({ ...link, url: href(frame.site, link.url) })),
  };
});

/** The people who wrote a post, in the order it names them. */
export function authorsOf(frame: Frame, ids: readonly string[]): AuthorView[] {
  return ids.flatMap((id) => {
    const author = frame.authors.get(id);
    return author ? [authorView(frame, author)] : [];
  });
}
