/**
 * Resolves the addresses of a built site.
 */

import { decodeAddress, urlOf } from "../../base/urls.ts";

/** A built site in its folder. */
export interface SiteFiles {
  /** Where it is served, with a final slash. */
  url: string;
  /** All files, relative to the folder. */
  files: ReadonlySet<string>;
  /** Addresses without base path that the host redirects. */
  redirects: ReadonlyMap<string, string>;
}

export interface Target {
  /** Without base path: `/blog/x/`. */
  path: string;
  /** The file that answers a request for it, if any. */
  file: string | undefined;
  /** Without `#`, percent-decoded. */
  fragment: string;
}

const known = new WeakMap<SiteFiles, Map<string, Target | undefined>>();

/** The target of an address on a page. Undefined if it leads out of the site. */
export function targetOf(written: string, page: string, site: SiteFiles): Target | undefined {
  // Fast path: an address that begins with a slash or a scheme means the same on all pages.
  if (!/^(?:\/|https?:)/.test(written)) return found(written, page, site);
  const targets = known.get(site) ?? new Map<string, Target | undefined>();
  known.set(site, targets);
  if (!targets.has(written)) targets.set(written, found(written, "/", site));
  return targets.get(written);
}

function found(written: string, page: string, { url, files, redirects }: SiteFiles): Target | undefined {
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(written)) return undefined;
  const target = urlOf(written, url + page.slice(1));
  if (target === undefined) return { path: written, file: undefined, fragment: "" };
  const { href, pathname, hash } = target;
  const base = new URL(url).pathname;
  if (!href.startsWith(url) && href.replace(/[?#].*$/s, "") !== url.slice(0, -1)) return undefined;
  const path = `/${decodeAddress(pathname.slice(base.length))}`;
  return { path, file: fileAt(path, files, redirects), fragment: decodeAddress(hash.slice(1)) };
}

/**
 * The file that hosts serve for a path: the file itself, the index of a folder, or a page whose name ends in `.html`.
 */
function fileAt(path: string, files: ReadonlySet<string>, redirects: ReadonlyMap<string, string>): string | undefined {
  const name = path.slice(1);
  const folder = name === "" || name.endsWith("/") ? name : `${name}/`;
  const standing = [name, `${folder}index.html`, `${name}.html`].find((file) => files.has(file));
  const led = redirects.get(path) ?? redirects.get(`${path}/`);
  return standing ?? (led === undefined ? undefined : REDIRECTED);
}

/** Stands for the file of an address that the host redirects. */
export const REDIRECTED = "";

/** The address of a page's file, without base path. */
export function addressOfPage(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
}
