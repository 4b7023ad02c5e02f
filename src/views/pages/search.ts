import type { Blog } from "../context.ts";
import { page } from "../head/head.ts";
import { fill } from "../i18n/filters.ts";
import type { LinkView } from "../part_types.ts";
import type { SearchView } from "../types.ts";
import { ARCHIVE, AUTHORS, HOME, href, SEARCH, SEARCH_INDEX, TAGS } from "../urls.ts";

/** Builds the view of the search page. */
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
