/** The search in a dialog, taken from the search page with its words. */

import { startSearch } from "./search/panel.ts";
import { dialogWith, partOf } from "./shared/page_part.ts";

/** How many results the dialog shows; the search page shows all. */
const RESULTS = 6;

let dialog: HTMLDialogElement | undefined;

/**
 * @param page URL of the search page
 * @throws if the search page cannot be loaded
 */
export async function openSearch(page: string): Promise<void> {
  dialog ??= await dialogFrom(page);
  if (!dialog.open) dialog.showModal();
  const words = dialog.querySelector("input");
  words?.focus();
  words?.select();
}

function searchedFor(): string {
  const { search }: { search?: string } = history.state ?? {};
  return search ?? "";
}

async function dialogFrom(address: string): Promise<HTMLDialogElement> {
  const { part, title } = await partOf(address, ".search");
  const made = dialogWith(part, title, "search-dialog", part.querySelector<HTMLElement>(".search-close"));
  startSearch(part, {
    results: RESULTS,
    isDialog: true,
    asked: new URLSearchParams(searchedFor()),
    // Who comes back from a result finds the search as it was.
    onAsk: (asked) => history.replaceState({ ...history.state, search: String(asked) }, ""),
  });
  made.addEventListener("close", () => history.replaceState({ ...history.state, search: undefined }, ""));
  return made;
}
