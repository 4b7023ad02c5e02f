/**
 * The content security policy of the site: what a browser may load on its pages, and from where. Scripts and styles are
 * files of the site itself. What an optional service needs is added from site.yaml, and nothing else is.
 *
 * @see https://www.w3.org/TR/CSP3/
 */

import { analyticsScript, GISCUS, origin } from "../config/services.ts";
import type { Site } from "../config/site.ts";

type Directives = Readonly<Record<string, readonly string[]>>;

/** The policy of all pages. */
export function contentPolicy(site: Site): string {
  return written({ ...sources(site), "frame-ancestors": ["'none'"] });
}

/** The policy as a page itself can state it; who may frame a page only a header can say. */
export function policyForMeta(site: Site): string {
  return written(sources(site));
}

/**
 * An uploaded picture that somebody opens by itself. A picture in SVG can hold a script, and would run it in the name of
 * the site.
 */
export const UPLOAD_POLICY = written({
  "script-src": ["'none'"],
  "object-src": ["'none'"],
  "frame-src": ["'none'"],
  "frame-ancestors": ["'self'"],
  sandbox: [],
});

/**
 * The editor at /admin/ draws itself with styles of its own, compiles its forms to code, and talks to the host of the
 * repository. Only people with a login get further than its first page.
 */
const ADMIN: Directives = {
  "default-src": ["'self'"],
  "script-src": ["'self'", "'unsafe-eval'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:", "blob:", "https:"],
  "font-src": ["'self'", "data:"],
  "connect-src": ["'self'", "data:", "blob:", "https:"],
  "frame-src": ["'self'", "blob:"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
};

export const ADMIN_POLICY = written({ ...ADMIN, "frame-ancestors": ["'none'"] });

/** The same as the page itself states it, for hosts without headers and for an author's own machine. */
export const ADMIN_POLICY_FOR_META = written(ADMIN);

function sources(site: Site): Directives {
  const { embeds, comments, newsletter, cta_beacon: beacon } = site;
  const counter = site.analytics && analyticsScript(site.analytics);
  const frames = [...embeds.map((host) => `https://${host}`), ...(comments ? [GISCUS] : [])];
  return {
    "default-src": ["'none'"],
    // The search reads its index with WebAssembly, which may be compiled but lets no other text become code.
    "script-src": ["'self'", "'wasm-unsafe-eval'", ...(counter ? [origin(counter.src)] : [])],
    "worker-src": ["'self'"],
    "style-src": ["'self'"],
    // Authors show pictures of other hosts, and a picture can run nothing.
    "img-src": ["'self'", "data:", "https:"],
    "media-src": ["'self'", "https:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(counter?.reportsTo ?? []), ...(beacon?.startsWith("https:") ? [origin(beacon)] : [])],
    "frame-src": frames.length === 0 ? ["'none'"] : frames,
    "manifest-src": ["'self'"],
    "form-action": ["'self'", ...(newsletter ? [origin(newsletter.action)] : [])],
    "base-uri": ["'none'"],
    "upgrade-insecure-requests": [],
  };
}

function written(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}
