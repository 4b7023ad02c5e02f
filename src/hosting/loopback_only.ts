/**
 * Servers for the author's own machine only.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { UPLOAD_POLICY } from "./csp.ts";

const OWN_NAME = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const OWN_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Whether a request comes from this machine and not from a page of another site. Such pages can send requests here,
 * even through a domain of theirs that resolves to this machine, but cannot fake the headers checked here.
 */
export function isOwnRequest({ headers, socket }: IncomingMessage): boolean {
  const { host = "", origin = `http://${host}` } = headers;
  return OWN_NAME.test(host) && origin === `http://${host}` && OWN_ADDRESS.test(socket.remoteAddress ?? "");
}

/** Headers of an uploaded image, so that opening it by itself runs nothing. */
export const UPLOAD_HEADERS = {
  "content-security-policy": UPLOAD_POLICY,
  "x-content-type-options": "nosniff",
} as const;

/** Middleware that refuses all other clients, and keeps uploads from running code. */
export function forOwnMachine(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (!isOwnRequest(request)) {
    response.writeHead(403, { "content-type": "text/plain" }).end("This is shown on the machine it runs on alone.\n");
    return;
  }
  if (request.url?.includes("/assets/img/uploads/")) {
    for (const [name, value] of Object.entries(UPLOAD_HEADERS)) response.setHeader(name, value);
  }
  next();
}
