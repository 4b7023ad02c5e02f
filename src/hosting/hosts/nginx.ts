/**
 * Configuration for an nginx `server`. A `location` with headers of its own does not inherit others, so each lists all
 * of them.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_headers_module.html
 */

import { type Hosting, type HostPattern, headersOf, spellings } from "../headers.ts";

export function nginxFile(hosting: Hosting): string {
  const { base, notFound, rules, redirects, patterns } = hosting;
  const folders = [...new Set(rules.map(({ folder }) => folder))].filter((folder) => folder !== base);
  return `# Made by the build. Include it in a server whose root is the folder with the site:
#   server { server_name ${new URL(hosting.origin).hostname}; root /srv/blog; include /srv/blog/.hosts/nginx.conf; … }

index index.html;
charset utf-8;
absolute_redirect off;
error_page 404 ${quoted(notFound)};

gzip on;
gzip_vary on;
gzip_comp_level 6;
gzip_types text/css text/plain text/xml application/javascript application/json application/manifest+json
  application/xml application/rss+xml application/atom+xml application/feed+json image/svg+xml application/wasm;
# Files that the build compressed beforehand are sent as they are.
gzip_static on;

types_hash_max_size 4096;

${headerLines(headersOf(hosting, base), "")}
location / { try_files $uri $uri/ =404; }

# Nothing in hidden files is for readers.
location ~ /(\\.(?!well-known/)|_headers$|_redirects$) { return 404; }
${folders.map((folder) => `\nlocation ^~ ${quoted(folder)} {\n${headerLines(headersOf(hosting, folder), "  ")}  try_files $uri $uri/ =404;\n}\n`).join("")}
${redirects.flatMap(({ from, to, status }) => spellings(from).map((spelling) => `location = ${quoted(spelling)} { return ${status} ${quoted(to)}; }\n`)).join("")}${patterns.map(folderRule).join("")}`;
}

/** `rewrite` encodes what it takes over, so that no address adds a line to the answer. */
function folderRule({ from, to, status, keepsRest }: HostPattern): string {
  const kind = status === 301 || status === 308 ? "permanent" : "redirect";
  const found = `"^${from.replace(/[\\^$.|?*+()[\]{}"]/g, "\\$&")}(.*)$"`;
  const target = keepsRest ? `${quoted(to).slice(0, -1)}$1"` : quoted(to.includes("?") ? to : `${to}?`);
  return `location ^~ ${quoted(from)} { rewrite ${found} ${target} ${kind}; }\n`;
}

function headerLines(headers: Readonly<Record<string, string>>, indent: string): string {
  return Object.entries(headers)
    .map(([name, value]) => `${indent}add_header ${name} ${quoted(value)} always;\n`)
    .join("");
}

/** `$` begins a variable and cannot be escaped, so addresses contain it percent-encoded. */
function quoted(text: string): string {
  return `"${text.replaceAll("$", "%24").replace(/["\\]/g, "\\$&")}"`;
}
