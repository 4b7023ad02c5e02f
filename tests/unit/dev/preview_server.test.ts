import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { RELOAD_SCRIPT } from "../../../src/dev/live_reload.ts";
import { type PreviewServer, servePreview } from "../../../src/dev/preview_server.ts";
import { freePort } from "../../site/free_port.ts";

const PAGE = "<!doctype html><html><head><title>T</title></head><body>Page</body></html>";

describe("the npm start server", () => {
  let folder: string;
  let server: PreviewServer;
  let base = "/";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "preview-"));
    write("site/index.html", PAGE.replace("Page", "Home"));
    write("site/blog/x/index.html", PAGE);
    write("site/404.html", PAGE.replace("Page", "Not found"));
    write("site/feed.xml", "<feed/>");
    write("site/empty.txt", "");
    write("site/assets/img/uploads/evil.svg", "<svg/>");
    write("site/assets/img/uploads/evil.html", PAGE);
    write("site/assets/img/uploads/clip.mp4", "0123456789");
    write("site/.git/config", "secret");
    write("secret.txt", "secret");
    write("site-2/secret.txt", "secret");
    symlinkSync(join(folder, "secret.txt"), join(folder, "site", "link.txt"));
    symlinkSync(join(folder, "site", ".git"), join(folder, "site", "history"));
    server = await servePreview({
      folder: join(folder, "site"),
      base: () => base,
      port: await freePort(),
      host: undefined,
    });
  });

  beforeEach(() => {
    base = "/";
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  interface Answer {
    status: number;
    headers: IncomingHttpHeaders;
    text: string;
  }

  /** Requests a path without normalising it, as `fetch` would. */
  function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port: server.port, path, headers, method }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString("utf8"),
          }),
        );
      });
      asked.once("error", reject).end();
    });
  }

  it("serves pages with the reload script, and other files unchanged", async () => {
    expect((await ask("/")).text).toContain("Home");
    const page = await ask("/blog/x/");
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.text).toContain(`<script type="module" src="${RELOAD_SCRIPT}"></script></head>`);
    expect((await ask(RELOAD_SCRIPT)).text).toContain("location.reload()");
    const feed = await ask("/feed.xml");
    expect([feed.text, feed.headers["content-type"]]).toEqual(["<feed/>", "application/xml; charset=utf-8"]);
    expect((await ask("/empty.txt")).status).toBe(200);
    expect(await ask("/feed.xml", {}, "HEAD")).toMatchObject({ status: 200, text: "" });
  });

  it("adds missing slashes, and serves the 404 page for unknown addresses", async () => {
    const moved = await ask("/blog/x?a=1");
    expect([moved.status, moved.headers.location]).toEqual([302, "/blog/x/?a=1"]);
    const missing = await ask("/nowhere/");
    expect(missing.status).toBe(404);
    expect(missing.text).toContain("Not found");
    expect(missing.text).toContain(RELOAD_SCRIPT);
  });

  it("serves a site under its base path, and redirects to it", async () => {
    base = "/journal/";
    expect((await ask("/journal/blog/x/")).text).toContain("Page");
    expect((await ask("/blog/x/")).status).toBe(404);
    const start = await ask("/");
    expect([start.status, start.headers.location]).toEqual([302, "/journal/"]);
    expect((await ask("/journal")).headers.location).toBe("/journal/");
  });

  it("supports range requests", async () => {
    const part = await ask("/assets/img/uploads/clip.mp4", { range: "bytes=2-4" });
    expect([part.status, part.text, part.headers["content-range"]]).toEqual([206, "234", "bytes 2-4/10"]);
    expect((await ask("/assets/img/uploads/clip.mp4", { range: "bytes=8-" })).text).toBe("89");
    expect((await ask("/assets/img/uploads/clip.mp4", { range: "bytes=90-" })).status).toBe(200);
    expect((await ask("/assets/img/uploads/clip.mp4", { range: "apples" })).text).toBe("0123456789");
  });

  it("answers bad requests with an error, and keeps running", async () => {
    for (const path of ["/100%", "/%c0%ae", "/..%2fx", "/%2e%2e/secret.txt", "//x", "/x%00", "/\\x"]) {
      expect((await ask(path)).status, path).toBe(400);
    }
    for (const path of ["/../site-2/secret.txt", "/link.txt", `/${"x".repeat(5_000)}`]) {
      const { status, text } = await ask(path);
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain("secret");
    }
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) expect((await ask("/", {}, method)).status).toBe(405);
    expect(await raw("NONSENSE\r\n\r\n")).toContain("400");
    expect(
      await raw("GET http://elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
    ).toContain("400");
    expect((await ask("/")).status).toBe(200);
  });

  /** Sends raw bytes and returns the response. */
  function raw(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write(bytes));
      let text = "";
      socket.on("data", (part) => {
        text += String(part);
      });
      socket.once("error", reject);
      socket.once("close", () => resolve(text));
    });
  }

  it("serves no files from .git, however the path is spelt", async () => {
    for (const path of ["/.git/config", "/.GIT/config", "/%2egit/config", "/history/config"]) {
      expect((await ask(path)).text, path).not.toContain("secret");
    }
  });

  it("serves uploads with a sandbox policy, however their path is spelt", async () => {
    for (const path of [
      "/assets/img/uploads/evil.svg",
      "/assets/img/%75ploads/evil.svg",
      "/assets/img/uploads%2fevil.svg",
      "/assets/img//uploads/evil.svg",
      "/assets/img/./uploads/evil.svg",
      "/assets/img/uploads/evil.html",
      "/assets/img/uploads/evil",
    ]) {
      const { status, headers, text } = await ask(path);
      if (status < 400) expect(headers["content-security-policy"], path).toMatch(/sandbox/);
      expect(text.includes(RELOAD_SCRIPT) && status < 400, path).toBe(false);
    }
    expect((await ask("/assets/img/%75ploads/evil.svg")).status).toBe(200);
  });

  it("refuses requests from other sites and for foreign host names", async () => {
    const own = `localhost:${server.port}`;
    expect((await ask("/", { host: own, "sec-fetch-site": "none" })).status).toBe(200);
    expect((await ask("/", { host: own, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await ask("/", { host: own, origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await ask("/", { host: `elsewhere.example:${server.port}` })).status).toBe(403);
  });

  it("listens only on the loopback interface", async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
    const addresses = [outside ?? "127.0.0.2"];
    for (const address of addresses) await expect(reached(address)).rejects.toThrow("ECONNREFUSED");
    await reached("127.0.0.1");
  });

  function reached(host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(server.port, host, () => {
        socket.destroy();
        resolve();
      });
      socket.once("error", reject);
    });
  }

  it("uses the next free port", async () => {
    const options = { folder: join(folder, "site"), base: () => "/", host: undefined };
    const next = await servePreview({ ...options, port: server.port });
    expect(next.port).toBeGreaterThan(server.port);
  });

  it("listens on the host it is given, or reports why it cannot", async () => {
    const options = { folder: join(folder, "site"), base: () => "/", port: await freePort(), host: "0.0.0.0" };
    const { port } = await servePreview(options);
    const answer = await fetch(`http://127.0.0.1:${port}/blog/x/`);
    expect(answer.status).toBe(200);
    await expect(servePreview({ ...options, host: "203.0.113.7" })).rejects.toThrow("Cannot listen on 203.0.113.7");
  });

  describe("its WebSocket", () => {
    const open = (headers: Readonly<Record<string, string>> = {}): Promise<WebSocket> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://127.0.0.1:${server.port}/`, { headers: { ...headers } });
        socket.once("open", () => resolve(socket));
        socket.once("error", reject);
      });

    it("sends changed addresses to pages", async () => {
      const socket = await open({ origin: `http://127.0.0.1:${server.port}`, "sec-fetch-site": "same-origin" });
      const told = new Promise((resolve) => socket.once("message", (data) => resolve(JSON.parse(String(data)))));
      server.pages.notify(["/blog/x/"]);
      expect(await told).toEqual({ changed: ["/blog/x/"] });
      socket.close();
    });

    it("shows what keeps the preview from being updated, also on pages that are opened later, until it is mended", async () => {
      const messages = async (): Promise<{ socket: WebSocket; next: () => Promise<unknown> }> => {
        const heard: unknown[] = [];
        const waiting: ((message: unknown) => void)[] = [];
        const socket = new WebSocket(`ws://127.0.0.1:${server.port}/`);
        socket.on("message", (data) => {
          const message: unknown = JSON.parse(String(data));
          const first = waiting.shift();
          if (first) first(message);
          else heard.push(message);
        });
        await new Promise((resolve) => socket.once("open", resolve));
        return {
          socket,
          next: () =>
            heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((resolve) => waiting.push(resolve)),
        };
      };
      const early = await messages();
      server.pages.warn("Broken.");
      expect(await early.next()).toEqual({ trouble: "Broken." });
      const late = await messages();
      expect(await late.next()).toEqual({ trouble: "Broken." });
      server.pages.warn("");
      expect(await early.next()).toEqual({ trouble: "" });
      for (const { socket } of [early, late]) socket.close();
    });

    it("refuses other sites and foreign host names", async () => {
      await expect(open({ origin: "https://elsewhere.example" })).rejects.toThrow("403");
      await expect(open({ origin: "http://localhost:3000" })).rejects.toThrow("403");
      await expect(open({ "sec-fetch-site": "cross-site" })).rejects.toThrow("403");
      await expect(open({ host: `elsewhere.example:${server.port}` })).rejects.toThrow("403");
    });

    it("survives malformed messages and upgrades", async () => {
      const socket = await open();
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.send("x".repeat(100_000));
      await closed;
      const upgrade = "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
      expect(await raw(`GET /100% HTTP/1.1\r\n${upgrade}\r\n`)).toContain("400");
      expect(await raw(`GET / HTTP/1.1\r\n${upgrade}Sec-WebSocket-Key: short\r\n\r\n`)).toContain("400");
      await open().then((other) => other.close());
    });
  });
});
