/** A stand-in for GitHub, GitLab, Gitea and Forgejo: the logins and the few requests by which the editor saves a post. */

import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import worker from "../../login/worker.js";

/** Deliberately not a usual name. */
export const BRANCH = "trunk";
const REPO = "/repos/team/blog";
const PROJECT = "/projects/team%2Fblog";

export interface CodeHost {
  /** The origin of the editor, the only page that may use the host. */
  site: string;
  address: string;
  /** The login server, which belongs to GitHub. */
  login: string;
  files: Map<string, Buffer>;
  /** The messages of commits. */
  commits: string[];
  /** What was asked for and does not exist here. */
  unknown: string[];
  close(): void;
}

interface Asked {
  method: string;
  /** As it was written, and without the root of the API. */
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

/** An answer: JSON, or bytes with headers. Undefined: 404. */
type Answer = { json: unknown } | { bytes: Buffer; headers?: Record<string, string> } | undefined;

export async function startCodeHost(files: ReadonlyMap<string, Buffer>): Promise<CodeHost> {
  const host: CodeHost = {
    site: "",
    address: "",
    login: "",
    files: new Map(files),
    commits: [],
    unknown: [],
    close: () => {},
  };
  /** What the login begun last promised to show. */
  let challenge = "";
  const blobs = new Map<string, Buffer>();
  const shaOf = (bytes: Buffer): string => {
    const sha = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    blobs.set(sha, bytes);
    return sha;
  };
  const inFolder = (folder: string) =>
    [...host.files].flatMap(([path, bytes]) => {
      const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "";
      return name === "" || name.includes("/") ? [] : [{ name, path, sha: shaOf(bytes), size: bytes.length }];
    });
  const commit = (message: unknown, changes: readonly { path: string; bytes: Buffer }[]): Answer => {
    for (const { path, bytes } of changes) host.files.set(path, bytes);
    host.commits.push(String(message));
    return { json: { sha: `commit${host.commits.length}`, commit: { sha: "1" } } };
  };
  let tree: { path: string; sha: string }[] = [];
  let message = "";

  /** The API of GitHub, and that of Gitea and Forgejo, which resembles it. */
  function git({ method, path, query, body }: Asked): Answer {
    const [, folder] = /^\/git\/trees\/trunk:(.*)$/.exec(path) ?? [];
    if (folder !== undefined) {
      const found = inFolder(decodeURIComponent(folder));
      return { json: { tree: found.map(({ name, sha, size }) => ({ path: name, type: "blob", sha, size })) } };
    }
    if (path === "") return { json: { owner: { login: "team" }, permissions: { push: true }, default_branch: BRANCH } };
    if (path === `/branches/${BRANCH}`) return { json: { name: BRANCH, commit: { sha: "head", id: "head" } } };
    if (method === "GET" && path === "/git/trees/head") {
      const all = [...host.files].map(([path, bytes]) => ({
        path,
        type: "blob",
        sha: shaOf(bytes),
        size: bytes.length,
      }));
      return { json: { tree: all } };
    }
    const blob = blobs.get(/^\/git\/blobs\/(.+)$/.exec(path)?.[1] ?? "");
    if (blob !== undefined) return { json: { content: blob.toString("base64"), encoding: "base64" } };
    if (path === "/commits") return { json: [] };
    const content = host.files.get(decodeURIComponent(/^\/contents\/(.+)$/.exec(path)?.[1] ?? ""));
    if (content !== undefined && query.get("ref") === BRANCH) return { json: { sha: shaOf(content) } };
    if (method === "GET") return undefined;
    // GitHub's four steps of a commit.
    if (path === "/git/blobs") return { json: { sha: shaOf(Buffer.from(String(body.content), "base64")) } };
    if (path === "/git/trees") {
      tree = body.tree as typeof tree;
      return { json: { sha: "tree" } };
    }
    if (path === "/git/commits") {
      message = String(body.message);
      return { json: { sha: "new" } };
    }
    if (path === `/git/refs/heads/${BRANCH}`) {
      return commit(
        message,
        tree.map(({ path, sha }) => ({ path, bytes: blobs.get(sha) ?? Buffer.of() })),
      );
    }
    if (path === "/contents" && body.branch === BRANCH) {
      const files = body.files as { path: string; content: string }[];
      return commit(
        body.message,
        files.map(({ path, content }) => ({ path, bytes: Buffer.from(content, "base64") })),
      );
    }
    return undefined;
  }

  function gitlab({ method, path, query, body }: Asked): Answer {
    if (path === "") {
      return { json: { permissions: { project_access: { access_level: 30 } }, default_branch: BRANCH } };
    }
    if (method === "POST" && path === "/repository/commits" && body.branch === BRANCH) {
      const actions = body.actions as { file_path: string; content: string }[];
      const changes = actions.map(({ file_path: path, content }) => ({ path, bytes: Buffer.from(content, "base64") }));
      return commit(body.commit_message, changes);
    }
    if (path === "/repository/commits") return { json: [] };
    if (path === `/repository/branches/${BRANCH}`) return { json: { name: BRANCH, commit: { id: "head" } } };
    if ((query.get("ref") ?? query.get("ref_name")) !== BRANCH) return undefined;
    if (path === "/repository/tree") {
      const found = inFolder(query.get("path") ?? "").map(({ name, path, sha }) => ({
        id: sha,
        name,
        path,
        type: "blob",
      }));
      const headers = { "x-page": "1", "x-total-pages": "1", "x-per-page": "100", "x-total": String(found.length) };
      return { bytes: Buffer.from(JSON.stringify(found)), headers };
    }
    const file = host.files.get(decodeURIComponent(/^\/repository\/files\/([^/]+)/.exec(path)?.[1] ?? ""));
    return file && { bytes: file, headers: { "x-gitlab-blob-id": shaOf(file), "content-type": "text/plain" } };
  }

  function answerTo(asked: Asked, token: string): Answer {
    const { path } = asked;
    if (token !== "token") return undefined;
    if (path === "/user") return { json: { id: 1, login: "ada", username: "ada", name: "Ada", full_name: "Ada" } };
    if (path.startsWith(REPO)) return git({ ...asked, path: path.slice(REPO.length) });
    if (path.startsWith(PROJECT)) return gitlab({ ...asked, path: path.slice(PROJECT.length) });
    return path.startsWith("/search/") ? { json: { items: [] } } : undefined;
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const open = { "access-control-allow-origin": host.site, "access-control-allow-headers": "*, authorization" };
    const allowed = { ...open, "access-control-allow-methods": "*", "access-control-expose-headers": "*" };
    if (request.method === "OPTIONS") return void response.writeHead(204, allowed).end();
    if (/^\/(?:login\/)?oauth\/authorize$/.test(pathname)) {
      challenge = searchParams.get("code_challenge") ?? "";
      const back = new URL(searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", "good");
      back.searchParams.set("state", searchParams.get("state") ?? "");
      return void response.writeHead(302, { location: back.href }).end();
    }
    const body = await jsonOf(request);
    if (/^\/(?:login\/oauth\/access_token|oauth\/token)$/.test(pathname)) {
      const shown = createHash("sha256").update(String(body.code_verifier)).digest("base64url");
      const isRight = body.code === "good" && (shown === challenge || body.client_secret === "secret");
      const answer = isRight ? { access_token: "token" } : { error: "This login is not right." };
      return void response
        .writeHead(200, { ...allowed, "content-type": "application/json" })
        .end(JSON.stringify(answer));
    }
    const path = pathname.replace(/^\/api\/v\d/, "");
    const token = /^(?:token|bearer) (.*)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const answer = answerTo({ method: request.method ?? "", path, query: searchParams, body }, token);
    if (answer === undefined) {
      host.unknown.push(`${request.method} ${request.url}`);
      return void response.writeHead(404, { ...allowed, "content-type": "application/json" }).end("{}");
    }
    if ("json" in answer) {
      return void response
        .writeHead(200, { ...allowed, "content-type": "application/json" })
        .end(JSON.stringify(answer.json));
    }
    response.writeHead(200, { "content-type": "application/json", ...allowed, ...answer.headers }).end(answer.bytes);
  });
  host.address = await listening(server);
  const login = createServer((request, response) => void runWorker(host, request, response));
  host.login = await listening(login);
  host.close = () => {
    for (const one of [server, login]) {
      one.close();
      one.closeAllConnections();
    }
  };
  return host;
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const part of request) text += String(part);
  return text === "" ? {} : JSON.parse(text);
}

async function runWorker(host: CodeHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { site: SITE, address: GITHUB_URL } = host;
  const settings = { SITE, GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "secret", GITHUB_URL };
  const headers = { cookie: request.headers.cookie ?? "" };
  const answer = await worker.fetch(new Request(`${host.login}${request.url}`, { headers }), settings);
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}

/** @returns the address */
async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://localhost:${address.port}`;
}
