import { memoizeByPair } from "../../base/memoize.ts";
import type { Author } from "../../config/authors_and_tags.ts";
import type { Group } from "../../content/taxonomies.ts";
import type { Frame } from "../context.ts";
import { counted } from "../i18n/numbers.ts";
import type { AuthorView, PersonView } from "../part_types.ts";
import { authorUrl, href } from "../urls.ts";
import { sizedPicture } from "./images.ts";

export function personView(frame: Frame, { key, posts }: Group<Author>): PersonView {
  const count = posts.length;
  return { ...authorView(frame, key), count, posts: counted(frame.words, frame.words.posts, count) };
}

export const authorView = memoizeByPair((frame: Frame, author: Author): AuthorView => {
  const { picture } = author;
  return {
    id: author.id,
    name: author.name,
    url: href(frame.site, authorUrl(author.id)),
    role: author.role,
    bio: author.bio,
    picture: picture !== undefined && frame.hasPicture(picture) ? sizedPicture(frame, picture, "face") : undefined,
    initials: initials(author.name),
    booking: author.offer && { label: author.offer.label, url: author.offer.url },
    links: author.links.map((link) => ({ ...link, url: href(frame.site, link.url) })),
  };
});

/** The authors of a post, in the order in which it names them. */
export function authorsOf(frame: Frame, ids: readonly string[]): AuthorView[] {
  return ids.flatMap((id) => {
    const author = frame.authors.get(id);
    return author ? [authorView(frame, author)] : [];
  });
}

/** One or two initials of a person without a picture. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return chosen.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
