/**
 * How to serve the site on any host: headers, caching, redirects. The files in `hosts/` write it in each host's format.
 */

import { decodeAddress } from "../base/urls.ts";
import type { Site } from "../config/site.ts";
import type { RedirectStatus } from "../config/site_schema.ts";
import { LOOK_FOLDERS } from "../media/bundle.ts";
import { href, NOT_FOUND } from "../views/urls.ts";
import { adminPolicy, contentPolicy, UPLOAD_POLICY } from "./csp.ts";
import { hasRule, type PatternRedirect, type Redirect } from "./redirects.ts";

export interface HeaderRule {
  /** The folder whose files and pages get these headers, with the site's base path, as in `/assets/css/`. */
  folder: string;
  /** These replace headers of the same name from earlier rules. */
  headers: Readonly<Record<string, string>>;
}

export interface HostRedirect {
  /** With the site's base path, percent-decoded. */
  from: string;
  /** As the value of a `Location` header. */
  to: string;
  status: RedirectStatus;
}

/** A redirect of all addresses below a folder. */
export interface HostPattern extends HostRedirect {
  /** Whether the rest of the address is added to the target. */
  keepsRest: boolean;
}

export interface Hosting {
  /** Scheme and host of the site. */
  origin: string;
  /** The path under which the site is served: `/` or `/path/`. */
  base: string;
  /** The 404 page, with the site's base path. */
  notFound: string;
  /** Ordered from the whole site to single folders. */
  rules: readonly HeaderRule[];
  redirects: readonly HostRedirect[];
  /** They apply after all others. */
  patterns: readonly HostPattern[];
}

/** Files without a hash in their name may change at any time. */
const REVALIDATED = "public, max-age=0, must-revalidate";
/** Files with a hash in their name never change. */
const FOR_EVER = "public, max-age=31536000, immutable";
/** A replaced image becomes visible within an hour. */
const FOR_AN_HOUR = "public, max-age=3600, stale-while-revalidate=86400";

/** Folders in which every file name contains a hash. */
export const HASHED_FOLDERS = [
  ...LOOK_FOLDERS.map((name) => `/assets/${name}/`),
  "/assets/img/sized/",
  "/assets/social/",
  "/pagefind/fragment/",
  "/pagefind/index/",
];

/** Browser features that no page of a blog uses. */
const PERMISSIONS = [
  "accelerometer",
  "browsing-topics",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "usb",
];

export function hostingOf(
  site: Site,
  redirects: readonly Redirect[],
  patterns: readonly PatternRedirect[] = [],
): Hosting {
  const inSite = (address: string): string => href(site, address);
  return {
    origin: site.origin,
    base: site.base,
    notFound: inSite(NOT_FOUND),
    rules: [
      {
        folder: site.base,
        headers: {
          "Content-Security-Policy": contentPolicy(site),
          "Strict-Transport-Security": "max-age=31536000",
          "X-Content-Type-Options": "nosniff",
          "Referrer-Policy": "strict-origin-when-cross-origin",
          "Permissions-Policy": PERMISSIONS.map((feature) => `${feature}=()`).join(", "),
          "Cross-Origin-Opener-Policy": "same-origin",
          "Cache-Control": REVALIDATED,
        },
      },
      ...HASHED_FOLDERS.map((folder) => ({ folder: inSite(folder), headers: { "Cache-Control": FOR_EVER } })),
      {
        folder: inSite("/assets/img/uploads/"),
        headers: { "Content-Security-Policy": UPLOAD_POLICY, "Cache-Control": FOR_AN_HOUR },
      },
      {
        folder: inSite("/admin/"),
        headers: {
          "Content-Security-Policy": adminPolicy(site),
          // Login windows must be able to reply to the page that opened them.
          "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
          "X-Robots-Tag": "noindex",
        },
      },
    ],
    redirects: redirects.filter(hasRule).map(({ from, to, status }) => ({
      from: decodeAddress(inSite(from)),
      to: location(inSite(to), site.origin),
      status,
    })),
    patterns: patterns.filter(hasRule).map(({ from, to, status, keepsRest }) => ({
      from: decodeAddress(inSite(from)),
      to: location(inSite(to), site.origin),
      status,
      keepsRest,
    })),
  };
}

/** An address for a `Location` header, without anything that a host would substitute or split at. */
function location(to: string, origin: string): string {
  const { origin: host, pathname, search, hash } = new URL(to, origin);
  const path = (pathname + search + hash).replace(/[^\w/.~\-+,;=@&!?#%]/g, percentEncoded);
  return host === origin ? path : host + path;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** The headers of a folder including those of its parents, for hosts that apply only one rule. */
export function headersOf(hosting: Hosting, folder: string): Record<string, string> {
  return Object.assign(
    {},
    ...hosting.rules.filter((rule) => folder.startsWith(rule.folder)).map((rule) => rule.headers),
  );
}

/** An old address with and without its final slash. */
export function spellings(from: string): string[] {
  return from.length > 1 && from.endsWith("/") ? [from, from.slice(0, -1)] : [from];
}

/** An old address percent-encoded, as browsers request it. */
export function asked(from: string): string {
  return encodeURI(from).replace(/[?#]/g, encodeURIComponent);
}
