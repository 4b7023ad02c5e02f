/**
 * The Markdown of a post as its page is made from it: the text of the file with every safe edit applied.
 */

import { decode } from "../../base/decode.ts";
import { isRepaired } from "../../base/diagnostic.ts";
import { source } from "../../base/source.ts";
import { type PostFile, readPost } from "../../content/list_files.ts";
import { bodyStartOf } from "../../content/parse_post.ts";
import { autofix, type RepairSettings } from "../../lint/fix/autofix.ts";
import { structure } from "../../markdown/structure.ts";
import type { CachedPost } from "./post_cache.ts";

/**
 * Returns the Markdown without front matter, and without HTML comments, which are not on the page either.
 *
 * @throws Error if the file was removed since the build began
 */
export function bodyOf(file: PostFile, { problems }: CachedPost, settings: RepairSettings): string {
  const bytes = readPost(file);
  const decoded = bytes instanceof Uint8Array ? decode(file.file, bytes) : { problem: bytes };
  if ("problem" in decoded) throw new Error(`${file.file} has changed while the site was built. Build it again.`);
  const isFine = !problems.some(isRepaired);
  const from = isFine ? decoded.source : autofix(decoded.source, settings).source;
  const start = bodyStartOf(from);
  return withoutComments(from.text.slice(start));
}

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

function withoutComments(body: string): string {
  if (!body.includes("<!--")) return body;
  const { code } = structure(source("", body), 0);
  return body.replace(COMMENT, (comment, start: number) =>
    code.some(([from, to]) => start >= from && start < to) ? comment : "",
  );
}
