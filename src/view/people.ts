import type { Group } from "../collections/groups.ts";
import { once } from "../once.ts";
import type { Author } from "../registries.ts";
import { authorUrl, href } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import { counted } from "./numbers.ts";
import { sizedPicture } from "./pictures.ts";
import { initials } from "./summary.ts";
import type { AuthorView, PersonView } from "./views.ts";

export function personView(blog: Blog, group: Group<Author>): PersonView {
  const count = group.posts.length;
  return { ...authorView(blog, group), count, posts: counted(blog.words, blog.words.posts, count) };
}

const authorView = once((blog: Blog, { key: author }: Group<Author>): AuthorView => {
  const { picture } = author;
  return {
    id: author.id,
    name: author.name,
    url: href(blog.site, authorUrl(author.id)),
    role: author.role,
    bio: author.bio,
    picture: picture !== undefined && blog.hasPicture(picture) ? sizedPicture(blog, picture, "face") : undefined,
    initials: initials(author.name),
    links: author.links.map((link) => ({ ...link, url: href(blog.site, link.url) })),
  };
});

/** The people who wrote a post, in the order it names them. */
export function authorsOf(blog: Blog, ids: readonly string[]): AuthorView[] {
  return ids.flatMap((id) => {
    const group = blog.collections.authorsById.get(id);
    return group ? [authorView(blog, group)] : [];
  });
}
