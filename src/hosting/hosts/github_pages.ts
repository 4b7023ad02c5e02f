/**
 * Files for GitHub Pages, which supports neither headers nor redirects: the policy is part of the pages, and old
 * addresses get pages.
 *
 * @see https://docs.github.com/en/pages
 */

import type { Hosting } from "../headers.ts";

/** Without it, Pages skips folders whose names begin with an underscore. */
export function noJekyllFile(): string {
  return "";
}

/**
 * The file that names the site's own domain, for sites that are published from a branch. Where a workflow publishes,
 * GitHub ignores the file and takes the domain from the settings of the repository.
 */
export function domainFile({ origin }: Hosting): string | undefined {
  const { hostname } = new URL(origin);
  return hostname.endsWith(".github.io") || hostname === "localhost" ? undefined : `${hostname}\n`;
}
