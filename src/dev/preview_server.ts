/**
 * The HTTP server of `npm start`. Serves the preview to this machine only, unless `--host` says otherwise.
 */

import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileBelow } from "../base/files.ts";
import { UsageError } from "../base/usage_error.ts";
import { contentTypeOf } from "../hosting/content_types.ts";
import { type Asked, guarded, LOOPBACK, leadsIntoGit, UPLOAD_HEADERS } from "../hosting/loopback_only.ts";
import { LiveReload, RELOAD_SCRIPT, reloadScript, withReloadScript } from "./live_reload.ts";

export interface PreviewServerOptions {
  /** The folder of the preview. */
  folder: string;
  /** The path below which the site is served, with a slash at both ends. It changes with the settings. */
  base(): string;
  port: number;
  /** The address to listen on; without one, only this machine can connect. */
  host: string | undefined;
}

export interface PreviewServer {
  port: number;
  /** The pages that are open in browsers. */
  pages: LiveReload;
  close(): void;
}

/**
 * Starts the server. When the port is taken, uses the next free one.
 *
 * @throws UsageError when it cannot listen
 */
export async function servePreview(options: PreviewServerOptions): Promise<PreviewServer> {
  const pages = new LiveReload(options.host);
  const server = createServer(
    guarded((request, response, asked) => answer(request, response, asked, options), options.host),
  );
  server.on("upgrade", (request, socket, head) => pages.upgrade(request, socket, head));
  const port = await listen(server, options.port, options.host ?? LOOPBACK);
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { port, pages, close };
}

const PORTS_TRIED = 10;

async function listen(server: Server, first: number, host: string): Promise<number> {
  for (let port = first; port < first + PORTS_TRIED; port++) if (await listensOn(server, port, host)) return port;
  throw new UsageError(`The ports from ${first} to ${first + PORTS_TRIED - 1} are taken. Choose another with --port.`);
}

/** @returns whether the port was free */
function listensOn(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(new UsageError(`Cannot listen on ${host}, port ${port} (${error.message}).`));
    };
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
  { folder, base }: PreviewServerOptions,
) {
  if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
  if (asked.path === RELOAD_SCRIPT) return send(response, 200, RELOAD_SCRIPT, reloadScript);
  if (base() !== "/" && ["/", base().slice(0, -1)].includes(asked.path))
    return redirect(response, base() + asked.query);
  const path = asked.path.startsWith(base()) ? asked.path.slice(base().length - 1) : undefined;
  const file = path === undefined ? undefined : fileAt(folder, path);
  if (file !== undefined) return sendFile(request, response, folder, file);
  const isFolder = path !== undefined && fileAt(folder, `${path}/`) !== undefined;
  if (isFolder) return redirect(response, `${asked.path.split("/").map(encodeURIComponent).join("/")}/${asked.query}`);
  const notFound = fileBelow(folder, NOT_FOUND);
  const html = notFound === undefined ? NOTHING_BUILT : readFileSync(join(folder, notFound), "utf8");
  send(response, 404, NOT_FOUND, withReloadScript(html));
}

const NOT_FOUND = "404.html";

const NOTHING_BUILT =
  "<!doctype html><title>Not built yet</title><p>The site has not been built yet. The terminal says why.</p>";

/** The file at a path of the site, relative to the folder. */
function fileAt(folder: string, path: string): string | undefined {
  const file = fileBelow(folder, path.endsWith("/") ? `${path}index.html` : path);
  return file === undefined || leadsIntoGit(file) ? undefined : file;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

function send(response: ServerResponse, status: number, name: string, text: string): void {
  response.writeHead(status, { "content-type": contentTypeOf(name) }).end(text);
}

const UPLOADS = "assets/img/uploads/";

async function sendFile(request: IncomingMessage, response: ServerResponse, folder: string, file: string) {
  const path = join(folder, file);
  // The file decides, however its path was spelt.
  const isUpload = file.startsWith(UPLOADS);
  if (isUpload) for (const [name, value] of Object.entries(UPLOAD_HEADERS)) response.setHeader(name, value);
  const type = contentTypeOf(file);
  if (type.startsWith("text/html") && !isUpload) {
    return send(response, 200, file, withReloadScript(readFileSync(path, "utf8")));
  }
  const { size } = statSync(path);
  const part = partAsked(request.headers.range, size);
  const { start, end } = part ?? { start: 0, end: size - 1 };
  response.writeHead(part ? 206 : 200, {
    "content-type": type,
    "content-length": end - start + 1,
    "accept-ranges": "bytes",
    ...(part ? { "content-range": `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === "HEAD" || size === 0) return void response.end();
  await pipeline(createReadStream(path, { start, end }), response);
}

/** Parses a `Range`, without which some browsers play no video. Several or invalid ranges get the whole file. */
function partAsked(range: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return undefined;
  const start = Number(from);
  const end = Math.min(to ? Number(to) : size - 1, size - 1);
  return start <= end ? { start, end } : undefined;
}
