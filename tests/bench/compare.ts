/** Whether the sites of different generators have the same pages with the same parts. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Counts of parts on a page, by name. */
export type Parts = ReadonlyMap<string, number>;

/** What is counted in the main part of each page. */
const COUNTS: Readonly<Record<string, (html: string) => number>> = {
  // Astro adds a visually hidden heading above footnotes.
  "second-level headings": (html) => occurrences(html, "<h2") - occurrences(html, 'id="footnote-label"'),
  "third-level headings": (html) => occurrences(html, "<h3"),
  "links in the contents": (html) => occurrences(between(html, 'class="contents"', "</details>"), "<a "),
  "related posts": (html) => occurrences(between(html, 'id="page_related"', "</section>"), "<article"),
  cards: (html) => occurrences(html, "<article"),
  "links to neighbours": (html) => occurrences(between(html, 'class="neighbours"', "</nav>"), "<a "),
  "steps of the way here": (html) => occurrences(between(html, 'class="breadcrumbs"', "</nav>"), "<a "),
  "calls to action": (html) => occurrences(html, '<aside class="cta'),
  "blocks of code": (html) => occurrences(html, "<pre"),
  tables: (html) => occurrences(html, "<table"),
  "numbered pages": (html) => occurrences(between(html, 'class="pagination"', "</nav>"), 'aria-label="Page '),
};

/** Only ours keeps posts for readers. */
const SAVED_POSTS = "/reading/";

/** More examples would not help. */
const MOST_TOLD = 5;

/** Counts for every page of a built site, by URL, without redirects. */
export function sitePages(output: string): Map<string, Parts> {
  const files = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  return new Map(
    files.sort().flatMap((file) => {
      const html = readFileSync(join(output, file), "utf8");
      if (html.includes('http-equiv="refresh"')) return [];
      return [[`/${file.replaceAll("\\", "/").replace(/index\.html$/, "")}`, partsOf(html)] as const];
    }),
  );
}

export function partsOf(html: string): Parts {
  const main = between(html, "<main", "</main>");
  return new Map(Object.entries(COUNTS).map(([name, count]) => [name, count(main)]));
}

/** The differences of a site from ours, as sentences. */
export function differences(
  ours: ReadonlyMap<string, Parts>,
  theirs: ReadonlyMap<string, Parts>,
  title: string,
): string[] {
  const missing = [...ours.keys()].filter((address) => !theirs.has(address) && address !== SAVED_POSTS);
  // Hugo makes pages of topics and people without posts, too.
  const isEmpty = (parts: Parts): boolean => parts.get("cards") === 0;
  const further = [...theirs].flatMap(([address, parts]) => (ours.has(address) || isEmpty(parts) ? [] : [address]));
  const unlike = [...ours].flatMap(([address, parts]) => unlikeParts(address, parts, theirs.get(address)));
  return [
    ...told(missing).map((address) => `${title} has no ${address}.`),
    ...told(further).map((address) => `Only ${title} has ${address}.`),
    ...told(unlike).map((difference) => `${title}: ${difference}.`),
  ];
}

function unlikeParts(address: string, ours: Parts, theirs: Parts | undefined): string[] {
  if (theirs === undefined) return [];
  return [...ours].flatMap(([name, count]) => {
    const other = theirs.get(name);
    return other === count ? [] : [`${address} has ${other} ${name}, ours ${count}`];
  });
}

/** The first few items. */
function told(all: readonly string[]): string[] {
  const more = all.length - MOST_TOLD;
  return more > 0 ? [...all.slice(0, MOST_TOLD), `… and ${more} more`] : [...all];
}

/** The text between the first `start` and the next `end`; empty if there is none. */
function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  if (from === -1) return "";
  const to = text.indexOf(end, from);
  return text.slice(from, to === -1 ? undefined : to);
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}
