/**
 * The requests that the editor sends to the server of `npm run cms`, and the files that they may read and write.
 */

import { existsSync, lstatSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { z } from "zod";
import { leadsOut } from "../base/files.ts";
import { leadsIntoGit } from "../hosting/loopback_only.ts";

const path = z.string();
const entry = z.object({ path, raw: z.string(), newPath: path.optional() });
const asset = z.object({ path, content: z.base64() });
// Git takes no NUL.
const options = z.object({ commitMessage: z.string().refine((text) => !text.includes("\0")) });

/** The requests of Decap's proxy backend. Those of its editorial workflow are left out: this server has no branches. */
const request = z.discriminatedUnion("action", [
  z.object({ action: z.literal(["info", "getDeployPreview"]) }),
  z.object({
    action: z.literal("entriesByFolder"),
    params: z.object({ folder: path, extension: z.string().default(""), depth: z.number().default(1) }),
  }),
  z.object({ action: z.literal("entriesByFiles"), params: z.object({ files: z.array(z.object({ path })) }) }),
  z.object({ action: z.literal(["getEntry", "getMediaFile"]), params: z.object({ path }) }),
  z.object({ action: z.literal("getMedia"), params: z.object({ mediaFolder: path }) }),
  z.object({
    action: z.literal("persistEntry"),
    params: z.object({
      entry: entry.optional(),
      dataFiles: z.array(entry).default([]),
      assets: z.array(asset).default([]),
      options,
    }),
  }),
  z.object({ action: z.literal("persistMedia"), params: z.object({ asset, options }) }),
  z.object({ action: z.literal("deleteFile"), params: z.object({ path, options }) }),
  z.object({ action: z.literal("deleteFiles"), params: z.object({ paths: z.array(path), options }) }),
]);

/** A request of the editor. */
export type CmsRequest = z.infer<typeof request>;

/** @returns undefined when the request is invalid */
export function requestIn(body: unknown): CmsRequest | undefined {
  return request.safeParse(body).data;
}

/** The paths that a request reads or writes. */
export function pathsIn(asked: CmsRequest): string[] {
  switch (asked.action) {
    case "info":
    case "getDeployPreview":
      return [];
    case "entriesByFolder":
      return [asked.params.folder];
    case "getMedia":
      return [asked.params.mediaFolder];
    case "deleteFiles":
      return asked.params.paths;
    case "entriesByFiles":
      return asked.params.files.map(({ path }) => path);
    case "persistMedia":
      return [asked.params.asset.path];
    case "persistEntry": {
      const { entry, dataFiles, assets } = asked.params;
      const entries = [...(entry ? [entry] : []), ...dataFiles];
      return [
        ...entries.flatMap(({ path, newPath = path }) => [...new Set([path, newPath])]),
        ...assets.map(({ path }) => path),
      ];
    }
    default:
      return [asked.params.path];
  }
}

/** Whether a request reads or writes the files at its paths, and does not list folders. */
export function isOfFiles({ action }: CmsRequest): boolean {
  return action !== "entriesByFolder" && action !== "getMedia";
}

/**
 * Whether a path is inside one of the editor's folders, without symlinks that lead outside.
 *
 * @param home the folder to which the path is relative
 */
export function isAllowed(path: string, home: string, folders: readonly string[]): boolean {
  const target = resolve(home, path);
  return folders.some((folder) => {
    const isInside = target === folder || target.startsWith(folder + sep);
    return isInside && !leadsIntoGit(target.slice(folder.length)) && staysInside(target, folder);
  });
}

/** Whether the existing part of a path, symlinks resolved, is inside a folder. */
function staysInside(target: string, folder: string): boolean {
  try {
    let existing = target;
    while (existing !== folder && lstatSync(existing, { throwIfNoEntry: false }) === undefined) {
      existing = dirname(existing);
    }
    // Writing through a dangling link would create a file at its target.
    return existing === folder || (existsSync(existing) && !leadsOut(existing, folder));
  } catch {
    // The path leads through a file, or is too long.
    return false;
  }
}
