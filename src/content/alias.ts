/**
 * Parses the aliases of a post: `/blog/old/`, `old/path`, `https://old.example/2019/why.html`.
 */

import { MAX_SLUG_BYTES } from "../base/slug.ts";
import { decodeAddress } from "../base/urls.ts";

/**
 * Normalizes an alias to an address without base path. It ends with a slash unless it names a file: `/old/`,
 * `/2019/why.html`, `/feed.xml`. Undefined if it can be no page's address.
 */
export function aliasPath(written: string): string | undefined {
  const path = decodeAddress(withoutOrigin(written.trim()).replace(/[?#].*$/s, ""));
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0 || parts.some(isUnusable)) return undefined;
  return `/${parts.join("/")}${/\.[a-z][a-z0-9]{1,4}$/i.test(path) ? "" : "/"}`;
}

function withoutOrigin(written: string): string {
  return /^https?:\/\//i.test(written) && URL.canParse(written) ? new URL(written).pathname : written;
}

/** A path segment that no file can have, or that leads out of the folder. */
function isUnusable(part: string): boolean {
  return /^\.+$|[\p{Cc}\\]/u.test(part) || new TextEncoder().encode(part).length > MAX_SLUG_BYTES;
}
