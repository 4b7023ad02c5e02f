/**
 * Reloads open pages when they change. Uses WebSockets, because browsers allow only six event streams for all tabs of a site
 * together.
 */

import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { admit, isRefused } from "../hosting/loopback_only.ts";

/** The path of the script that reloads a page. */
export const RELOAD_SCRIPT = "/.live/reload.js";

/** Instead of a URL: any page may show what changed. */
export const EVERY_PAGE = "*";

/** Reloads the page, too, when the server has restarted. */
export const reloadScript = `const address = new URL("/", location.href);
address.protocol = "ws:";

function connect(isAgain) {
  const socket = new WebSocket(address);
  socket.addEventListener("open", () => {
    if (isAgain) location.reload();
  });
  socket.addEventListener("message", ({ data }) => {
    const changed = JSON.parse(data);
    if (changed.includes("${EVERY_PAGE}") || changed.includes(decodeURI(location.pathname))) location.reload();
  });
  socket.addEventListener("close", () => setTimeout(connect, 1000, true));
}

connect(false);
`;

const TAG = `<script type="module" src="${RELOAD_SCRIPT}"></script>`;

/** Adds the script to a page. */
export function withReloadScript(html: string): string {
  const end = html.indexOf("</head>");
  return end === -1 ? html + TAG : html.slice(0, end) + TAG + html.slice(end);
}

/** The WebSockets of open pages. */
export class LiveReload {
  readonly #host: string | undefined;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });

  /** @param host the address in `--host` */
  constructor(host: string | undefined) {
    this.#host = host;
  }

  /** Opens a WebSocket, if the request for it is admitted. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const asked = admit(request, this.#host);
    if (isRefused(asked)) {
      socket.end(`HTTP/1.1 ${asked.status} ${STATUS_CODES[asked.status]}\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => client.on("error", () => client.terminate()));
  }

  /** @param urls of pages that changed, or {@link EVERY_PAGE} */
  notify(urls: readonly string[]): void {
    for (const client of this.#sockets.clients) client.send(JSON.stringify(urls));
  }
}

/** Of a message from a page. Pages send none. */
const MOST_BYTES = 1_024;
