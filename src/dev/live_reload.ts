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

/** Sent in place of a URL when every page may show the change. */
export const EVERY_PAGE = "*";

/** Over the old page, whatever its styles are. */
const OVERLAY =
  "position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 70vh; overflow: auto; padding: 1.5em 2em; background: #300; color: #fff; border-top: 4px solid #f66; font: 16px/1.5 system-ui, sans-serif; text-align: left; direction: ltr";

/** Reloads the page, too, when the server has restarted. Shows what keeps the preview from being updated. */
export const reloadScript = `const address = new URL("/", location.href);
address.protocol = "ws:";

function connect(isAgain) {
  const socket = new WebSocket(address);
  socket.addEventListener("open", () => {
    if (isAgain) location.reload();
  });
  socket.addEventListener("message", ({ data }) => {
    const { changed = [], trouble } = JSON.parse(data);
    if (trouble !== undefined) show(trouble);
    if (changed.includes("${EVERY_PAGE}") || changed.includes(decodeURI(location.pathname))) location.reload();
  });
  socket.addEventListener("close", () => setTimeout(connect, 1000, true));
}

function show(trouble) {
  document.getElementById("live-trouble")?.remove();
  if (trouble === "") return;
  const box = document.createElement("div");
  box.id = "live-trouble";
  box.setAttribute("role", "alert");
  box.style.cssText = "${OVERLAY}";
  const title = document.createElement("strong");
  title.textContent = "This page is not up to date";
  const text = document.createElement("pre");
  text.style.cssText = "white-space: pre-wrap; overflow-wrap: anywhere; font: 15px/1.5 ui-monospace, monospace; margin: 1em 0 0";
  text.textContent = trouble;
  box.append(title, text);
  document.body.append(box);
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
  #trouble = "";
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
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("error", () => client.terminate());
      if (this.#trouble !== "") client.send(JSON.stringify({ trouble: this.#trouble }));
    });
  }

  /** @param urls of pages that changed, or {@link EVERY_PAGE} */
  notify(urls: readonly string[]): void {
    this.#send({ changed: urls });
  }

  /**
   * Shows, over every open page, why the preview cannot be updated.
   *
   * @param trouble in words; empty once it is gone
   */
  warn(trouble: string): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#send({ trouble });
  }

  #send(message: object): void {
    for (const client of this.#sockets.clients) client.send(JSON.stringify(message));
  }
}

/** Of a message from a page. Pages send none. */
const MOST_BYTES = 1_024;
