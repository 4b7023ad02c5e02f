/**
 * What GitHub Pages reads. It takes neither headers nor redirects: the policy stands in the pages, and old addresses have
 * pages that lead on.
 *
 * @see https://docs.github.com/en/pages
 */

import type { Hosting } from "../hosting.ts";

export function githubPagesFiles({ origin }: Hosting): Record<string, string> {
  const { hostname } = new URL(origin);
  return {
    // Without it, folders whose names begin with an underscore are left out.
    ".nojekyll": "",
    ...(hostname.endsWith(".github.io") || hostname === "localhost" ? {} : { CNAME: `${hostname}\n` }),
  };
}
