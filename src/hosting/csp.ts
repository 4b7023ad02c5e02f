/**
 * The site's content security policy. Scripts and styles are files of the site; a service adds its own sources only if
 * site.yaml names it.
 *
 * @see https://www.w3.org/TR/CSP3/
 */

import { cmsOrigins } from "../config/cms.ts";
import { analyticsScript, GISCUS, origin } from "../config/services.ts";
import type { Site } from "../config/site.ts";

type Directives = Readonly<Record<string, readonly string[]>>;

/** The policy of all pages. */
export function contentPolicy(site: Site): string {
  return written({ ...sources(site), "frame-ancestors": ["'none'"] });
}

/** The policy as a meta element. Only a header can say who may frame a page. */
export function policyForMeta(site: Site): string {
  return written(sources(site));
}

/**
 * The policy of an uploaded image that is opened by itself. An SVG may contain a script, which would run as part of the
 * site.
 */
export const UPLOAD_POLICY = written({
  "script-src": ["'none'"],
  "object-src": ["'none'"],
  "frame-src": ["'none'"],
  "frame-ancestors": ["'self'"],
  sandbox: [],
});

/**
 * The policy of the editor at /admin/, which uses inline styles, compiles its forms to code, and calls the repository's
 * host and the login server. Only people with a login get past its first page.
 */
export function adminPolicy(site: Site): string {
  return written({ ...adminSources(site), "frame-ancestors": ["'none'"] });
}

/** The same as a meta element, for hosts without headers and for `npm run cms`. */
export function adminPolicyForMeta(site: Site, isLocal: boolean): string {
  return written(adminSources(isLocal ? { ...site, cms: undefined } : site));
}

function adminSources({ cms, embeds }: Site): Directives {
  return {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", "https:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'", "data:", "blob:", ...(cms ? cmsOrigins(cms) : [])],
    // The preview shows what posts embed.
    "frame-src": ["'self'", "blob:", ...embeds.map((host) => `https://${host}`)],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
  };
}

function sources(site: Site): Directives {
  const { embeds, comments, newsletter, cta_beacon: beacon } = site;
  const counter = site.analytics && analyticsScript(site.analytics);
  const frames = [...embeds.map((host) => `https://${host}`), ...(comments ? [GISCUS] : [])];
  return {
    "default-src": ["'none'"],
    // The search index uses WebAssembly. This allows compiling it, but no other code from text.
    "script-src": ["'self'", "'wasm-unsafe-eval'", ...(counter ? [origin(counter.src)] : [])],
    "worker-src": ["'self'"],
    "style-src": ["'self'"],
    // Authors may show images of other hosts, since an image cannot run code.
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
