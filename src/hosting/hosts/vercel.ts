/**
 * `vercel.json`, for a site that is deployed from its output folder.
 *
 * @see https://vercel.com/docs/project-configuration
 */

import { asked, type Hosting, spellings } from "../hosting.ts";

export function vercelFile({ rules, redirects }: Hosting): string {
  return `${JSON.stringify(
    {
      $schema: "https://openapi.vercel.sh/vercel.json",
      trailingSlash: true,
      headers: rules.map(({ folder, headers }) => ({
        source: `${pattern(folder)}(.*)`,
        headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      })),
      redirects: redirects.flatMap(({ from, to, status }) =>
        spellings(from).map((spelling) => ({
          source: pattern(asked(spelling)),
          destination: to,
          statusCode: status,
        })),
      ),
    },
    null,
    2,
  )}\n`;
}

/** An address with nothing in it that stands for something else in the host's patterns. */
function pattern(address: string): string {
  return address.replace(/[()[\]{}:*+?|^$\\.!]/g, "\\$&");
}
