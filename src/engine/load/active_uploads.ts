/**
 * Uploads that are not published because they would run scripts.
 */

import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Problem } from "../../base/diagnostic.ts";
import { parseJson } from "../../base/json.ts";
import { problemAt } from "../../base/source.ts";
import type { Cache } from "../../cache/cache.ts";
import { activity, mayBeActive } from "../../media/active_upload.ts";
import type { HashedAsset } from "./images.ts";
import { UPLOADS } from "./unpublished_uploads.ts";

/** The note in the cache that says why uploads are active, by their name and bytes. */
const FOUND = "active-uploads";
const found = z.record(z.string(), z.string());

/**
 * Why uploads are active, by their address.
 *
 * @param allowed names below the folder of uploads that the owner publishes all the same
 */
export function activeUploads(
  assets: readonly HashedAsset[],
  allowed: readonly string[],
  cache: Cache,
): ReadonlyMap<string, string> {
  const kept = parseJson(cache.note(FOUND), found) ?? {};
  const looked = assets.flatMap(({ address, path, digest }) => {
    if (!address.startsWith(UPLOADS) || !mayBeActive(address)) return [];
    const key = `${digest} ${address}`;
    return [{ address, key, why: kept[key] ?? activity(address, readFileSync(path)) ?? "" }];
  });
  const text = JSON.stringify(Object.fromEntries(looked.map(({ key, why }) => [key, why])));
  if (text !== JSON.stringify(kept)) cache.writeNote(FOUND, text);
  return new Map(
    looked.flatMap(({ address, why }) =>
      why === "" || allowed.includes(address.slice(UPLOADS.length)) ? [] : [[address, why]],
    ),
  );
}

/** Why each such upload is not published, by address. */
export function refusedUploads(active: ReadonlyMap<string, string>): [string, string][] {
  return [...active].map(([address, why]) => [address, `The file ${why}, so it is not published.`]);
}

export function activeUploadProblems(active: ReadonlyMap<string, string>): Problem[] {
  return [...active].map(([address, why]) =>
    problemAt(
      { file: address.slice(1) },
      { line: 1, column: 1 },
      {
        rule: "active-upload",
        message: `The file is not published: it ${why}.`,
        hint: `Upload a picture or a PDF instead, or save the drawing as a plain SVG. If you trust it, add \`${address.slice(UPLOADS.length)}\` to \`active_uploads\` in site.yaml.`,
      },
    ),
  );
}
