/**
 * Random requests to the npm start server, like any web page can send: paths in all spellings, headers, upgrades, and
 * invalid bytes.
 */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { servePreview } from "../../src/dev/preview_server.ts";
import { freePort } from "../site/free_port.ts";

const SECRET = "hush-hush";

const part = fc.constantFrom(
  ..."/ // . .. \\ % %% %2f %5c %2e %00 %0a %c0%ae %ff %25 ~ : ? # é x assets img uploads %75ploads UPLOADS evil.svg".split(
    " ",
  ),
  ...".git %2egit .GIT config secret.txt ../secret.txt site-2 link.txt history index.html blog feed.xml".split(" "),
  "a".repeat(300),
);
const GOOD = [
  "/",
  "/blog/x/",
  "/blog/x?a=%",
  "/assets/img/%75ploads/evil.svg",
  "/assets/img/uploads%2fevil.svg",
  "/no",
];
const path = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...GOOD) },
  { weight: 4, arbitrary: fc.array(part, { maxLength: 5 }).map((parts) => `/${parts.join("/")}`) },
  { weight: 2, arbitrary: fc.array(part, { maxLength: 5 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string() },
);
const header = fc.constantFrom(
  "Origin: null",
  "Origin: https://elsewhere.example",
  "Origin: http://localhost",
  "Sec-Fetch-Site: cross-site",
  "Sec-Fetch-Site: same-origin",
  "Range: bytes=0-",
  "Range: bytes=9-1",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Content-Length: 99999999",
);
const request = fc.record({
  method: fc.oneof(
    { weight: 8, arbitrary: fc.constant("GET") },
    { weight: 1, arbitrary: fc.constantFrom("HEAD", "POST", "OPTIONS", "CONNECT", "get", "") },
  ),
  path,
  host: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("localhost", "127.0.0.1:8080") },
    { weight: 1, arbitrary: fc.constantFrom("elsewhere.example", "") },
  ),
  headers: fc.uniqueArray(header, { maxLength: 2 }),
  noise: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.string() }),
});

export interface Requests {
  requests: number;
  /** Number of responses by status; 0 means no response. */
  statuses: Record<number, number>;
  failure: string | undefined;
}

/** Sends requests and checks each response. */
export async function sendRequests(count: number, seed: number): Promise<Requests> {
  const folder = mkdtempSync(join(tmpdir(), "requests-"));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write("site/index.html", "Home");
  write("site/blog/x/index.html", "Page");
  write("site/feed.xml", "<feed/>");
  write("site/assets/img/uploads/evil.svg", "<svg/>");
  write("site/.git/config", SECRET);
  write("site-2/secret.txt", SECRET);
  write("secret.txt", SECRET);
  symlinkSync(join(folder, "secret.txt"), join(folder, "site", "link.txt"));
  symlinkSync(join(folder, "site", ".git"), join(folder, "site", "history"));
  const server = await servePreview({
    folder: join(folder, "site"),
    base: () => "/",
    port: await freePort(),
    host: undefined,
  });
  const statuses: Record<number, number> = {};
  let failure: string | undefined;
  for (const { method, path, host, headers, noise } of fc.sample(request, { numRuns: count, seed })) {
    const head = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...headers, "Connection: close"];
    const sent = noise ?? `${head.join("\r\n")}\r\n\r\n`;
    const answer = await answerTo(sent, server.port);
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
    statuses[status] = (statuses[status] ?? 0) + 1;
    failure ??= wrongWith(status, answer, sent);
  }
  if (!(await answerTo(`GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, server.port)).includes("Home"))
    failure ??= "The server does not answer any more.";
  server.close();
  rmSync(folder, { recursive: true });
  return { requests: count, statuses, failure };
}

function wrongWith(status: number, answer: string, sent: string): string | undefined {
  if (answer.includes(SECRET)) return `A file that is nobody's business was sent for:\n${sent}`;
  if (status >= 500) return `${status} was answered to:\n${sent}`;
  if (answer.includes("<svg/>") && !answer.includes("sandbox")) return `An upload may run scripts:\n${sent}`;
  const isForeign = /^(?:Origin: (?:null|https)|Sec-Fetch-Site: cross|Host: elsewhere)/m.test(sent);
  return isForeign && status < 400 && status > 0 ? `${status} was answered to another site:\n${sent}` : undefined;
}

const PATIENCE_MS = 2_000;

/** Reads until the connection ends or stays silent. */
function answerTo(sent: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(sent));
    let answer = "";
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on("data", (part) => {
      answer += String(part);
    });
    socket.once("error", () => socket.destroy());
    socket.once("close", () => resolve(answer));
  });
}
