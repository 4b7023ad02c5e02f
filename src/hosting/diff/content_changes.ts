/**
 * What changed between two contents of one page.
 */

import { diffArrays } from "diff";
import { compare } from "../../base/diagnostic.ts";
import type { PageContent } from "./page_content.ts";
import type { Change } from "./types.ts";

/** What is known of the other pages, on whose titles and addresses a page may touch. */
export interface Around {
  /** Whether a text is the title of another page, before or now. */
  isTitle(text: string): boolean;
  /** The titles that the page at an address had and has. */
  titlesOf(address: string): readonly string[];
  /** Whether text became other text because a page is called otherwise now. */
  isRenamed(before: string, after: string): boolean;
}

/**
 * What changed on a page by itself. Cards and links of other posts that came, went or changed places are left out: a
 * stretch of text that holds the title of another page tells of that page.
 */
export function contentChanges(before: PageContent, after: PageContent, around: Around): Change[] {
  const told = new Set<string>();
  const texts = runs(before.blocks, after.blocks).flatMap(([olds, news]) => {
    const changes = changesOf("text", ...paired(olds, news));
    if (changes.every((change) => around.isRenamed(change.before, change.after))) return changes;
    const titles = [...olds.flatMap(titlesIn(before, around)), ...news.flatMap(titlesIn(after, around))];
    for (const title of titles) told.add(title);
    return titles.length > 0 ? [] : changes;
  });
  const links = runs(linksOf(before), linksOf(after)).flatMap(([olds, news]) => {
    const isToldOf = (link: string): boolean => around.titlesOf(link).some((title) => told.has(title));
    const [left, right] = [olds, news].map((list) => list.filter((link) => !isToldOf(link)));
    return changesOf("link", left ?? [], right ?? []);
  });
  const pictures = told.size > 0 ? [] : runs(before.pictures, after.pictures);
  return [...texts, ...links, ...pictures.flatMap(([olds, news]) => changesOf("picture", olds, news))];
}

/** The titles of other pages that a block is there for. A sentence that names one is there for more. */
function titlesIn({ linked }: PageContent, { isTitle, titlesOf }: Around): (block: string) => string[] {
  return (block) => {
    if (isTitle(block)) return [block];
    const titles = (linked.get(block) ?? []).flatMap(({ text, href }) =>
      titlesOf(href).filter((title) => isTitle(title) && text.includes(title)),
    );
    return titles.join("").length * 3 > block.length ? titles : [];
  };
}

/** A mail to nobody in particular passes the page on: it repeats the title and the address. */
const SHARED_BY_MAIL = "mailto:?";

/** Links that only differ in what tells where a visitor came from, or in the place on the page, are one link. */
function linksOf({ links }: PageContent): string[] {
  const leading = links.filter((link) => !link.startsWith(SHARED_BY_MAIL));
  const plain = leading.map((link) => link.replace(/([?&])utm_[^#]*/, "").replace(/#.*$/, ""));
  return [...new Set(plain)].filter((link) => link !== "").sort(compare);
}

/** The stretches in which two lists differ. */
function runs(before: readonly string[], after: readonly string[]): [string[], string[]][] {
  const found: [string[], string[]][] = [];
  let open: [string[], string[]] | undefined;
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = [[], []];
      found.push(open);
    }
    open[added ? 1 : 0].push(...value);
  }
  return found;
}

function changesOf(kind: Change["kind"], olds: readonly string[], news: readonly string[]): Change[] {
  const all = Array.from({ length: Math.max(olds.length, news.length) }, (_, at) => ({
    kind,
    before: olds[at] ?? "",
    after: news[at] ?? "",
  }));
  return all.filter(({ before, after }) => before !== after);
}

/** Where two runs differ in length, each old block is put beside the new one that shares most words with it. */
function paired(olds: readonly string[], news: readonly string[]): [string[], string[]] {
  if (olds.length === news.length) return [[...olds], [...news]];
  const left: string[] = [];
  const right: string[] = [];
  let next = 0;
  for (const old of olds) {
    const at = news.findIndex((text, index) => index >= next && likeness(old, text) > 0.5);
    if (at === -1) {
      left.push(old);
      right.push("");
      continue;
    }
    for (; next < at; next++) {
      left.push("");
      right.push(news[next] ?? "");
    }
    left.push(old);
    right.push(news[at] ?? "");
    next = at + 1;
  }
  for (; next < news.length; next++) {
    left.push("");
    right.push(news[next] ?? "");
  }
  return [left, right];
}

/** The share of words that two texts have in common (Dice's coefficient). */
function likeness(a: string, b: string): number {
  const [words, others] = [new Set(a.split(" ")), new Set(b.split(" "))];
  const common = [...words].filter((word) => others.has(word)).length;
  return (2 * common) / (words.size + others.size);
}
