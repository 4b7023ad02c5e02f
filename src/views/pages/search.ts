import type { Blog } from "../context.ts";
import { page } from "../head/head.ts";
import { fill } from "../i18n/filters.ts";
import type { LinkView } from "../part_types.ts";
import { hueOf } from "../parts/topics.ts";
import type { SearchView } from "../types.ts";
import { ARCHIVE, AUTHORS, HOME, href, SEARCH, SEARCH_INDEX, TAGS, tagUrl } from "../urls.ts";

const MOST_TOPICS = 8;
const MOST_LATEST = 4;

/** Builds the view of the search page. */
export function searchView({ site, words, collections }: Blog): SearchView {
  const link = (label: string, url: string): LinkView => ({ label, url: href(site, url) });
  return {
    kind: "search",
    ...page(site, SEARCH, {
      title: words.search,
      description: fill(words.searchDescription, { name: site.name }),
      breadcrumbs: [link(words.home, HOME), { label: words.search, url: "" }],
    }),
    index: href(site, SEARCH_INDEX),
    sentences: JSON.stringify({
      language: words.language,
      found: words.searchFound,
      loading: words.searchLoading,
      instead: words.searchInstead,
      nothing: words.searchNothing,
      nothingChosen: words.searchNothingChosen,
      failed: words.searchFailed,
    }),
    topics: collections.tags
      .slice(0, MOST_TOPICS)
      .map(({ key }) => ({ ...link(key.label, tagUrl(key.id)), hue: hueOf(key.id) })),
    latest: collections.posts.slice(0, MOST_LATEST).map((post) => link(post.title, post.url)),
    browse: [link(words.tags, TAGS), link(words.authors, AUTHORS), link(words.archive, ARCHIVE)],
  };
}
