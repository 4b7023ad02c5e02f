/**
 * The requests of Decap that write, as what happens to each file.
 */

import type { CmsRequest } from "./requests.ts";

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

/** Refuses a save of a file that somebody else has saved since it was opened. */
export function conflictText(path: string): string {
  return `${path} was changed outside this tab since you opened it. Nothing was written: the file and your text here are both kept. Copy your text, reload this page and put the two together.`;
}

/** What a request asks to write; undefined if it only reads. */
export function saveIn(asked: CmsRequest): Save | undefined {
  switch (asked.action) {
    case "persistEntry": {
      const { entry, dataFiles, assets, options } = asked.params;
      const entries = [...dataFiles, ...(entry ? [entry] : [])];
      return saved([...assets.map(uploaded), ...entries.flatMap(written)], options);
    }
    case "persistMedia":
      return { ...saved([uploaded(asked.params.asset)], asked.params.options), media: asked.params.asset.path };
    case "deleteFile":
      return saved([{ path: asked.params.path, bytes: undefined }], asked.params.options);
    case "deleteFiles":
      return saved(
        asked.params.paths.map((path) => ({ path, bytes: undefined })),
        asked.params.options,
      );
    default:
      return undefined;
  }
}

function saved(changes: Change[], { commitMessage }: { commitMessage: string }): Save {
  return { changes, message: commitMessage, media: undefined };
}

function written({ path, raw, newPath }: { path: string; raw: string; newPath?: string | undefined }): Change[] {
  const bytes = Buffer.from(raw);
  if (newPath === undefined || newPath === path) return [{ path, bytes }];
  return [
    { path: newPath, bytes },
    { path, bytes: undefined },
  ];
}

function uploaded({ path, content }: { path: string; content: string }): Change {
  return { path, bytes: Buffer.from(content, "base64") };
}
