/**
 * Addresses, read as a browser reads them: `new URL` with the page as its base ignores tabs, line breaks and leading
 * control characters, so that `java\tscript:` is `javascript:` and `/\\host/` leads to another host.
 */

import { withoutInvisible } from "./text.ts";

/** Schemes that an address on a page may have; `link_schemes` in site.yaml adds others to links. */
export const SCHEMES: readonly string[] = ["http", "https", "mailto", "tel"];

/** Schemes that run code or show what a page made up. No setting adds them. */
export const NEVER_LINKED: readonly string[] = ["javascript", "vbscript", "data", "blob", "filesystem", "about"];

/** A page of this site, wherever it is served. */
const HERE = "https://here.invalid";

/**
 * Parses an address, or returns undefined if it cannot be parsed. Node 20 has no `URL.parse`, and its `URL.canParse` is
 * wrong for letters such as `ü` once V8 has optimized it.
 */
export function urlOf(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}

/** The host of an address without `www.`; undefined without one. */
export function hostOf(address: string | undefined): string | undefined {
  return urlOf(address ?? "")?.host.replace(/^www\./, "");
}

/** Pages are published without invisible characters. */
function parsed(address: string): URL | undefined {
  return urlOf(withoutInvisible(address), HERE);
}

/** Without these characters, a path needs no URL parsing, which is faster. */
const NEEDS_PARSING = /[:\\\s\p{Cc}\p{Cs}\ufffe\uffff]|^\/\//u;

/** Whether an address leads to this site, not to another host or a mailbox. */
export function isLocal(address: string): boolean {
  return !NEEDS_PARSING.test(address) || parsed(address)?.origin === HERE;
}

/** Whether an address leads to a page or file of another host. */
export function isElsewhere(address: string): boolean {
  if (!NEEDS_PARSING.test(address)) return false;
  const { protocol = "", origin } = parsed(address) ?? {};
  return /^https?:$/.test(protocol) && origin !== HERE;
}

/**
 * Why an address may not be linked, as the end of a sentence about it. The one function that decides, wherever an
 * address comes from.
 *
 * @param schemes that are allowed beside the usual ones
 */
export function linkIssue(address: string, schemes: readonly string[] = []): string | undefined {
  return issueOf(address, (scheme) => SCHEMES.includes(scheme) || schemes.includes(scheme));
}

/** The same for what a page loads: pictures, frames and the like. Small pictures may be in the address itself. */
export function resourceIssue(address: string): string | undefined {
  if (/^data:image\/(?:avif|gif|jpeg|png|webp)[;,]/i.test(address)) return undefined;
  return issueOf(address, (scheme) => /^https?$/.test(scheme));
}

function issueOf(address: string, isAllowed: (scheme: string) => boolean): string | undefined {
  if (!NEEDS_PARSING.test(address)) return undefined;
  const url = parsed(address);
  if (url === undefined) return "cannot be read as an address";
  return isAllowed(url.protocol.slice(0, -1)) ? undefined : `begins with \`${url.protocol}\``;
}

/** An address with a final slash, unless it names a file: `/about` becomes `/about/`. */
export function folderAddress(address: string): string {
  return /\/$|\.[a-z]\w{0,4}$/i.test(address) ? address : `${address}/`;
}

/** Percent-decodes an address; returns it unchanged if that fails. */
export function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Resolves a local link on a page to an address without base path, and its fragment, both decoded. */
export function resolved(target: string, page: string): { path: string; fragment: string } {
  const [beforeFragment = "", fragment = ""] = target.split(/#(.*)/s);
  const path = beforeFragment.replace(/\?.*$/s, "");
  const absolute = path === "" ? page : (urlOf(path, HERE + page)?.pathname ?? page);
  return { path: decodeAddress(absolute), fragment: decodeAddress(fragment) };
}

/**
 * What output paths are compared by: many disks and some hosts tell neither letter case nor Unicode forms apart, and
 * Windows ignores dots and spaces at the end of a name.
 *
 * `Blog/Früher/` and `blog/früher./` are one path, whether the `ü` is one character or two.
 */
export function pathKey(path: string): string {
  const plain = path.replace(/[. ]+(?=\/|$)/g, "");
  return ASCII.test(plain) ? plain.toLowerCase() : plain.normalize("NFD").toUpperCase().toLowerCase().normalize("NFC");
}

const ASCII = /^[\x20-\x7e]*$/;
