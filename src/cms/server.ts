/**
 * The CMS on an author's own machine: writes into this checkout, without a login, for nobody but this machine.
 */

import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { extname, join, relative, resolve, sep } from "node:path";
import type { SiteFile } from "../base/files.ts";
import { leadsOut } from "../base/files.ts";
import { UsageError } from "../base/usage_error.ts";
import type { UsableSettings } from "../config/load_settings.ts";
import type { BuildOptions } from "../config/options.ts";
import { isOwnRequest, UPLOAD_HEADERS } from "../hosting/loopback_only.ts";
import { ADMIN, cmsFiles, decapFolder } from "./admin_files.ts";
import { checkoutOf, commitFiles } from "./git_commit.ts";
import { Conflict, Saves } from "./saves.ts";
import { isWrite, saveIn } from "./write_requests.ts";

const LOOPBACK = "127.0.0.1";
const API = "/api/v1";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".yml": "text/yaml; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".avif": "image/avif",
};

/**
 * Serves it until the process ends.
 *
 * @returns whether what is saved is committed, too
 * @throws UsageError when a part of it is not installed, the folders do not lie together, or the port is taken
 */
export async function serveCms(
  options: BuildOptions,
  settings: UsableSettings,
  port: number,
): Promise<{ commits: boolean }> {
  const { root, content, assets } = options;
  const decap = decapFolder(root);
  if (decap === undefined) throw new UsageError("The CMS is not installed. `npm ci` installs it.");
  const checkout = await checkoutOf(content);
  const home = checkout ?? root;
  const inHome = (path: string): string => relative(home, path).split(sep).join("/");
  const [posts, uploads] = [inHome(join(content, "posts")), inHome(join(assets, "img", "uploads"))];
  if ([posts, uploads].some((path) => path.startsWith(".."))) {
    throw new UsageError(`${content} and ${assets} have to lie in one folder, ${home}.`);
  }
  const files = cmsFiles({
    program: options,
    decap,
    around: {
      site: settings.site,
      authors: settings.authors?.entries,
      tags: settings.tags?.entries,
      layouts: settings.layouts,
      posts,
      uploads,
    },
    backend: { name: "proxy", proxy_url: API, branch: "main" },
    isLocal: true,
  });
  const write = await writer(home, checkout);
  const served = new Map(files.map((file) => [`/${file.path}`, file]));
  await listen((request, response) => void answer(request, response, { served, assets, write }), port);
  return { commits: checkout !== undefined };
}

/** Decap's own server for a folder, which only reads; saves are written and committed here before they are answered. */
async function writer(home: string, checkout: string | undefined): Promise<RequestListener> {
  const [{ default: express }, { default: decapServer }] = await Promise.all([
    import("express"),
    import("decap-server/dist/middlewares.js"),
  ]);
  process.env.GIT_REPO_DIRECTORY = home;
  const saves = new Saves(home, async (changes, message) => {
    if (checkout !== undefined) await commitFiles(checkout, changes, message);
  });
  const app = express();
  app.use(express.json({ limit: "50mb" }));
  app.post(API, (request, response, next) => {
    const { body } = request;
    const tab = tabOf(request.url ?? "");
    const answerWith = response.json.bind(response);
    if (!isWrite(body)) {
      response.json = (answer) => {
        if (response.statusCode < 400) saves.noteAnswer(tab, answer);
        return answerWith(answer);
      };
      return next();
    }
    const save = saveIn(body);
    if (save === undefined) return void response.status(400).json({ error: "This is not a request of the editor." });
    return void saves.save(tab, save).then(
      () => {
        if (save.media === undefined) return response.json({ message: "saved" });
        request.body = { action: "getMediaFile", params: { branch: "main", path: save.media } };
        next();
      },
      (error: unknown) => response.status(error instanceof Conflict ? 409 : 500).json({ error: wordsFor(error) }),
    );
  });
  await decapServer.registerLocalFs(app, { logLevel: "error" });
  return app;
}

/** The tab of the CMS that asks: each begins with a name of its own (`editor.ts`). */
function tabOf(address: string): string {
  return new URL(address, "http://localhost").searchParams.get("tab") ?? "";
}

function wordsFor(error: unknown): string {
  return error instanceof Conflict ? error.message : `It was not saved and committed: ${String(error)}`;
}

function listen(listener: RequestListener, port: number): Promise<void> {
  const server = createServer(listener);
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject("code" in error && error.code === "EADDRINUSE" ? new UsageError(`Port ${port} is taken.`) : error),
    );
    server.listen(port, LOOPBACK, resolve);
  });
}

interface Served {
  served: ReadonlyMap<string, SiteFile>;
  assets: string;
  write: RequestListener;
}

async function answer(request: IncomingMessage, response: ServerResponse, { served, assets, write }: Served) {
  if (!isOwnRequest(request)) return void response.writeHead(403).end();
  const path = pathOf(request.url ?? "/");
  if (path === undefined) return void response.writeHead(400).end();
  if (path === API) return void write(request, response);
  if (path === "/" || path === `/${ADMIN}`) return void response.writeHead(302, { location: `/${ADMIN}/` }).end();
  const asked = path.endsWith("/") ? `${path}index.html` : path;
  const made = await served.get(asked)?.bytes();
  const bytes = made ?? assetAt(assets, asked);
  if (bytes === undefined) return void response.writeHead(404).end();
  response
    .writeHead(200, {
      "content-type": TYPES[extname(asked).toLowerCase()] ?? "application/octet-stream",
      ...(made === undefined ? UPLOAD_HEADERS : {}),
    })
    .end(bytes);
}

/** The path that a request asks for; nothing where it is none. */
function pathOf(address: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(address, "http://localhost").pathname);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

/** A picture of a post, for the CMS to show. */
function assetAt(assets: string, path: string): Uint8Array | undefined {
  const found = resolve(assets, `.${path.replace(/^\/assets(?=\/)/, "")}`);
  const isInside = path.startsWith("/assets/") && found.startsWith(assets + sep) && !leadsOut(found, assets);
  return isInside && statSync(found, { throwIfNoEntry: false })?.isFile() ? readFileSync(found) : undefined;
}
