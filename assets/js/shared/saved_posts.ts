/** What readers saved: the cache of its pages, and its list. */

import { kept } from "../before_paint/kept.ts";

/** The cache of what readers saved. */
export const CACHE = "saved";

/** Under this name the browser keeps the list. */
export const LIST = "saved";

export interface Saved {
  path: string;
  title: string;
}

/** The last saved come first. */
export function savedPosts(): Saved[] {
  return (kept(LIST) ?? "").split("\n").flatMap((line) => {
    const [, path, title] = /^(\S+) (.*)$/.exec(line) ?? [];
    return path && title ? [{ path, title }] : [];
  });
}
