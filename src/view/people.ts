import type { Group } from "../collections/groups.ts";
import { once } from "../once.ts";
import type { Author } from "../registries.ts";
import { authorUrl, href } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import { initials } from "./summary.ts";
import type { PersonView } from "./views.ts";

export const personView = once((blog: Blog, { key: author, posts }: Group<Author>): PersonView => {
  const { picture } = author;
  return {
    id: author.id,
    name: author.name,
    url: href(blog.site, authorUrl(author.id)),
    role: author.role,
    bio: author.bio,
    picture: picture !== undefined && blog.hasAsset(picture) ? href(blog.site, picture) : undefined,
    initials: initials(author.name),
    links: author.links.map((link) => ({ ...link, url: href(blog.site, link.url) })),
    count: posts.length,
  };
});

/** The people who wrote a post, in the order it names them. */
export function authorsOf(blog: Blog, ids: readonly string[]): PersonView[] {
  return ids.flatMap((id) => {
    const group = blog.collections.authorsById.get(id);
    return group ? [personView(blog, group)] : [];
  });
}
