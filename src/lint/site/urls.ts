/**
 * Which addresses of a built site lead somewhere.
 */

import { decodeAddress } from "../../base/urls.ts";

/** A site as it lies in its folder. */
export interface SiteFiles {
  /** Where it is served, with a slash at the end. */
  url: string;
  /** All files, relative to the folder. */
  files: ReadonlySet<string>;
  /** Old addresses below the site's base, from which the host leads readers on. */
  redirects: ReadonlyMap<string, string>;
}

export interface Target {
  /** Below the site's base: `/blog/x/`. */
  path: string;
  /** The file that a request for it gets; nothing where there is none. */
  file: string | undefined;
  /** Without `#`, percent signs resolved. */
  fragment: string;
}

const known = new WeakMap<SiteFiles, Map<string, Target | undefined>>();

/** Where an address on a page leads; nothing where it leads out of the site. */
export function targetOf(written: string, page: string, site: SiteFiles): Target | undefined {
  // Only what begins with a slash or a scheme means the same on all pages; nearly all addresses do.
  if (!/^(?:\/|https?:)/.test(written)) return found(written, page, site);
  const targets = known.get(site) ?? new Map<string, Target | undefined>();
  known.set(site, targets);
  if (!targets.has(written)) targets.set(written, found(written, "/", site));
  return targets.get(written);
}

function found(written: string, page: string, { url, files, redirects }: SiteFiles): Target | undefined {
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(written)) return undefined;
  if (!URL.canParse(written, url + page.slice(1))) return { path: written, file: undefined, fragment: "" };
  const { href, pathname, hash } = new URL(written, url + page.slice(1));
  const base = new URL(url).pathname;
  if (!href.startsWith(url) && href.replace(/[?#].*$/s, "") !== url.slice(0, -1)) return undefined;
  const path = `/${decodeAddress(pathname.slice(base.length))}`;
  return { path, file: fileAt(path, files, redirects), fragment: decodeAddress(hash.slice(1)) };
}

/** The file that hosts send for a path: itself, the page in a folder, or a page whose name ends in `.html`. */
function fileAt(path: string, files: ReadonlySet<string>, redirects: ReadonlyMap<string, string>): string | undefined {
  const name = path.slice(1);
  const folder = name === "" || name.endsWith("/") ? name : `${name}/`;
  const standing = [name, `${folder}index.html`, `${name}.html`].find((file) => files.has(file));
  const led = redirects.get(path) ?? redirects.get(`${path}/`);
  return standing ?? (led === undefined ? undefined : REDIRECTED);
}

/** Stands for a file where a redirect answers. */
export const REDIRECTED = "";

/** The address of a page's file, below the site's base. */
export function addressOfPage(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
}
