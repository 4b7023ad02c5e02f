/**
 * Parses the aliases of a post: `/blog/old/`, `old/path`, `https://old.example/2019/why.html`.
 */

import { MAX_SLUG_BYTES } from "../base/slug.ts";
import type { Finding, Place } from "../base/source.ts";
import { shortened } from "../base/text.ts";
import { decodeAddress, urlOf } from "../base/urls.ts";
import { postUrl } from "./post.ts";

/**
 * Normalizes an alias to an address without base path. It ends with a slash unless it names a file: `/old/`,
 * `/2019/why.html`, `/feed.xml`. Undefined if it can be no page's address.
 */
export function aliasPath(written: string): string | undefined {
  const path = pathOf(written);
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0 || parts.some(isUnusable) || patternSign(path) !== undefined) return undefined;
  return `/${parts.join("/")}${/\.[a-z][a-z0-9]{1,4}$/i.test(path) ? "" : "/"}`;
}

/** The message for an alias that {@link aliasPath} rejects. */
export function aliasFinding(written: string): Finding {
  const sign = patternSign(pathOf(written));
  return {
    rule: "unsafe-path",
    message:
      sign === undefined
        ? `“${shortened(written, 60)}” cannot be the address of a page.`
        : `“${shortened(written, 60)}” holds \`${sign}\`, which hosts read as a pattern for many addresses.`,
    hint: "Write one old address, as in /blog/old-name/.",
  };
}

/** The name under which the place of an old address is kept. */
export function aliasField(path: string): string {
  return `aliases ${path}`;
}

function pathOf(written: string): string {
  return decodeAddress(withoutOrigin(written.trim()).replace(/[?#].*$/s, ""));
}

function withoutOrigin(written: string): string {
  return /^https?:\/\//i.test(written) ? (urlOf(written)?.pathname ?? written) : written;
}

/** A path segment that no file can have, or that leads out of the folder. */
function isUnusable(part: string): boolean {
  return /^\.+$|[\p{Cc}\\]/u.test(part) || new TextEncoder().encode(part).length > MAX_SLUG_BYTES;
}

/**
 * The first characters that a host would read as a pattern for several addresses: `*` on every host, `:name` on
 * Cloudflare, Netlify and Vercel, braces on Caddy.
 */
export function patternSign(path: string): string | undefined {
  return /[*{}]|(?<=^|\/):[^/]*/.exec(path)?.[0];
}

/**
 * The old addresses of a post, among them the one that its name had before it was cleaned.
 *
 * @param report called for each invalid alias with its index
 */
export function aliasesOf(
  name: string,
  url: string,
  written: readonly string[],
  report: (index: number, finding: Finding) => void,
): string[] {
  const given = written.flatMap((alias, index) => {
    const path = aliasPath(alias);
    if (path === undefined) report(index, aliasFinding(alias));
    return path ?? [];
  });
  return [...new Set([...given, postUrl(name)])].filter((alias) => alias !== url);
}

/** The place of each alias, by the field {@link aliasField}. Of two spellings of one path, the first counts. */
export function aliasPlaces(written: readonly string[], placeOf: (index: number) => Place): Record<string, Place> {
  const places = written.map((alias, index) => [aliasField(aliasPath(alias) ?? ""), placeOf(index)]);
  return Object.fromEntries(places.reverse());
}
