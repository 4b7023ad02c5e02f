/**
 * How the site is to be served, whoever serves it: headers, caching, redirects. The files in `hosts/` say it in the words
 * of each host.
 */

import type { Site } from "../config/site.ts";
import type { RedirectStatus } from "../config/site_schema.ts";
import { LOOK_FOLDERS } from "../media/bundle.ts";
import { href, NOT_FOUND } from "../views/urls.ts";
import { ADMIN_POLICY, contentPolicy, UPLOAD_POLICY } from "./csp.ts";
import type { Redirect } from "./redirects.ts";

export interface HeaderRule {
  /** The folder whose files and pages get these headers, as in `/assets/css/`. With the site's base. */
  folder: string;
  /** They take the place of headers of the same name in earlier rules. */
  headers: Readonly<Record<string, string>>;
}

export interface HostRedirect {
  /** With the site's base, percent signs resolved. */
  from: string;
  /** As a `Location` header gives it. */
  to: string;
  status: RedirectStatus;
}

export interface Hosting {
  /** Scheme and host of the site. */
  origin: string;
  /** The path under which the site is served: `/` or `/path/`. */
  base: string;
  /** The page for addresses at which nothing stands. With the site's base. */
  notFound: string;
  /** From the whole site to the single folder. */
  rules: readonly HeaderRule[];
  redirects: readonly HostRedirect[];
}

/** What has no hash in its name may change at any time. */
const REVALIDATED = "public, max-age=0, must-revalidate";
/** What has one never does. */
const FOR_EVER = "public, max-age=31536000, immutable";
/** A picture that is put in the place of another is seen within the hour. */
const FOR_AN_HOUR = "public, max-age=3600, stale-while-revalidate=86400";

/** Folders in which every file is named by what it holds. */
export const HASHED_FOLDERS = [
  ...LOOK_FOLDERS.map((name) => `/assets/${name}/`),
  "/assets/img/sized/",
  "/assets/social/",
  "/pagefind/fragment/",
  "/pagefind/index/",
];

/** Powerful features that no page of a blog has a use for. */
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

export function hostingOf(site: Site, redirects: readonly Redirect[]): Hosting {
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
          "Content-Security-Policy": ADMIN_POLICY,
          // Its login window answers to the page that opened it.
          "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
          "X-Robots-Tag": "noindex",
        },
      },
    ],
    redirects: redirects
      .filter(hasRule)
      .map(({ from, to, status }) => ({ from: inSite(from), to: location(inSite(to), site.origin), status })),
  };
}

/**
 * Whether hosts can have a rule for a redirect; else a page leads on. In paths, `$`, `%`, `:` and the like, which come from
 * names of files, are not only themselves to every host. Vercel takes a `:name` or brackets in
 * the query of where a rule leads for a pattern, however they are encoded.
 */
export function hasRule({ from, to }: Redirect): boolean {
  const isPlain = /^(?:[\w/.~\-+ ,;=@&!'()]|[^\p{ASCII}\p{C}\p{Z}])*$/u.test(from);
  return (
    isPlain &&
    ![...new URL(to, "https://here.invalid").searchParams.values()].some((value) => /:\w|[(){}*?+]/.test(value))
  );
}

/** An address as a `Location` header gives it, with nothing in it that a host would fill in or take for the next word. */
function location(to: string, origin: string): string {
  const { origin: host, pathname, search, hash } = new URL(to, origin);
  const path = (pathname + search + hash).replace(/[^\w/.~\-+,;=@&!?#%]/g, percentEncoded);
  return host === origin ? path : host + path;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** The headers of a folder, those of the folders around it among them. For hosts where one rule alone applies. */
export function headersOf(hosting: Hosting, folder: string): Record<string, string> {
  return Object.assign(
    {},
    ...hosting.rules.filter((rule) => folder.startsWith(rule.folder)).map((rule) => rule.headers),
  );
}

/** An old address as requests may spell it: with the slash at its end and without. */
export function spellings(from: string): string[] {
  return from.length > 1 && from.endsWith("/") ? [from, from.slice(0, -1)] : [from];
}

/** An old address with percent signs, as a browser asks for it. */
export function asked(from: string): string {
  return encodeURI(from).replace(/[?#]/g, encodeURIComponent);
}
