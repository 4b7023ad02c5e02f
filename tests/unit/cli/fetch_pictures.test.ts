import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FETCH_LIMITS, fetchPictures, isPublic } from "../../../src/cli/import/fetch_pictures.ts";

const PNG = Buffer.from("\x89PNG\r\n\x1a\n a small picture", "latin1");
const LIMITS = {
  ...FETCH_LIMITS,
  bytes: 1000,

  isPublic: (address: string) => address === "127.0.0.1",
};

const IMPATIENT = { ...LIMITS, patienceMs: 100 };

const ANSWERS: Record<string, RequestListener> = {
  "/a.png": (_, response) => void response.end(PNG),
  "/announced.png": (_, response) => void response.writeHead(200, { "content-length": 5000 }).end(Buffer.alloc(5000)),
  "/endless.png": (_, response) => void response.write(Buffer.alloc(5000)),
  "/page.png": (_, response) => void response.writeHead(200, { "content-type": "image/png" }).end("<html>"),
  "/slow.png": () => {},
  "/dripping.png": (_, response) => void response.write(PNG),
  "/moved.png": (_, response) => void response.writeHead(302, { location: "/a.png" }).end(),
  "/round.png": (_, response) => void response.writeHead(302, { location: "/round.png" }).end(),
  "/file.png": (_, response) => void response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/metadata.png": (_, response) => void response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
  "/inside.png": (_, response) => void response.writeHead(302, { location: "http://[::ffff:10.0.0.1]/" }).end(),
};

let server: Server;
let at: (path: string) => string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = ANSWERS[request.url ?? ""];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  at = (path) => `http://127.0.0.1:${port}${path}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it("fetches pictures, also behind a redirect", async () => {
  const { pictures, failed } = await fetchPictures([at("/a.png"), at("/moved.png")], LIMITS);
  expect([...failed]).toEqual([]);
  expect([...pictures.values()]).toEqual([PNG, PNG]);
});

it.each([
  ["/announced.png", "it is larger than 0.001 MB"],
  ["/endless.png", "it is larger than 0.001 MB"],
  ["/page.png", "it is no picture"],
  ["/slow.png", "it took longer than 0.1 seconds"],
  ["/dripping.png", "it took longer than 0.1 seconds"],
  ["/gone.png", "it answers 404"],
  ["/round.png", "it is redirected more than 5 times"],
  ["/file.png", "it leads to this machine or its own network"],
  ["/metadata.png", "it leads to this machine or its own network"],
  ["/inside.png", "it leads to this machine or its own network"],
])("says why %s could not be fetched", async (path, reason) => {
  const { failed } = await fetchPictures([at(path)], /slow|dripping/.test(path) ? IMPATIENT : LIMITS);
  expect([...failed.values()]).toEqual([reason]);
});

it("asks nothing of this machine and its network, under any name and spelling", async () => {
  const { port } = server.address() as AddressInfo;
  const hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"];
  const { pictures, failed } = await fetchPictures(hosts.map((host) => `http://${host}:${port}/a.png`));
  expect(pictures.size).toBe(0);
  expect(new Set(failed.values())).toEqual(new Set(["it leads to this machine or its own network"]));
  expect(["8.8.8.8", "2606:4700::1111"].map(isPublic)).toEqual([true, true]);
});

it("does not wait for a site again and again, and stops at the limits of all pictures together", async () => {
  const slow = Array.from({ length: 9 }, (_, number) => at(`/slow.png?${number}`).replace("?", "#"));
  const { failed } = await fetchPictures(slow, IMPATIENT);
  expect([...failed.values()]).toContain("its site did not answer for other pictures");
  const many = await fetchPictures([at("/a.png"), at("/a.png#2"), at("/a.png#3"), at("/a.png#4")], {
    ...LIMITS,
    allBytes: 1,
  });
  expect([...many.failed.values()]).toContain("the pictures together exceed 0.000001 MB");
});
