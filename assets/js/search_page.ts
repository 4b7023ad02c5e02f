/** The search page. Its URL contains the query, so that it can be shared and revisited. */

import { startSearch } from "./search/panel.ts";

const RESULTS = 10;

const search = document.querySelector<HTMLElement>("main .search");
if (search) {
  startSearch(search, {
    results: RESULTS,
    asked: new URLSearchParams(location.search),
    onAsk: (asked) =>
      history.replaceState(history.state, "", `${location.pathname}${asked.size > 0 ? `?${asked}` : ""}`),
  });
}
