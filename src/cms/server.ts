/**
 * The CMS on an author's own machine: edits this checkout, without a login, for this machine only.
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
import { checkoutOf, commitSaved } from "./git_commit.ts";

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
 * Serves the CMS until the process ends.
 *
 * @returns whether saves are committed to git
 * @throws UsageError if a package is missing, the folders do not lie together, or the port is taken
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
    throw new UsageError(`${content} and ${assets} must be in the same folder, ${home}.`);
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

/** Decap's own server for a folder. Commits what it wrote before it answers. */
async function writer(home: string, checkout: string | undefined): Promise<RequestListener> {
  const [{ default: express }, { default: decapServer }] = await Promise.all([
    import("express"),
    import("decap-server/dist/middlewares.js"),
  ]);
  process.env.GIT_REPO_DIRECTORY = home;
  const app = express();
  app.use(express.json({ limit: "50mb" }));
  app.post(API, ({ body }, response, next) => {
    const answerWith = response.json.bind(response);
    response.json = (answer) => {
      if (checkout === undefined || response.statusCode >= 400) return answerWith(answer);
      commitSaved(checkout, body).then(
        () => answerWith(answer),
        (error: unknown) => answerWith.call(response.status(500), { error: `It is written, but git says: ${error}` }),
      );
      return response;
    };
    next();
  });
  await decapServer.registerLocalFs(app, { logLevel: "error" });
  return app;
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

/** The path of a request. Undefined if it is malformed. */
function pathOf(address: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(address, "http://localhost").pathname);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

/** Serves an image of a post to the CMS. */
function assetAt(assets: string, path: string): Uint8Array | undefined {
  const found = resolve(assets, `.${path.replace(/^\/assets(?=\/)/, "")}`);
  const isInside = path.startsWith("/assets/") && found.startsWith(assets + sep) && !leadsOut(found, assets);
  return isInside && statSync(found, { throwIfNoEntry: false })?.isFile() ? readFileSync(found) : undefined;
}
