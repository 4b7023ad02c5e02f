import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit, isRefused, leadsIntoGit } from "../../../src/hosting/loopback_only.ts";

const HOST = "localhost:8080";

/** A request as received by the server. */
function request(url: string, headers: Readonly<Record<string, string>> = {}, from = "127.0.0.1"): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: from });
  const made = new IncomingMessage(socket);
  made.url = url;
  made.headers = { host: HOST, ...headers };
  return made;
}

function statusOf(asked: IncomingMessage, host?: string): number {
  const admitted = admit(asked, host);
  return isRefused(admitted) ? admitted.status : 200;
}

describe("access control of local servers", () => {
  const from = (headers: Readonly<Record<string, string>>, address?: string): number =>
    statusOf(request("/", headers, address));

  it("admits the address bar and pages of the site itself", () => {
    expect(from({})).toBe(200);
    expect(from({ "sec-fetch-site": "none" })).toBe(200);
    expect(from({ "sec-fetch-site": "same-origin", origin: `http://${HOST}` })).toBe(200);
    for (const host of ["127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080", "localhost"])
      expect(from({ host })).toBe(200);
    expect(from({}, "::ffff:127.0.0.1")).toBe(200);
    expect(from({}, "::1")).toBe(200);
  });

  it("refuses pages of other sites, and of other servers on this machine", () => {
    expect(from({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(from({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(from({ origin: "https://elsewhere.example" })).toBe(403);
    expect(from({ origin: "http://localhost:3000" })).toBe(403);
    expect(from({ origin: "null" })).toBe(403);
    expect(from({ origin: `https://${HOST}` })).toBe(403);
  });

  it("refuses foreign host names that resolve to this machine", () => {
    for (const host of ["elsewhere.example:8080", "localhost.elsewhere.example", "127.0.0.1.example", ""]) {
      expect(from({ host }), host).toBe(403);
      expect(from({ host, origin: `http://${host}` }), host).toBe(403);
    }
  });

  it("refuses other machines", () => {
    expect(from({}, "192.168.1.20")).toBe(403);
    expect(from({}, "::ffff:192.168.1.20")).toBe(403);
  });

  it("admits other machines only under an IP address or the configured name", () => {
    const other = (host: string, more: Readonly<Record<string, string>> = {}): number =>
      statusOf(request("/", { host, ...more }, "192.168.1.20"), "blog-machine");
    expect(other("192.168.1.5:8080")).toBe(200);
    expect(other("[fe80::1]:8080")).toBe(200);
    expect(other("Blog-Machine:8080")).toBe(200);
    expect(other("elsewhere.example:8080")).toBe(403);
    expect(other("192.168.1.5:8080", { origin: "http://elsewhere.example" })).toBe(403);
    expect(other("192.168.1.5:8080", { "sec-fetch-site": "cross-site" })).toBe(403);
  });
});

describe("the path of a request", () => {
  const pathOf = (url: string): string | number => {
    const admitted = admit(request(url));
    return isRefused(admitted) ? admitted.status : admitted.path;
  };

  it("is decoded once", () => {
    expect(pathOf("/")).toBe("/");
    expect(pathOf("/blog/x/?a=%zz")).toBe("/blog/x/");
    expect(pathOf("/assets/img/%75ploads/x.svg")).toBe("/assets/img/uploads/x.svg");
    expect(pathOf("/assets/img/uploads%2fx.svg")).toBe("/assets/img/uploads/x.svg");
    expect(pathOf("/%2575ploads/")).toBe("/%75ploads/");
    expect(pathOf("/caf%C3%A9/")).toBe("/café/");
  });

  it("is rejected when invalid or ambiguous", () => {
    for (const url of [
      "",
      "*",
      "x",
      "http://localhost:8080/",
      "/100%",
      "/%c0%ae",
      "/%ff",
      "/..",
      "/../x",
      "/..%2fx",
      "/%2e%2e/x",
      "/./x",
      "//x",
      "/%2fx",
      "/x//y",
      "/x//",
      "/x%00",
      "/x%0d%0ay",
      "/x\\y",
      "/x%5c..%5cy",
    ]) {
      expect(pathOf(url), url).toBe(400);
    }
  });

  it("never throws or climbs out of the root for random input", () => {
    const part = fc.constantFrom("..", ".", "%2e", "%2F", "/", "\\", "%5c", "%00", "%", "%c0", "x", "é", "?", "#", " ");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => `/${parts.join("")}`),
        ),
        (url) => {
          const path = pathOf(url);
          if (typeof path === "string") expect(path).not.toMatch(/^[^/]|\/\.{1,2}(?:\/|$)|\/\/|\\|\0/);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("leadsIntoGit", () => {
  it("recognises .git in every spelling that a file system accepts", () => {
    for (const path of [
      ".git",
      ".git/config",
      "x/.git/hooks/post-commit",
      ".GIT/config",
      ".g\u200cit/config",
      "\u2060.git/config",
      ".git./config",
      ".git /config",
      ".git::$INDEX_ALLOCATION/config",
      "git~1/config",
      "x\\.git\\config",
    ]) {
      expect(leadsIntoGit(path), path).toBe(true);
    }
  });

  it("accepts other names", () => {
    for (const path of ["content/posts/git.md", ".github/workflows/x.yml", "a.git/x", ".gitignore", "x/digit~1"]) {
      expect(leadsIntoGit(path), path).toBe(false);
    }
  });
});
