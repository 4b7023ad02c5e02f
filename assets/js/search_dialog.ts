/** The search in a dialog, taken from the search page with its words. */

import { startSearch } from "./search/panel.ts";

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

/** The style sheets that the search page has and this one has not. */
async function addStyles(page: Document): Promise<void> {
  const known = new Set(
    [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].map(({ href }) => href),
  );
  const missing = [...page.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter(
    ({ href }) => !known.has(href),
  );
  await Promise.all(
    missing.map(
      (link) =>
        new Promise<Event>((done, fail) => {
          link.addEventListener("load", done);
          link.addEventListener("error", fail);
          document.head.append(document.adoptNode(link));
        }),
    ),
  );
}

async function dialogFrom(address: string): Promise<HTMLDialogElement> {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const search = page.querySelector<HTMLElement>(".search");
  if (!answer.ok || search === null) throw new Error(`There is no search at ${address}.`);
  await addStyles(page);
  const made = document.createElement("dialog");
  made.className = "search-dialog";
  made.setAttribute("aria-label", page.querySelector("h1")?.textContent ?? "");
  made.append(document.adoptNode(search));
  document.body.append(made);
  const close = search.querySelector<HTMLElement>(".search-close");
  if (close) close.hidden = false;
  close?.addEventListener("click", () => made.close());
  // A click outside of the panel targets the dialog itself.
  made.addEventListener("click", ({ target }) => target === made && made.close());
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    made.close();
  });
  startSearch(search, {
    results: RESULTS,
    isDialog: true,
    asked: new URLSearchParams(searchedFor()),
    // Who comes back from a result finds the search as it was.
    onAsk: (asked) => history.replaceState({ ...history.state, search: String(asked) }, ""),
  });
  made.addEventListener("close", () => history.replaceState({ ...history.state, search: undefined }, ""));
  return made;
}
