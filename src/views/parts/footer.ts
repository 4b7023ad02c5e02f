import type { Group } from "../../content/taxonomies.ts";
import type { Blog } from "../context.ts";
import type { LinkColumn, LinkView } from "../part_types.ts";
import { authorUrl, href, tagUrl } from "../urls.ts";

const MOST_LINKS = 6;

/**
 * The topics and the people with the most posts, for the foot of every page. They are in alphabetical order, so that one more
 * post changes all pages only if others are among the first.
 */
export function footerColumns({ site, words, collections }: Blog): LinkColumn[] {
  const column = (title: string, links: LinkView[]): LinkColumn[] => {
    const first = [...links].sort((a, b) => a.label.localeCompare(b.label, words.language));
    return links.length < 2 ? [] : [{ title, links: first }];
  };
  return [
    ...column(
      words.tags,
      withMost(collections.tags).map(({ key }) => ({ label: key.label, url: href(site, tagUrl(key.id)) })),
    ),
    ...column(
      words.authors,
      withMost(collections.authors).map(({ key }) => ({ label: key.name, url: href(site, authorUrl(key.id)) })),
    ),
  ];
}

function withMost<Key>(groups: readonly Group<Key>[]): Group<Key>[] {
  return [...groups].sort((a, b) => b.posts.length - a.posts.length).slice(0, MOST_LINKS);
}
