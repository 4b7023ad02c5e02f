/**
 * What the server of `npm run cms` answers to requests that only read, in the form of Decap's proxy backend.
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, posix, resolve } from "node:path";
import { entriesOf } from "../base/files.ts";
import type { CmsRequest } from "./requests.ts";

/** A text file. `data` and `id` are null if there is none. */
export interface TextFile {
  data: string | null;
  file: { path: string; id: string | null };
}

/** An upload. */
export interface MediaFile {
  id: string;
  content: string;
  encoding: "base64";
  path: string;
  name: string;
}

/** The answer to a request. */
export type Answer = TextFile | MediaFile | (TextFile | MediaFile)[] | { [key: string]: unknown } | null;

/** A file that the editor cannot show without changing it; answers with status 400. */
export class NotText extends Error {}

/** Identifies the bytes of a file. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * @param home the folder that paths are relative to
 * @param mayUse whether the editor may see a file in a folder that it lists
 * @throws NotText, or another Error if an upload cannot be read
 */
export function answerTo(asked: CmsRequest, home: string, mayUse: (path: string) => boolean): Answer {
  switch (asked.action) {
    case "info":
      return { repo: basename(home), publish_modes: ["simple"], type: "local_fs" };
    case "entriesByFolder": {
      const { folder, extension, depth } = asked.params;
      const paths = filesBelow(home, folder, depth).filter((path) => path.endsWith(extension) && mayUse(path));
      return paths.map((path) => textFile(home, path));
    }
    case "entriesByFiles":
      return asked.params.files.map(({ path }) => textFile(home, path));
    case "getEntry": {
      const file = textFile(home, asked.params.path);
      if (file.data === null || file.file.id === sha256(Buffer.from(file.data))) return file;
      throw new NotText(
        `${asked.params.path} is not UTF-8: a save would destroy letters. Save it as UTF-8 elsewhere first.`,
      );
    }
    case "getMedia":
      return filesBelow(home, asked.params.mediaFolder, 1)
        .filter(mayUse)
        .map((path) => mediaFile(home, path));
    case "getMediaFile":
      return mediaFile(home, asked.params.path);
    default:
      return null;
  }
}

function filesBelow(home: string, folder: string, depth: number): string[] {
  if (depth <= 0 || !statSync(join(home, folder), { throwIfNoEntry: false })?.isDirectory()) return [];
  return entriesOf(join(home, folder)).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(home, path, depth - 1);
    return statSync(join(home, path), { throwIfNoEntry: false })?.isFile() ? [path] : [];
  });
}

function textFile(home: string, path: string): TextFile {
  const found = resolve(home, path);
  if (!existsSync(found)) return { data: null, file: { path, id: null } };
  const bytes = readFileSync(found);
  return { data: bytes.toString(), file: { path, id: sha256(bytes) } };
}

/** @throws Error if it cannot be read */
export function mediaFile(home: string, path: string): MediaFile {
  const bytes = readFileSync(resolve(home, path));
  return { id: sha256(bytes), content: bytes.toString("base64"), encoding: "base64", path, name: basename(path) };
}
