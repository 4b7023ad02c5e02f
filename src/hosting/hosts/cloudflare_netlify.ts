/**
 * Writes `_headers` and `_redirects` for Cloudflare and Netlify.
 *
 * If several rules set a header, Cloudflare joins the values unless a later rule first removes it (`! Name`); Netlify
 * takes the last value and ignores such lines.
 *
 * @see https://developers.cloudflare.com/workers/static-assets/headers/
 * @see https://docs.netlify.com/routing/headers/
 */

import { asked, type Hosting, spellings } from "../headers.ts";

export function headersFile({ rules }: Hosting): string {
  const given = new Set<string>();
  return rules
    .map(({ folder, headers }) => {
      const names = Object.keys(headers);
      const replaced = names.filter((name) => given.has(name)).map((name) => `  ! ${name}`);
      for (const name of names) given.add(name);
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
      return `${[`${folder}*`, ...replaced, ...lines].join("\n")}\n`;
    })
    .join("\n");
}

export function redirectsFile({ redirects, patterns }: Hosting): string {
  const exact = redirects
    .flatMap(({ from, to, status }) => spellings(from).map((spelling) => `${asked(spelling)} ${to} ${status}\n`))
    .join("");
  const folders = patterns.map(
    ({ from, to, status, keepsRest }) => `${asked(from)}* ${to}${keepsRest ? ":splat" : ""} ${status}\n`,
  );
  return exact + folders.join("");
}
