/**
 * Servers for the author's own machine: what they show is for nobody else.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import { UPLOAD_POLICY } from "./csp.ts";

const OWN_NAME = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const OWN_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Whether a request comes from this machine, and from no page of another site: such pages can send requests to this
 * machine, even under a name of theirs that leads here, but cannot pretend to be one of its own.
 */
export function isOwnRequest({ headers, socket }: IncomingMessage): boolean {
  const { host = "", origin = `http://${host}` } = headers;
  return OWN_NAME.test(host) && origin === `http://${host}` && OWN_ADDRESS.test(socket.remoteAddress ?? "");
}

/** For the headers of a picture that was uploaded: what it holds is not run when somebody opens it by itself. */
export const UPLOAD_HEADERS = {
  "content-security-policy": UPLOAD_POLICY,
  "x-content-type-options": "nosniff",
} as const;

/** Part of a server that answers nobody else, and has uploads run nothing. */
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
