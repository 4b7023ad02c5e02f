import { ARCHIVE, AUTHORS, HOME, href, SEARCH, SEARCH_INDEX, TAGS } from "./addresses.ts";
import type { Blog } from "./blog.ts";
import { fill } from "./filters.ts";
import { page } from "./head.ts";
import type { LinkView, SearchView } from "./views.ts";

/** The page that searches all posts. */
export function searchView({ site, words }: Blog): SearchView {
  const link = (label: string, url: string): LinkView => ({ label, url: href(site, url) });
  return {
    kind: "search",
    ...page(site, SEARCH, {
      title: words.search,
      description: fill(words.searchDescription, { name: site.name }),
      breadcrumbs: [link(words.home, HOME), { label: words.search, url: "" }],
    }),
    intro: words.searchIntro,
    index: href(site, SEARCH_INDEX),
    sentences: JSON.stringify({
      language: words.language,
      found: words.searchFound,
      nothing: words.searchNothing,
      nothingChosen: words.searchNothingChosen,
      failed: words.searchFailed,
    }),
    browse: [link(words.tags, TAGS), link(words.authors, AUTHORS), link(words.archive, ARCHIVE)],
  };
}
