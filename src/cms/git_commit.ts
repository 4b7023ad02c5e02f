/**
 * Commits what an author saves in the local CMS: the saved files and no others.
 */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);

/** The checkout that contains a folder, if any. */
export async function checkoutOf(folder: string): Promise<string | undefined> {
  try {
    return (await git(folder, "rev-parse", "--show-toplevel")).trim();
  } catch {
    return undefined;
  }
}

/** Commits the files that a CMS request changed. */
export async function commitSaved(checkout: string, request: unknown): Promise<void> {
  const saved = savedBy(request);
  if (saved === undefined || saved.paths.length === 0) return;
  await git(checkout, "add", "--all", "--", ...saved.paths);
  const changed = await git(checkout, "status", "--porcelain", "--", ...saved.paths);
  if (changed.trim() !== "") await git(checkout, "commit", "--quiet", "-m", saved.message, "--", ...saved.paths);
}

async function git(folder: string, ...args: string[]): Promise<string> {
  // Takes every path literally, not as a pattern.
  return (await run("git", ["--literal-pathspecs", "-C", folder, ...args])).stdout;
}

const withPath = z.object({ path: z.string(), newPath: z.string().optional() });
const options = z.object({ commitMessage: z.string() });

/** Decap's writing requests, as far as they name files. */
const writing = z.discriminatedUnion("action", [
  z.object({
    action: z.literal("persistEntry"),
    params: z.object({
      entry: withPath.optional(),
      dataFiles: z.array(withPath).default([]),
      assets: z.array(withPath).default([]),
      options,
    }),
  }),
  z.object({ action: z.literal("persistMedia"), params: z.object({ asset: withPath, options }) }),
  z.object({ action: z.literal("deleteFile"), params: z.object({ path: z.string(), options }) }),
  z.object({ action: z.literal("deleteFiles"), params: z.object({ paths: z.array(z.string()), options }) }),
]);

function savedBy(request: unknown): { paths: string[]; message: string } | undefined {
  const read = writing.safeParse(request).data;
  if (read === undefined) return undefined;
  return { paths: [...new Set(pathsOf(read))], message: read.params.options.commitMessage };
}

function pathsOf({ action, params }: z.infer<typeof writing>): string[] {
  switch (action) {
    case "persistEntry": {
      const files = [...params.dataFiles, ...params.assets, ...(params.entry ? [params.entry] : [])];
      return files.flatMap(({ path, newPath }) => [path, ...(newPath === undefined ? [] : [newPath])]);
    }
    case "persistMedia":
      return [params.asset.path];
    case "deleteFile":
      return [params.path];
    default:
      return params.paths;
  }
}
