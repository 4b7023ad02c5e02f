/**
 * The CMS on an author's own machine: edits this checkout, without a login, for this machine only.
 */

import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { join, relative, resolve, sep } from "node:path";
import { fileBelow, type SiteFile } from "../base/files.ts";
import { UsageError } from "../base/usage_error.ts";
import { isUsable, readSettings, type UsableSettings } from "../config/load_settings.ts";
import { type BuildOptions, includesFolder } from "../config/options.ts";
import { contentTypeOf } from "../hosting/content_types.ts";
import { type Asked, guarded, LOOPBACK, leadsIntoGit, UPLOAD_HEADERS } from "../hosting/loopback_only.ts";
import type { Look } from "../media/bundle.ts";
import { ADMIN, cmsFiles, decapFolder, editorScript } from "./admin_files.ts";
import { checkoutOf, commitFiles } from "./git_commit.ts";
import { answerTo, mediaFile, NotText } from "./reads.ts";
import { isAllowed, isOfFiles, pathsIn, requestIn } from "./requests.ts";
import { Conflict, Saves } from "./saves.ts";
import { saveIn } from "./write_requests.ts";

const API = "/api/v1";

/**
 * Serves the CMS until the process ends.
 *
 * @returns whether saves are committed to git
 * @throws UsageError if a package is missing, the settings cannot be read, the folders do not lie together, or the port is taken
 */
export async function serveCms(options: BuildOptions, look: Look, port: number): Promise<{ commits: boolean }> {
  const { root, content, assets } = options;
  const decap = decapFolder(root);
  if (decap === undefined) throw new UsageError("The CMS is not installed. `npm ci` installs it.");
  const checkout = await checkoutOf(content);
  const home = checkout ?? root;
  const inHome = (path: string): string => relative(home, path).split(sep).join("/");
  const uploads = join(assets, "img", "uploads");
  const [posts, pages] = [join(content, "posts"), join(content, "pages")];
  if ([posts, uploads].some((path) => inHome(path).startsWith(".."))) {
    throw new UsageError(`${content} and ${assets} must be in the same folder, ${home}.`);
  }
  const paths = { content: inHome(content), posts: inHome(posts), pages: inHome(pages), uploads: inHome(uploads) };
  // Another command may remove the code of this version while the server runs.
  const script = await editorScript(options);
  let lastUsable: UsableSettings | undefined;
  // Read for every visit, since the editor changes authors, topics and settings, too.
  const files = (): Map<string, SiteFile> => {
    const read = readSettings(options);
    if (isUsable(read)) lastUsable = read;
    if (lastUsable === undefined) throw new UsageError("site.yaml cannot be read; `npm run check` says why.");
    const { site, layouts } = lastUsable;
    const made = cmsFiles({
      program: options,
      includes: includesFolder(options),
      decap,
      look,
      around: { site, authors: lastUsable.authors?.entries, tags: lastUsable.tags?.entries, layouts, ...paths },
      backend: { name: "proxy", proxy_url: API, branch: "main" },
      editor: () => script,
      isLocal: true,
    });
    return new Map([...made, ...look.files].map((file) => [`/${file.path}`, file]));
  };
  let current = files();
  const data = ["authors", "tags", "site"].map((name) => join(content, `${name}.yaml`));
  const handle = handler(home, checkout, (path) => {
    const isTemplate = isAllowed(path, home, [pages]) && resolve(home, path) !== pages && !path.endsWith(".md");
    return !isTemplate && isAllowed(path, home, [posts, pages, uploads, ...data]);
  });
  await listen(
    guarded((request, response, asked) => {
      if (/^\/admin\/(?:config\.yml)?$/.test(asked.path)) current = files();
      return answer(request, response, asked, { served: current, assets, handle });
    }),
    port,
  );
  return { commits: checkout !== undefined };
}

/** Handles a request of the editor; returns status and JSON body. */
type Handler = (body: unknown, tab: string) => Promise<{ status: number; json: unknown }>;

/**
 * Reads files, and writes and commits saves before they are answered.
 *
 * @param mayUse whether it may read and write a path
 */
function handler(home: string, checkout: string | undefined, mayUse: (path: string) => boolean): Handler {
  const saves = new Saves(home, async (changes, message) => {
    if (checkout !== undefined) await commitFiles(checkout, changes, message);
  });
  return async (body, tab) => {
    const asked = requestIn(body);
    if (asked === undefined) return failed(400, NO_REQUEST);
    const refused = pathsIn(asked).find((path) => !mayUse(path));
    if (refused !== undefined) return failed(403, `The editor may not use ${refused}: ${MAY_USE}`);
    const folder = isOfFiles(asked) ? pathsIn(asked).find((path) => isFolder(resolve(home, path))) : undefined;
    if (folder !== undefined) return failed(400, `${folder} is a folder, not a file.`);
    const save = saveIn(asked);
    try {
      if (save === undefined) {
        const json = answerTo(asked, home, mayUse);
        saves.noteAnswer(tab, json);
        return { status: 200, json };
      }
      await saves.save(tab, save);
      return { status: 200, json: save.media === undefined ? { message: "saved" } : mediaFile(home, save.media) };
    } catch (error) {
      if (error instanceof Conflict) return failed(409, error.message);
      if (error instanceof NotText) return failed(400, error.message);
      if (save === undefined && error instanceof Error && "code" in error && error.code === "ENOENT") {
        return failed(404, `There is no file ${pathsIn(asked).join(", ")}.`);
      }
      return failed(500, save === undefined ? String(error) : `It was not saved and committed: ${String(error)}`);
    }
  };
}

const NO_REQUEST = "This is not a request of the editor.";
const MAY_USE = "it reads and writes posts, Markdown pages, uploads, authors, topics and settings only.";

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function failed(status: number, error: string): { status: number; json: unknown } {
  return { status, json: { error } };
}

/** @returns undefined when the request holds no JSON, or too much */
async function jsonIn(request: IncomingMessage): Promise<unknown> {
  if (!request.headers["content-type"]?.startsWith("application/json")) return undefined;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > MOST_BYTES) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return undefined;
  }
}

const MOST_BYTES = 50 << 20;

/** The id of the tab that sends a request (`editor.ts`). */
function tabOf(query: string): string {
  return new URLSearchParams(query).get("tab") ?? "";
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
  handle: Handler;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: Asked,
  { served, assets, handle }: Served,
) {
  if (path === API) {
    const { status, json } =
      request.method === "POST" ? await handle(await jsonIn(request), tabOf(query)) : failed(400, NO_REQUEST);
    return void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  }
  if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
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
