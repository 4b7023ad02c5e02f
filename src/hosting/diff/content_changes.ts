/**
 * Finds what changed between two versions of a page.
 */

import { diffArrays } from "diff";
import { compare } from "../../base/diagnostic.ts";
import type { PageContent } from "./page_content.ts";
import type { Change } from "./types.ts";

/** Titles and addresses of other pages, which a page may mention. */
export interface Around {
  /** Whether a text is the title of another page, before or after. */
  isTitle(text: string): boolean;
  /** The old and new title of the page at an address. */
  titlesOf(address: string): readonly string[];
  /** Whether a text changed only because a page was renamed. */
  isRenamed(before: string, after: string): boolean;
}

/**
 * The changes of the page itself. Skips cards and links of other posts that came, went or moved: a block with the title
 * of another page belongs to that page.
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

/** The other pages that a block only names. A sentence that mentions a title says more. */
function titlesIn({ linked }: PageContent, { isTitle, titlesOf }: Around): (block: string) => string[] {
  return (block) => {
    if (isTitle(block)) return [block];
    const titles = (linked.get(block) ?? []).flatMap(({ text, href }) =>
      titlesOf(href).filter((title) => isTitle(title) && text.includes(title)),
    );
    return titles.join("").length * 3 > block.length ? titles : [];
  };
}

/** A mailto link without address shares the page: it repeats title and address. */
const SHARED_BY_MAIL = "mailto:?";

/** Ignores campaign parameters and fragments when comparing links. */
function linksOf({ links }: PageContent): string[] {
  const leading = links.filter((link) => !link.startsWith(SHARED_BY_MAIL));
  const plain = leading.map((link) => link.replace(/([?&])utm_[^#]*/, "").replace(/#.*$/, ""));
  return [...new Set(plain)].filter((link) => link !== "").sort(compare);
}

/** The runs in which two lists differ. */
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

/** In runs of different length, pairs each old block with the new one that shares the most words. */
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

/** The share of common words of two texts (Dice's coefficient). */
function likeness(a: string, b: string): number {
  const [words, others] = [new Set(a.split(" ")), new Set(b.split(" "))];
  const common = [...words].filter((word) => others.has(word)).length;
  return (2 * common) / (words.size + others.size);
}
