/**
 * What an author saves in the CMS on their own machine, as a commit of the files that were saved and of no others.
 */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);

/** The folder of the checkout that holds a folder; nothing where it is in none. */
export async function checkoutOf(folder: string): Promise<string | undefined> {
  try {
    return (await git(folder, "rev-parse", "--show-toplevel")).trim();
  } catch {
    return undefined;
  }
}

/** Commits what a request of the CMS has changed in a checkout. */
export async function commitSaved(checkout: string, request: unknown): Promise<void> {
  const saved = savedBy(request);
  if (saved === undefined || saved.paths.length === 0) return;
  await git(checkout, "add", "--all", "--", ...saved.paths);
  const changed = await git(checkout, "status", "--porcelain", "--", ...saved.paths);
  if (changed.trim() !== "") await git(checkout, "commit", "--quiet", "-m", saved.message, "--", ...saved.paths);
}

async function git(folder: string, ...args: string[]): Promise<string> {
  // A path is a path, whatever signs are in it.
  return (await run("git", ["--literal-pathspecs", "-C", folder, ...args])).stdout;
}

const withPath = z.object({ path: z.string(), newPath: z.string().optional() });
const options = z.object({ commitMessage: z.string() });

/** The requests of Decap that write, as far as they say which files. */
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
