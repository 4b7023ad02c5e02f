/**
 * Reports each change once, on the page it comes from.
 */

import { memoize } from "../../base/memoize.ts";
import type { SiteManifest } from "../url_manifest.ts";
import { contentChanges } from "./content_changes.ts";
import type { PageContent } from "./page_content.ts";
import type { Change, Difference, PageChange } from "./types.ts";

/** A page that changed or moved. */
export interface Compared {
  address: string;
  movedFrom: string | undefined;
  before: PageContent;
  after: PageContent;
  weight: { before: number; after: number };
}

export type SortedOut = Pick<Difference, "changed" | "shared" | "markupOnly" | "following">;

/** A change, and the page from which other pages took it. */
interface Told {
  page: Compared;
  all: Change[];
  own: Change[];
}

/** Reports each change once, on the page it comes from; other pages with it are counted there. */
export function sortedOut(compared: readonly Compared[], manifests: readonly (SiteManifest | undefined)[]): SortedOut {
  const kinds = manifests.flatMap((manifest) => Object.entries(manifest?.pages ?? {}));
  const lists = new Set(kinds.filter(([, { kind }]) => !OWN_TEXT.has(kind)).map(([address]) => address));
  const shownOn = new Counts();
  const told = tellChanges(compared, manifests, shownOn);
  const sharing = sharers(told);
  const originOf = origins(told, sharing, lists);
  const result: SortedOut = { changed: [], shared: [], markupOnly: [], following: [] };
  const shared = new Map<string, Change>();
  for (const { page, all, own } of told) {
    const left: Change[] = [];
    for (const change of own) {
      const origin = originOf(change, page.address);
      if (origin === page.address) left.push(change);
      else if (origin !== undefined) shownOn.add(origin, page.address);
      else if ((sharing.get(keyOf(change))?.length ?? 0) > 1) shared.set(keyOf(change), change);
      else if (!lists.has(page.address) || !isCount(change)) left.push(change);
    }
    const change = pageChange(page, left);
    if (left.length > 0 || change.movedFrom || change.heading || change.metaTitle || change.description)
      result.changed.push(change);
    else if (all.length > 0 || page.before.blocks.join("\n") !== page.after.blocks.join("\n"))
      result.following.push(page.address);
    else result.markupOnly.push(page.address);
  }
  result.changed = result.changed.map((page) => ({ ...page, shownOn: shownOn.of(page.address) }));
  result.shared = [...shared].map(([key, change]) => ({ change, pages: sharing.get(key) ?? [] }));
  return result;
}

/** On how many other pages the changes of a page are shown. */
class Counts {
  readonly #pages = new Map<string, Set<string>>();

  add(cause: string, on: string): void {
    this.#pages.set(cause, (this.#pages.get(cause) ?? new Set()).add(on));
  }

  of(cause: string): number {
    return this.#pages.get(cause)?.size ?? 0;
  }
}

/** The changes of every page. Those that follow from a new title or address of another page are only counted. */
function tellChanges(
  compared: readonly Compared[],
  manifests: readonly (SiteManifest | undefined)[],
  shownOn: Counts,
): Told[] {
  const titles = titlesOf(manifests);
  const retitled = compared.filter(({ before, after }) => before.heading !== after.heading);
  const causeOf = causes(compared, retitled);
  return compared.map((page): Told => {
    const ownTitles = [page.before.heading, page.after.heading];
    const all = contentChanges(page.before, page.after, {
      isTitle: (text) => titles.all.has(text) && !ownTitles.includes(text),
      titlesOf: titles.byAddress,
      isRenamed: (before, after) => retitled.some((other) => isReworded(other, before, after)),
    });
    const own: Change[] = [];
    for (const change of all) {
      const cause = causeOf(change);
      if (cause === undefined) own.push(change);
      else if (cause !== page.address) shownOn.add(cause, page.address);
    }
    return { page, all, own };
  });
}

/** Finds the page whose text a change is. A summary in a list is the text of one post, and is reported with the post. */
function origins(
  told: readonly Told[],
  sharing: ReadonlyMap<string, readonly string[]>,
  lists: ReadonlySet<string>,
): (change: Change, on: string) => string | undefined {
  const quoted = quotes(told.filter(({ page }) => !lists.has(page.address)));
  return (change, on) => {
    const pages = sharing.get(keyOf(change)) ?? [];
    const [origin, ...more] = pages.filter((address) => !lists.has(address));
    if (pages.length > 1 && origin !== undefined && more.length === 0) return origin;
    return lists.has(on) ? quoted(change) : undefined;
  };
}

/** Kinds of pages with a text of their own. All others list what other pages contain. */
const OWN_TEXT = new Set(["post", "page"]);

/** The page whose new title or address caused a change. */
function causes(compared: readonly Compared[], retitled: readonly Compared[]): (change: Change) => string | undefined {
  const moved = compared.flatMap(({ movedFrom, address }) => (movedFrom === undefined ? [] : [{ movedFrom, address }]));
  return ({ kind, before, after }) => {
    if (kind === "link") {
      return moved.find(({ movedFrom, address }) => {
        const leads = (link: string): boolean => link === "" || link.includes(movedFrom) || link.includes(address);
        return leads(before) && leads(after);
      })?.address;
    }
    return retitled.find((page) => isReworded(page, before, after))?.address;
  };
}

function isReworded(page: Compared, before: string, after: string): boolean {
  const [was, is] = [page.before.heading, page.after.heading];
  return was !== "" && before.includes(was) && before.replaceAll(was, is) === after;
}

interface Titles {
  all: ReadonlySet<string>;
  byAddress(link: string): readonly string[];
}

/** The titles of all pages, before and after. */
function titlesOf(manifests: readonly (SiteManifest | undefined)[]): Titles {
  const of = (address: string): string[] => manifests.flatMap((manifest) => manifest?.pages[address]?.title ?? []);
  const bases = manifests.flatMap((manifest) => (manifest ? new URL(manifest.url).pathname : []));
  const pages = manifests.flatMap((manifest) => Object.values(manifest?.pages ?? {}));
  return {
    all: new Set(pages.flatMap(({ title }) => title ?? [])),
    byAddress: memoize((link) =>
      bases.flatMap((base) => (link.startsWith(base) ? of(`/${link.slice(base.length)}`) : [])),
    ),
  };
}

/** Pages with the same change, by change. */
function sharers(told: readonly Told[]): Map<string, string[]> {
  const pages = new Map<string, string[]>();
  for (const { page, own } of told) {
    for (const key of new Set(own.map(keyOf))) pages.set(key, [...(pages.get(key) ?? []), page.address]);
  }
  return pages;
}

/** Finds the post whose changed text a list quotes. */
function quotes(told: readonly Told[]): (change: Change) => string | undefined {
  const isBeginning = (short: string, text: string): boolean =>
    short !== "" && text.startsWith(short.replace(/…$/, ""));
  return ({ before, after }) =>
    told.find(
      ({ page, own }) =>
        own.some((change) => isBeginning(before, change.before) && isBeginning(after, change.after)) ||
        (isBeginning(before, page.before.description) && isBeginning(after, page.after.description)),
    )?.page.address;
}

/** “12 posts” that became “13 posts”. */
function isCount({ before, after }: Change): boolean {
  return before.replace(/\d+/g, "0") === after.replace(/\d+/g, "0");
}

function pageChange(page: Compared, changes: Change[]): PageChange {
  const { address, movedFrom, before, after, weight } = page;
  return {
    address,
    title: after.heading,
    movedFrom,
    heading: changed(before.heading, after.heading),
    metaTitle:
      before.title.replaceAll(before.heading, after.heading) === after.title
        ? undefined
        : changed(before.title, after.title),
    description: changed(before.description, after.description),
    changes,
    shownOn: 0,
    weight,
  };
}

function changed(before: string, after: string): { before: string; after: string } | undefined {
  return before === after ? undefined : { before, after };
}

function keyOf({ kind, before, after }: Change): string {
  return JSON.stringify([kind, before, after]);
}
