import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clone, type Running, removeClone, runServer } from "./clone.ts";

const OPTIONS = { collectionName: "posts", commitMessage: "Update the post", useWorkflow: false, status: "draft" };

describe("npm run cms in a fresh clone", () => {
  let folder: string;
  let server: Running;

  beforeAll(async () => {
    folder = clone();
    execFileSync("git", ["-C", folder, "config", "user.name", "Ada"]);
    execFileSync("git", ["-C", folder, "config", "user.email", "ada@blog.example"]);
    writeFileSync(join(folder, "secret.svg"), "hush-hush");
    symlinkSync(join(folder, "secret.svg"), join(folder, "assets", "img", "uploads", "x.svg"));
    mkdirSync(join(folder, "assets", "img", "uploads", "old"));
    symlinkSync(join(folder, ".git"), join(folder, "assets", "img", "uploads", "old", "history"));
    symlinkSync(join(folder, ".git", "config"), join(folder, "content", "posts", "config.md"));
    mkdirSync(join(folder, "assets", ".git"));
    writeFileSync(join(folder, "assets", ".git", "config"), "hush-hush");
    writeFileSync(join(folder, "assets", "img", "uploads", "y.svg"), "<svg/>");
    server = await runServer(folder, "cms", "/admin/");
  });

  afterAll(async () => {
    server.stop();
    await removeClone(folder);
  });

  interface Answer {
    status: number;
    headers: IncomingHttpHeaders;
    text: string;
  }

  /** Requests a path without normalising it, as `fetch` would. */
  function ask(
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: string,
    method = body === undefined ? "GET" : "POST",
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port: server.port, path, headers, method }, (response) => {
        let text = "";
        response.on("data", (part) => {
          text += String(part);
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      asked.once("error", reject).end(body);
    });
  }

  const call = (action: string, params: object, path = "/api/v1"): Promise<Answer> =>
    ask(
      path,
      { "content-type": "application/json" },
      JSON.stringify({ action, params: { branch: "main", ...params } }),
    );

  const entryAt = (path: string): object => ({
    dataFiles: [{ slug: "x", path, raw: "Written." }],
    assets: [],
    options: OPTIONS,
  });

  it("reads, writes and commits posts and uploads", async () => {
    expect((await call("info", {})).status).toBe(200);
    const posts = await call("entriesByFolder", { folder: "content/posts", extension: "md", depth: 1 });
    expect(posts.text).toContain("content/posts/");
    expect((await call("persistEntry", entryAt("content/posts/from-the-editor.md"))).status).toBe(200);
    expect(readFileSync(join(folder, "content", "posts", "from-the-editor.md"), "utf8")).toBe("Written.");
    expect(execFileSync("git", ["-C", folder, "log", "-1", "--format=%s"], { encoding: "utf8" })).toContain("Update");
    const asset = { path: "assets/img/uploads/new/dot.txt", content: "eA==", encoding: "base64" };
    expect((await call("persistMedia", { asset, options: { commitMessage: "Upload" } })).status).toBe(200);
    expect((await call("persistMedia", { asset, options: { commitMessage: "Upload" } }, "/api/%76%31")).status).toBe(
      200,
    );
  });

  it("goes on serving the editor when another command has replaced the compiled code", async () => {
    rmSync(join(folder, ".cache", "code"), { recursive: true });
    for (const file of ["", "editor.js", "templates.js", "settings.json", "config.yml", "decap-cms.js"]) {
      expect((await ask(`/admin/${file}`)).status, file).toBe(200);
    }
  });

  const ELSEWHERE = [
    ".git/config",
    ".git/hooks/post-commit",
    ".GIT/config",
    ".g\u200cit/config",
    "content/posts/../../.git/config",
    "content/posts/.git/config",
    "assets/img/uploads/.git/config",
    "assets/img/uploads/old/history/config",
    "assets/img/uploads/x.svg",
    "package.json",
    "content/pages/home.njk",
    "content/pages/new.njk",
    "eleventy.config.ts",
    "content/posts-2/x.md",
    "/etc/passwd",
    "../x.md",
  ];

  it("refuses to read .git and other files outside its folders", async () => {
    for (const path of ELSEWHERE) {
      const answers = [
        await call("getEntry", { path }),
        await call("getMediaFile", { path }),
        await call("entriesByFiles", { files: [{ path, label: "x" }] }),
        await call("entriesByFolder", { folder: path, extension: "", depth: 1 }),
        await call("entriesByFolder", { folder: join(path, ".."), extension: "", depth: 9 }),
        await call("getMedia", { mediaFolder: path }),
        await call("getMedia", { mediaFolder: join(path, "..") }),
      ];
      // The editor may list the uploads folder.
      const allowed = /^(?:assets\/img\/uploads\/x\.svg|content\/pages\/[^/]+)$/.test(path) ? [4, 6] : [];
      for (const [at, { status, text }] of answers.entries()) {
        if (!allowed.includes(at)) expect(status, `${path} ${at}`).toBe(403);
        expect(text).not.toMatch(/hush-hush|\[core\]/);
      }
    }
  });

  it("does not list symlinks that lead outside its folders", async () => {
    const posts = await call("entriesByFolder", { folder: "content/posts", extension: "md", depth: 1 });
    expect(posts.text).toContain("content/posts/");
    expect(posts.text).not.toMatch(/config\.md|\[core\]/);
    const media = await call("getMedia", { mediaFolder: "assets/img/uploads" });
    expect(media.text).toContain("y.svg");
    expect(media.text).not.toContain("x.svg");
    expect(media.text).not.toContain(Buffer.from("hush-hush").toString("base64"));
  });

  it("refuses to write to .git and other files outside its folders", async () => {
    const before = execFileSync("git", ["-C", folder, "status", "--porcelain"], { encoding: "utf8" });
    for (const path of ELSEWHERE) {
      const asset = { path, content: "eA==", encoding: "base64" };
      const moved = { slug: "x", path: "content/posts/from-the-editor.md", newPath: path, raw: "Written." };
      for (const { status } of [
        await call("persistEntry", entryAt(path)),
        await call("persistEntry", { entry: { slug: "x", path, raw: "Written." }, assets: [], options: OPTIONS }),
        await call("persistEntry", { dataFiles: [moved], assets: [], options: OPTIONS }),
        await call("persistEntry", { dataFiles: [], assets: [asset], options: OPTIONS }),
        await call("persistMedia", { asset, options: { commitMessage: "x" } }),
        await call("deleteFile", { path, options: { commitMessage: "x" } }),
        await call("deleteFiles", { paths: ["content/posts/none.md", path], options: { commitMessage: "x" } }),
      ]) {
        expect(status, path).toBe(403);
      }
    }
    expect(existsSync(join(folder, ".git", "hooks", "post-commit"))).toBe(false);
    expect(execFileSync("git", ["-C", folder, "status", "--porcelain"], { encoding: "utf8" })).toBe(before);
  });

  it("answers bad requests with 400 and one sentence, and keeps running", async () => {
    const json = { "content-type": "application/json" };
    for (const body of [
      "{",
      "null",
      "[]",
      "{}",
      '{"action":"persistEntry"}',
      '{"action":"publishUnpublishedEntry"}',
      '{"action":"getEntry","params":{"path":"content/posts"}}',
      '{"action":"deleteFile","params":{"path":"content/posts","options":{"commitMessage":"x"}}}',
      '{"action":"persistEntry","params":{"entry":{"path":"content/posts","raw":"x"},"options":{"commitMessage":"x"}}}',
      '{"action":"deleteFile","params":{"path":"content/posts/x.md","options":{"commitMessage":"\\u0000"}}}',
      "",
    ]) {
      const { status, text } = await ask("/api/v1", json, body);
      expect(status, body).toBe(400);
      expect(text).not.toMatch(/\bat .*:\d+:\d+/);
    }
    expect(await call("getMediaFile", { path: "assets/img/uploads/none.png" })).toMatchObject({
      status: 404,
      text: '{"error":"There is no file assets/img/uploads/none.png."}',
    });
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"]) {
      expect((await ask("/admin/", {}, undefined, method)).status, method).toBe(405);
    }
    expect((await ask("/api/v1", { "content-type": "text/plain" }, '{"action":"info"}')).status).toBe(400);
    for (const path of ["/%", "//", "/100%", "/assets/%00.svg", "/assets/%c0%ae", "/assets/%2e%2e/%2e%2e/secret.svg"]) {
      expect((await ask(path)).status, path).toBe(400);
    }
    for (const path of ["/assets/img/uploads/x.svg", "/assets/.git/config", "/assets/%2eGIT/config", "/assets/img"]) {
      expect((await ask(path)).status, path).toBe(404);
    }
    expect((await ask("/admin/")).status).toBe(200);
    expect(server.isRunning()).toBe(true);
  });

  it("answers 403 to pages of other sites", async () => {
    const own = `localhost:${server.port}`;
    expect((await ask("/admin/", { host: own, "sec-fetch-site": "same-origin" })).status).toBe(200);
    for (const headers of [
      { host: own, "sec-fetch-site": "cross-site" },
      { host: own, "sec-fetch-site": "same-site" },
      { host: own, origin: "https://elsewhere.example" },
      { host: `elsewhere.example:${server.port}` },
      { host: own, origin: "https://elsewhere.example", connection: "Upgrade", upgrade: "websocket" },
    ]) {
      expect((await ask("/admin/", headers)).status).toBe(403);
      const call = JSON.stringify({ action: "info", params: {} });
      expect((await ask("/api/v1", { ...headers, "content-type": "application/json" }, call)).status).toBe(403);
    }
  });

  it("serves uploads with a sandbox policy, however their path is spelt", async () => {
    for (const path of ["/assets/img/uploads/y.svg", "/assets/img/%75ploads/y.svg", "/assets/img/uploads%2fy.svg"]) {
      const { status, headers } = await ask(path);
      expect(status).toBe(200);
      expect(headers["content-security-policy"], path).toMatch(/sandbox/);
    }
  });
});
