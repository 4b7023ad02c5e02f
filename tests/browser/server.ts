/**
 * Serves a built site like a CDN: `/` at the end means `index.html`, folders are redirected to their slash, unknown
 * addresses get `404.html`, and headers come from the site's `_headers`.
 */

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

export interface Served {
  /** Without a trailing slash. */
  origin: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

const COMPRESSED = new Set([".html", ".css", ".js", ".json", ".webmanifest", ".xml", ".txt", ".md", ".svg"]);

/**
 * @param folder the built site
 * @param base the base path of the site, as in `/blog`
 * @param compresses whether it answers with compressed files, which takes long for large ones
 */
export async function serve(folder: string, base = "", compresses = true): Promise<Served> {
  const rules = headerRules(folder);
  /** Cached, like on a CDN. */
  const atHand = new Map<string, Buffer>();
  const compressedOnce = (path: string, bytes: Buffer): Buffer => {
    const known = atHand.get(path) ?? compressed(bytes);
    atHand.set(path, known);
    return known;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const below = pathname.startsWith(`${base}/`) ? decodeURIComponent(pathname.slice(base.length)) : undefined;
    const found = below === undefined ? undefined : fileAt(folder, below);
    if (found === "folder") {
      response.writeHead(301, { location: `${pathname}/` }).end();
      return;
    }
    const path = found ?? join(folder, "404.html");
    if (!existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    const kind = extname(path).toLowerCase();
    response.setHeader("content-type", TYPES[kind] ?? "application/octet-stream");
    for (const { matches, headers } of rules) {
      if (!matches(below ?? pathname)) continue;
      for (const [name, value] of headers) {
        if (name.startsWith("!")) response.removeHeader(name.slice(1).trim());
        else response.setHeader(name, value);
      }
    }
    const bytes = readFileSync(path);
    const isCompressed =
      compresses && COMPRESSED.has(kind) && /\bbr\b/.test(String(request.headers["accept-encoding"]));
    if (isCompressed) response.setHeader("content-encoding", "br");
    response.writeHead(found === undefined ? 404 : 200).end(isCompressed ? compressedOnce(path, bytes) : bytes);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((done, fail) => {
        server.close((error) => (error ? fail(error) : done()));
        server.closeAllConnections();
      }),
  };
}

/** Compressed like on a CDN. */
export function compressed(bytes: Uint8Array): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}

function fileAt(folder: string, path: string): string | undefined {
  const found = resolve(folder, `.${path}`);
  if (found !== folder && !found.startsWith(folder + sep)) return undefined;
  const stat = statSync(found, { throwIfNoEntry: false });
  if (stat?.isFile()) return path.endsWith("/") ? undefined : found;
  const index = join(found, "index.html");
  if (!stat?.isDirectory() || !existsSync(index)) return undefined;
  return path.endsWith("/") ? index : "folder";
}

interface HeaderRule {
  matches(path: string): boolean;
  headers: [string, string][];
}

/** The rules of a `_headers` file: a path with `*` as a wildcard, then indented headers; `! Name` removes one. */
function headerRules(folder: string): HeaderRule[] {
  const file = join(folder, "_headers");
  const rules: HeaderRule[] = [];
  if (!existsSync(file)) return rules;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    const [name = "", ...value] = line.trim().split(":");
    if (/^\s/.test(line)) rules.at(-1)?.headers.push([name, value.join(":").trim()]);
    else rules.push({ matches: pattern(line.trim()), headers: [] });
  }
  return rules;
}

function pattern(written: string): (path: string) => boolean {
  const literal = written.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const whole = new RegExp(`^${literal.join(".*")}$`);
  return (path) => whole.test(path);
}
