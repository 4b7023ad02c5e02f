/**
 * What GitHub Pages reads. It takes neither headers nor redirects: the policy stands in the pages, and old addresses have
 * pages that lead on.
 *
 * @see https://docs.github.com/en/pages
 */

import type { Hosting } from "../hosting.ts";

/** Without it, folders whose names begin with an underscore are left out. */
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
