/**
 * Guards the servers on an author's machine, `npm start` and `npm run cms`: who may send requests, and for which paths. Any
 * page on the web can make the author's browser send some.
 */

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { UPLOAD_POLICY } from "./csp.ts";

export const LOOPBACK = "127.0.0.1";

/** An admitted request. */
export interface Asked {
  /** The decoded path, on which every decision about the request is based. Begins with a slash. */
  path: string;
  /** Begins with `?`, or is empty. */
  query: string;
}

/** Why a request is refused. */
export interface Refused {
  status: 400 | 403;
  reason: string;
}

/**
 * Admits or refuses a request, or an upgrade to a WebSocket.
 *
 * @param host the address in `--host`; without one, only this machine is admitted
 */
export function admit(request: IncomingMessage, host?: string): Asked | Refused {
  if (!isOwnRequest(request, host)) return { status: 403, reason: FOREIGN };
  return askedFor(request.url ?? "") ?? { status: 400, reason: "This is not a path of the site." };
}

export function isRefused(asked: Asked | Refused): asked is Refused {
  return "status" in asked;
}

/**
 * A listener that answers admitted requests. When that fails, it answers 500, and the server goes on.
 *
 * @param host as in {@link admit}
 */
export function guarded(
  answer: (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>,
  host?: string,
): RequestListener {
  return (request, response) => {
    const asked = admit(request, host);
    if (isRefused(asked)) return refuse(response, asked);
    answer(request, response, asked).catch((error: unknown) => {
      // The browser has closed the connection.
      if (response.destroyed) return;
      process.stderr.write(`Cannot serve ${request.url} (${error instanceof Error ? error.message : error}).\n`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
}

export function refuse(response: ServerResponse, { status, reason }: Refused): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${reason}\n`);
}

const FOREIGN =
  "Only this machine and the pages of this site may request this. To open it, type its address into the address bar.";

/**
 * Whether a request comes from the site itself or from the address bar. Pages of other sites cannot forge that: browsers
 * send `Sec-Fetch-Site` and `Origin`, and `Host` holds the name in the address bar even when a foreign name resolves to
 * this machine (DNS rebinding). IP addresses resolve to nothing else.
 */
function isOwnRequest({ headers, socket }: IncomingMessage, host: string | undefined): boolean {
  const { host: asked = "", origin = `http://${asked}` } = headers;
  const site = headers["sec-fetch-site"] ?? "none";
  if (origin !== `http://${asked}` || (site !== "none" && site !== "same-origin")) return false;
  const name = asked.replace(/:\d+$/, "").toLowerCase();
  if (OWN_NAMES.has(name)) return host !== undefined || isLoopback(socket.remoteAddress);
  return host !== undefined && (name === host.toLowerCase() || isIP(name.replace(/^\[|\]$/g, "")) !== 0);
}

const OWN_NAMES = new Set(["localhost", LOOPBACK, "[::1]"]);

function isLoopback(address = ""): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(address);
}

/** Decodes the path of a request once; undefined when it is invalid, or could be taken for another path. */
function askedFor(target: string): Asked | undefined {
  const end = target.indexOf("?");
  const [encoded, query] = end === -1 ? [target, ""] : [target.slice(0, end), target.slice(end)];
  const path = decoded(encoded);
  if (path === undefined || !path.startsWith("/") || UNUSUAL.test(path)) return undefined;
  const [, ...segments] = path.split("/");
  // The last segment is empty when the path ends with a slash.
  const isOdd = (segment: string, at: number): boolean =>
    segment === "." || segment === ".." || (segment === "" && at < segments.length - 1);
  return segments.some(isOdd) ? undefined : { path, query };
}

/** Control characters, and the backslash, which is a slash on some systems. */
const UNUSUAL = /[\p{Cc}\\]/u;

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/**
 * Whether a path leads into a `.git` folder, however that is spelt: file systems ignore case, zero-width characters (macOS)
 * and trailing dots, and know alternate streams and short names (Windows).
 */
export function leadsIntoGit(path: string): boolean {
  return path.split(/[/\\]/).some((part) => {
    const plain = part
      .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
      .replace(/:.*$/, "")
      .replace(/[. ]+$/, "");
    return /^(?:\.git|git~\d+)$/i.test(plain);
  });
}

/** Headers for uploads: opened directly, they cannot run scripts. */
export const UPLOAD_HEADERS = {
  "content-security-policy": UPLOAD_POLICY,
  "x-content-type-options": "nosniff",
} as const;
