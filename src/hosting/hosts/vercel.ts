/**
 * Writes `vercel.json`, for a site deployed from its output folder.
 *
 * @see https://vercel.com/docs/project-configuration
 */

import { asked, type Hosting, spellings } from "../headers.ts";

export function vercelFile({ rules, redirects, patterns }: Hosting): string {
  return `${JSON.stringify(
    {
      $schema: "https://openapi.vercel.sh/vercel.json",
      trailingSlash: true,
      headers: rules.map(({ folder, headers }) => ({
        source: `${pattern(folder)}(.*)`,
        headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      })),
      redirects: [
        ...redirects.flatMap(({ from, to, status }) =>
          spellings(from).map((spelling) => ({
            source: pattern(asked(spelling)),
            destination: to,
            statusCode: status,
          })),
        ),
        ...patterns.map(({ from, to, status, keepsRest }) => ({
          source: `${pattern(asked(from))}(.*)`,
          destination: keepsRest ? `${to}$1` : to,
          statusCode: status,
        })),
      ],
    },
    null,
    2,
  )}\n`;
}

/** Escapes an address for Vercel's pattern syntax. */
function pattern(address: string): string {
  return address.replace(/[()[\]{}:*+?|^$\\.!]/g, "\\$&");
}
