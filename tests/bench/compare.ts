/**
 * Whether sites that different generators built of one corpus are the same work: the same pages with the same parts.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** How often each part is on a page, by the name of the part. */
export type Parts = ReadonlyMap<string, number>;

/** What is counted in the middle of each page. */
const COUNTS: Readonly<Record<string, (html: string) => number>> = {
  // Astro puts one above footnotes, for those who do not see them.
  "second-level headings": (html) => occurrences(html, "<h2") - occurrences(html, 'id="footnote-label"'),
  "third-level headings": (html) => occurrences(html, "<h3"),
  "links in the contents": (html) => occurrences(between(html, 'class="contents"', "</details>"), "<a "),
  "related posts": (html) => occurrences(between(html, 'id="page_related"', "</section>"), "<article"),
  cards: (html) => occurrences(html, "<article"),
  "links to neighbours": (html) => occurrences(between(html, 'class="neighbours"', "</nav>"), "<a "),
  "steps of the way here": (html) => occurrences(between(html, 'class="breadcrumbs"', "</nav>"), "<li"),
  "calls to action": (html) => occurrences(html, '<aside class="cta'),
  "blocks of code": (html) => occurrences(html, "<pre"),
  tables: (html) => occurrences(html, "<table"),
  "numbered pages": (html) => occurrences(between(html, 'class="pagination"', "</nav>"), 'aria-label="Page '),
};

/** More than these tell no more about what is wrong. */
const MOST_TOLD = 5;

/** Every page of a built site by its address, with how often each part is on it. Redirects are no pages. */
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

/** How a site differs from ours, in sentences; nothing when it is the same work. */
export function differences(
  ours: ReadonlyMap<string, Parts>,
  theirs: ReadonlyMap<string, Parts>,
  title: string,
): string[] {
  const missing = [...ours.keys()].filter((address) => !theirs.has(address));
  const further = [...theirs.keys()].filter((address) => !ours.has(address));
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

/** The first few of many. */
function told(all: readonly string[]): string[] {
  const more = all.length - MOST_TOLD;
  return more > 0 ? [...all.slice(0, MOST_TOLD), `… and ${more} more`] : [...all];
}

/** The text from the first `start` up to the next `end`; empty where there is none. */
function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  if (from === -1) return "";
  const to = text.indexOf(end, from);
  return text.slice(from, to === -1 ? undefined : to);
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}
