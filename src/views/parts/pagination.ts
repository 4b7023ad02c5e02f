import type { Frame } from "../context.ts";
import { filled, numeral } from "../i18n/numbers.ts";
import type { PageNumbers } from "../part_types.ts";
import { href, pageUrl } from "../urls.ts";

/** Cuts a list into pages. An empty list is one empty page. */
export function paged<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** The links to the other pages of a list. */
export function pageNumbers({ site, words }: Frame, list: string, current: number, count: number): PageNumbers {
  const address = (number: number): string => href(site, pageUrl(list, number));
  return {
    current,
    count,
    position: filled(words, words.pageOf, { number: current, count }),
    previous: current > 1 ? address(current - 1) : undefined,
    next: current < count ? address(current + 1) : undefined,
    links: nearby(current, count).map((number) => ({
      number,
      label: numeral(words.language, number),
      name: filled(words, words.page, { number }),
      url: address(number),
      current: number === current,
    })),
  };
}

/** The first page, the last, and those around the current one. */
function nearby(current: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === count || Math.abs(number - current) <= 2,
  );
}
