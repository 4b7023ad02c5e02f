/**
 * The CMS on an author's own machine: edits this checkout, without a login, for this machine only.
 */

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { join, relative, sep } from "node:path";
import type { Request, Response } from "express";
import { z } from "zod";
import { fileBelow, type SiteFile } from "../base/files.ts";
import { UsageError } from "../base/usage_error.ts";
import type { UsableSettings } from "../config/load_settings.ts";
import type { BuildOptions } from "../config/options.ts";
import { contentTypeOf } from "../hosting/content_types.ts";
import { type Asked, guarded, LOOPBACK, leadsIntoGit, UPLOAD_HEADERS } from "../hosting/loopback_only.ts";
import { ADMIN, cmsFiles, decapFolder } from "./admin_files.ts";
import { checkoutOf, commitFiles } from "./git_commit.ts";
import { isAllowed, pathsIn, withoutHidden } from "./requests.ts";
import { Conflict, Saves } from "./saves.ts";
import { isWrite, saveIn } from "./write_requests.ts";

const API = "/api/v1";

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
  const folders = [join(content, "posts"), join(assets, "img", "uploads")];
  const write = await writer(home, checkout, (path) => isAllowed(path, home, folders));
  const served = new Map(files.map((file) => [`/${file.path}`, file]));
  await listen(
    guarded((request, response, asked) => answer(request, response, asked, { served, assets, write })),
    port,
  );
  return { commits: checkout !== undefined };
}

/**
 * Decap's own server for a folder, which only reads. Saves are written and committed here before they are answered.
 *
 * @param mayUse whether it may read and write a path
 */
async function writer(
  home: string,
  checkout: string | undefined,
  mayUse: (path: string) => boolean,
): Promise<RequestListener> {
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
  app.post(API, ({ body }, response, next) => {
    const paths = pathsIn(body);
    const refused = paths?.find((path) => !mayUse(path));
    if (paths === undefined) response.status(400).json({ error: "This is not a request of the editor." });
    else if (refused !== undefined)
      response
        .status(403)
        .json({ error: `The editor may not use ${refused}: it reads and writes posts and uploads only.` });
    else next();
  });
  app.post(API, (request, response, next) => {
    const { body } = request;
    const tab = tabOf(request.url ?? "");
    const answerWith = response.json.bind(response);
    if (!isWrite(body)) {
      response.json = (given) => {
        const answer = withoutHidden(given, mayUse);
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
  app.use((error: unknown, _request: Request, response: Response, next: () => void) => {
    const { status = 500 } = WITH_STATUS.safeParse(error).data ?? {};
    if (response.headersSent) next();
    else response.status(status).json({ error: error instanceof Error ? error.message : String(error) });
  });
  return app;
}

/** Errors of express hold the status to answer with. */
const WITH_STATUS = z.object({ status: z.number() });

/** The id of the tab that sends a request (`editor.ts`). */
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

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: Asked,
  { served, assets, write }: Served,
) {
  if (path === API) {
    request.url = API + query;
    return void write(request, response);
  }
  if (path === "/" || path === `/${ADMIN}`) return void response.writeHead(302, { location: `/${ADMIN}/` }).end();
  const asked = path.endsWith("/") ? `${path}index.html` : path;
  const made = await served.get(asked)?.bytes();
  const bytes = made ?? assetAt(assets, asked);
  if (bytes === undefined) return void response.writeHead(404).end();
  response
    .writeHead(200, {
      "content-type": contentTypeOf(asked),
      ...(made === undefined ? UPLOAD_HEADERS : {}),
    })
    .end(bytes);
}

/** Serves an image of a post to the CMS. */
function assetAt(assets: string, path: string): Uint8Array | undefined {
  const file = path.startsWith(ASSETS) ? fileBelow(assets, path.slice(ASSETS.length)) : undefined;
  return file === undefined || leadsIntoGit(file) ? undefined : readFileSync(join(assets, file));
}

const ASSETS = "/assets/";
