/**
 * The requests that the editor sends to the server of `npm run cms`, and the files that they may read and write.
 */

import { existsSync, lstatSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { z } from "zod";
import { leadsOut } from "../base/files.ts";
import { leadsIntoGit } from "../hosting/loopback_only.ts";

const path = z.string();
const entry = z.object({ path, newPath: path.optional() });

/** The requests of Decap, as far as they name files. Those of its editorial workflow are left out, which is not set up. */
const request = z.discriminatedUnion("action", [
  z.object({ action: z.literal(["info", "getDeployPreview"]) }),
  z.object({ action: z.literal("entriesByFolder"), params: z.object({ folder: path }) }),
  z.object({ action: z.literal("entriesByFiles"), params: z.object({ files: z.array(entry) }) }),
  z.object({ action: z.literal(["getEntry", "getMediaFile", "deleteFile"]), params: entry }),
  z.object({
    action: z.literal("persistEntry"),
    params: z.object({
      entry: entry.optional(),
      dataFiles: z.array(entry).default([]),
      assets: z.array(entry).default([]),
    }),
  }),
  z.object({ action: z.literal("getMedia"), params: z.object({ mediaFolder: path }) }),
  z.object({ action: z.literal("persistMedia"), params: z.object({ asset: entry }) }),
  z.object({ action: z.literal("deleteFiles"), params: z.object({ paths: z.array(path) }) }),
]);

/** The paths that a request reads or writes; undefined when the request is invalid. */
export function pathsIn(body: unknown): string[] | undefined {
  const asked = request.safeParse(body).data;
  if (asked === undefined) return undefined;
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
      return asked.params.files.flatMap(both);
    case "persistMedia":
      return both(asked.params.asset);
    case "persistEntry": {
      const { entry, dataFiles, assets } = asked.params;
      return [...(entry ? [entry] : []), ...dataFiles, ...assets].flatMap(both);
    }
    default:
      return both(asked.params);
  }
}

function both({ path, newPath }: z.infer<typeof entry>): string[] {
  return newPath === undefined ? [path] : [path, newPath];
}

/**
 * Whether a path lies in one of the folders that the editor may use, and no link leads out of it.
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

/** Whether the existing part of a path really lies in a folder. */
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

const listed = z.union([
  z.object({ file: z.object({ path }) }).transform(({ file }) => file.path),
  z.object({ path }).transform((file) => file.path),
]);

/** Removes files from an answer that the editor may not read: links in a folder can lead to them. */
export function withoutHidden(answer: unknown, mayUse: (path: string) => boolean): unknown {
  if (!Array.isArray(answer)) return answer;
  return answer.filter((entry: unknown) => {
    const found = listed.safeParse(entry).data;
    return found !== undefined && mayUse(found);
  });
}
