/**
 * Writes the configuration files of hosts: headers, caching, redirects. Files that a host reads from the site have the
 * names it expects; files that an owner installs lie in `.hosts/`.
 */

import { type SiteFile, textFile } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import type { Site } from "../config/site.ts";
import type { HostName } from "../config/site_schema.ts";
import { policyForMeta } from "../hosting/csp.ts";
import { type Hosting, hostingOf } from "../hosting/headers.ts";
import { caddyFile } from "../hosting/hosts/caddy.ts";
import { headersFile, redirectsFile } from "../hosting/hosts/cloudflare_netlify.ts";
import { cloudFrontFile } from "../hosting/hosts/cloudfront.ts";
import { domainFile, noJekyllFile } from "../hosting/hosts/github_pages.ts";
import { nginxFile } from "../hosting/hosts/nginx.ts";
import { vercelFile } from "../hosting/hosts/vercel.ts";
import { hasRule, type PatternRedirect, type Redirect } from "../hosting/redirects.ts";

/** The files of a host by path; a host may need none. */
export type HostFormat = Readonly<Record<string, (hosting: Hosting) => string | undefined>>;

/** Formats by the name of their host. */
type Hosts = Readonly<Record<string, HostFormat>>;

const UNDERSCORED: HostFormat = { _headers: headersFile, _redirects: redirectsFile };

const FILES: Record<HostName, HostFormat> = {
  cloudflare: UNDERSCORED,
  netlify: UNDERSCORED,
  github_pages: { ".nojekyll": noJekyllFile, CNAME: domainFile },
  vercel: { "vercel.json": vercelFile },
  cloudfront: { ".hosts/cloudfront.json": cloudFrontFile },
  nginx: { ".hosts/nginx.conf": nginxFile },
  caddy: { ".hosts/blog.caddy": caddyFile },
};

/** Files that hosts act on, and that the build never writes. An address below one of them would be a folder of its name. */
const OTHERS = [
  "_worker.js",
  "_routes.json",
  ".htaccess",
  "web.config",
  "netlify.toml",
  "staticwebapp.config.json",
  ".git",
];

/**
 * The paths of every host's files, whichever hosts are named: it may be another host next year.
 *
 * @param own hosts that the owner adds
 */
export function hostPaths(own: Hosts): string[] {
  return [...new Set([...Object.values({ ...FILES, ...own }).flatMap(Object.keys), ...OTHERS])];
}

/** Hosts that redirect by configuration, so that no page is needed at an old address. */
const REDIRECTING: readonly string[] = ["cloudflare", "netlify", "vercel", "nginx", "caddy"];

/** The default if site.yaml names no host: several hosts read these files, and others ignore them. */
const USUAL: readonly HostName[] = ["cloudflare"];

/** @param own hosts that the owner adds */
export function hostFiles(
  site: Site,
  redirects: readonly Redirect[],
  patterns: readonly PatternRedirect[],
  own: Hosts,
): SiteFile[] {
  const hosting = hostingOf(site, redirects, patterns);
  const hosts: Hosts = { ...FILES, ...own };
  const files: HostFormat = Object.assign({}, ...(site.hosts ?? USUAL).map((host) => hosts[host]));
  return Object.entries(files).flatMap(([path, write]) => {
    const text = write(hosting);
    return text === undefined ? [] : textFile(path, digest(text), text);
  });
}

/** Whether to write a page at an old address: yes, unless all hosts are known and each has a rule for it. */
export function needsPage(redirect: Redirect, { hosts }: Site): boolean {
  return hosts === undefined || !hasRule(redirect) || !hosts.every((host) => REDIRECTING.includes(host));
}

/** The content security policy that pages carry themselves, for hosts that send no headers. */
export function pagePolicy(site: Site): string | undefined {
  return site.hosts?.includes("github_pages") ? policyForMeta(site) : undefined;
}
