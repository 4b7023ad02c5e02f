/**
 * The difference between two states of a site, as `npm run diff` prints it.
 */

/** A text before and after. One is empty if text was added or removed. */
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

/** A page that changed for readers. */
export interface PageChange extends Page {
  /** Its old address, if it moved. That address redirects. */
  movedFrom?: string | undefined;
  /** The page's title, if it changed. */
  heading?: Before<string> | undefined;
  /** The title in tabs and search results, if it changed for another reason than the page's title. */
  metaTitle?: Before<string> | undefined;
  description?: Before<string> | undefined;
  /** Changes of this page alone. */
  changes: Change[];
  /** How many other pages, such as lists, show the new title or address. */
  shownOn: number;
  /** Size of the page in bytes. */
  weight?: Before<number> | undefined;
}

/** One change that several pages share, from a template or a list. */
export interface SharedChange {
  change: Change;
  pages: string[];
}

export interface Difference {
  added: Page[];
  removed: Page[];
  changed: PageChange[];
  shared: SharedChange[];
  /** Redirects that are new or lead elsewhere now, except those of pages that moved. */
  redirected: { from: string; to: string }[];
  /** Number of pages that changed only invisibly: templates, addresses of style sheets. */
  markupOnly: string[];
  /** Number of pages that differ only in what they say about other pages. */
  following: string[];
  /** Files that are not pages. */
  files: { added: string[]; changed: string[]; removed: string[] };
  pages: Before<number>;
  /** Size of all files, in bytes. */
  weight?: Before<number> | undefined;
}

export function isNothing(difference: Difference): boolean {
  const { added, removed, changed, shared, redirected, markupOnly, following, files } = difference;
  const lists = [added, removed, changed, shared, redirected, markupOnly, following, files.added, files.changed];
  return [...lists, files.removed].every((list) => list.length === 0);
}
