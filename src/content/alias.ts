/**
 * Old addresses of a post, as authors write them: `/blog/old/`, `old/path`, `https://old.example/2019/why.html`.
 */

import { MAX_SLUG_BYTES } from "../base/slug.ts";
import { decodeAddress } from "../base/urls.ts";

/**
 * An address below the site's base; nothing where what is written can be no page's address. With a slash at the end,
 * unless it names a file: `/old/`, `/2019/why.html`, `/feed.xml`.
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

/** A part that no file can be called, or that leads elsewhere. */
function isUnusable(part: string): boolean {
  return /^\.+$|[\p{Cc}\\]/u.test(part) || new TextEncoder().encode(part).length > MAX_SLUG_BYTES;
}
