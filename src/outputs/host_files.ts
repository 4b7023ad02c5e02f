/**
 * Writes the configuration files of hosts: headers, caching, redirects. Files that a host reads from the site have the
 * names it expects; files that an owner installs lie in `.hosts/`.
 */

import { type SiteFile, textFile } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import type { Site } from "../config/site.ts";
import type { HostName } from "../config/site_schema.ts";
import { policyForMeta } from "../hosting/csp.ts";
import { type Hosting, hostingOf } from "../hosting/hosting.ts";
import { caddyFile } from "../hosting/hosts/caddy.ts";
import { cloudFrontFile } from "../hosting/hosts/cloudfront.ts";
import { githubPagesFiles } from "../hosting/hosts/github_pages.ts";
import { headersFile, redirectsFile } from "../hosting/hosts/headers_file.ts";
import { nginxFile } from "../hosting/hosts/nginx.ts";
import { vercelFile } from "../hosting/hosts/vercel.ts";
import type { Published } from "./context.ts";

const underscored = (hosting: Hosting): Record<string, string> => ({
  _headers: headersFile(hosting),
  _redirects: redirectsFile(hosting),
});

const FILES: Record<HostName, (hosting: Hosting) => Record<string, string>> = {
  cloudflare: underscored,
  netlify: underscored,
  github_pages: githubPagesFiles,
  vercel: (hosting) => ({ "vercel.json": vercelFile(hosting) }),
  cloudfront: (hosting) => ({ ".hosts/cloudfront.json": cloudFrontFile(hosting) }),
  nginx: (hosting) => ({ ".hosts/nginx.conf": nginxFile(hosting) }),
  caddy: (hosting) => ({ ".hosts/blog.caddy": caddyFile(hosting) }),
};

/** Hosts that redirect by configuration, so that no page is needed at an old address. */
const REDIRECTING: readonly HostName[] = ["cloudflare", "netlify", "vercel", "nginx", "caddy"];

/** The default if site.yaml names no host: several hosts read these files, and others ignore them. */
const USUAL: readonly HostName[] = ["cloudflare"];

export function hostFiles({ blog, redirects }: Published): SiteFile[] {
  const hosting = hostingOf(blog.site, redirects);
  const files = (blog.site.hosts ?? USUAL).flatMap((host) => Object.entries(FILES[host](hosting)));
  return Object.entries(Object.fromEntries(files)).map(([path, text]) => textFile(path, digest(text), text));
}

/** Whether to write pages at old addresses: yes, unless all hosts are known and none needs them. */
export function hasRedirectPages({ hosts }: Site): boolean {
  return hosts === undefined || !hosts.every((host) => REDIRECTING.includes(host));
}

/** The content security policy that pages carry themselves, for hosts that send no headers. */
export function pagePolicy(site: Site): string | undefined {
  return site.hosts?.includes("github_pages") ? policyForMeta(site) : undefined;
}
