/**
 * What tells two states of a site apart, as `npm run diff` says it.
 */

/** A stretch of text before and after; one of them is empty where text was added or taken away. */
export interface Change {
  kind: "text" | "link" | "picture";
  before: string;
  after: string;
}

export interface Before<T> {
  before: T;
  after: T;
}

export interface Page {
  address: string;
  title: string;
}

/** A page that readers find changed. */
export interface PageChange extends Page {
  /** Where it stood before, where that was elsewhere. From there readers are led on. */
  movedFrom?: string | undefined;
  /** The page's title, where it changed. */
  heading?: Before<string> | undefined;
  /** What the browser's tab and search results show, where it changed and not just because the title did. */
  metaTitle?: Before<string> | undefined;
  description?: Before<string> | undefined;
  /** What changed on this page alone. */
  changes: Change[];
  /** How many other pages, such as lists, show the new title or the new address. */
  shownOn: number;
  /** The size of the page in bytes. */
  weight?: Before<number> | undefined;
}

/** One change that several pages share, as a template or a list makes it. */
export interface SharedChange {
  change: Change;
  pages: string[];
}

export interface Difference {
  added: Page[];
  removed: Page[];
  changed: PageChange[];
  shared: SharedChange[];
  /** Addresses that lead elsewhere now and did not before, beside those of pages that moved. */
  redirected: { from: string; to: string }[];
  /** Pages on which nothing changed but what readers do not see: templates, addresses of style sheets. */
  markupOnly: string[];
  /** Pages that differ only because of what is told of other pages. */
  following: string[];
  /** Files that are no pages. */
  files: { added: string[]; changed: string[]; removed: string[] };
  pages: Before<number>;
  /** The bytes of all files. */
  weight?: Before<number> | undefined;
}

export function isNothing(difference: Difference): boolean {
  const { added, removed, changed, shared, redirected, markupOnly, following, files } = difference;
  const lists = [added, removed, changed, shared, redirected, markupOnly, following, files.added, files.changed];
  return [...lists, files.removed].every((list) => list.length === 0);
}
