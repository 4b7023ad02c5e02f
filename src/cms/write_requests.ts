/**
 * The requests of Decap that write, as what happens to each file.
 */

import { z } from "zod";

/** What becomes of one file. Paths are relative to the folder that the CMS writes into. */
export interface Change {
  path: string;
  /** Its new bytes; undefined to delete it. */
  bytes: Uint8Array | undefined;
}

/** One save of an author: every file of it, and the message of its commit. */
export interface Save {
  changes: Change[];
  message: string;
  /** The path of a picture that the answer has to show. */
  media: string | undefined;
}

const entry = z.object({ path: z.string(), raw: z.string(), newPath: z.string().optional() });
const asset = z.object({ path: z.string(), content: z.base64() });
const options = z.object({ commitMessage: z.string() });

const writing = z.discriminatedUnion("action", [
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
  z.object({ action: z.literal("deleteFile"), params: z.object({ path: z.string(), options }) }),
  z.object({ action: z.literal("deleteFiles"), params: z.object({ paths: z.array(z.string()), options }) }),
]);

/** Whether a request asks to write, well formed or not. */
export function isWrite(request: unknown): boolean {
  return z.object({ action: z.enum(ACTIONS) }).safeParse(request).success;
}

const ACTIONS = ["persistEntry", "persistMedia", "deleteFile", "deleteFiles"] as const;

/** What a request asks to write; undefined if it is not a well-formed request to write. */
export function saveIn(request: unknown): Save | undefined {
  const read = writing.safeParse(request).data;
  if (read === undefined) return undefined;
  const media = read.action === "persistMedia" ? read.params.asset.path : undefined;
  return { changes: changesIn(read), message: read.params.options.commitMessage, media };
}

function changesIn({ action, params }: z.infer<typeof writing>): Change[] {
  switch (action) {
    case "persistEntry": {
      const entries = [...params.dataFiles, ...(params.entry ? [params.entry] : [])];
      return [...params.assets.map(uploaded), ...entries.flatMap(written)];
    }
    case "persistMedia":
      return [uploaded(params.asset)];
    case "deleteFile":
      return [{ path: params.path, bytes: undefined }];
    default:
      return params.paths.map((path) => ({ path, bytes: undefined }));
  }
}

function written({ path, raw, newPath }: z.infer<typeof entry>): Change[] {
  const bytes = Buffer.from(raw);
  if (newPath === undefined || newPath === path) return [{ path, bytes }];
  return [
    { path: newPath, bytes },
    { path, bytes: undefined },
  ];
}

function uploaded({ path, content }: z.infer<typeof asset>): Change {
  return { path, bytes: Buffer.from(content, "base64") };
}
