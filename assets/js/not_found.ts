/** Suggests pages with similar addresses. */

import { nearestPages } from "./not_found/nearest_pages.ts";

const place = document.querySelector<HTMLElement>("[data-addresses]");
if (place?.dataset.addresses) {
  try {
    await suggest(place, place.dataset.addresses);
  } finally {
    delete place.dataset.waiting;
  }
}

/** @param addresses URL of the list of addresses and titles */
async function suggest(place: HTMLElement, addresses: string): Promise<void> {
  const pages: [address: string, title: string][] = await (await fetch(addresses)).json();
  const nearest = nearestPages(decoded(location.pathname), pages);
  const list = place.querySelector("ul");
  for (const [address, title] of nearest) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list?.append(item);
  }
  place.hidden = nearest.length === 0;
}

/** A decoded path, as far as it is valid. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
