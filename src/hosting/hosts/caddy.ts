/**
 * Caddy configuration. Inside a `route`, directives apply in the order in which they are written.
 *
 * @see https://caddyserver.com/docs/caddyfile/directives/header
 */

import { asked, type Hosting, type HostPattern, headersOf, spellings } from "../headers.ts";

export function caddyFile(hosting: Hosting): string {
  const { base, notFound, rules, redirects, patterns } = hosting;
  const cached = headersOf(hosting, base)["Cache-Control"] ?? "";
  return `# Made by the build. Import it into a site whose root is the folder with the blog:
#   ${new URL(hosting.origin).hostname} {
#     root * /srv/blog
#     import /srv/blog/.hosts/blog.caddy
#   }

encode zstd gzip

route {
${rules.map(({ folder, headers }) => `  header ${quoted(`${folder}*`)} {\n${headerLines(headers)}  }\n`).join("")}
${redirects.flatMap(({ from, to, status }) => spellings(from).map((spelling) => `  redir ${quoted(spelling)} ${quoted(to)} ${status}\n`)).join("")}${patterns.map(folderRule).join("")}
  # Nothing in hidden files is for readers.
  @hidden {
    path */.* /_headers /_redirects
    not path /.well-known/*
  }
  error @hidden 404
  file_server {
    precompressed br gzip
  }
}

handle_errors {
  header Cache-Control ${quoted(cached)}
  rewrite * ${quoted(asked(notFound))}
  file_server
}
`;
}

/** `handle_path` takes the folder off; `{uri}` is what is left, encoded, with its slash. */
function folderRule({ from, to, status, keepsRest }: HostPattern): string {
  if (!keepsRest) return `  redir ${quoted(`${from}*`)} ${quoted(to)} ${status}\n`;
  return `  handle_path ${quoted(`${from}*`)} {\n    redir "${quoted(to).slice(1, -1).replace(/\/$/, "")}{uri}" ${status}\n  }\n`;
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `    ${name} ${quoted(value)}\n`)
    .join("");
}

/** Braces begin a placeholder. */
function quoted(text: string): string {
  return `"${text.replace(/["\\{}]/g, "\\$&")}"`;
}
