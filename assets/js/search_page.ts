/** The search page: what is searched for stands in its address, so that it can be sent on and come back to. */

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
