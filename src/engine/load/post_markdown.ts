/**
 * The text of a post as it was written, put right where that is certain: what its page is made from.
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
 * Markdown without the front matter. What authors say to each other in `<!-- -->` is left out, as it is on the page.
 *
 * @throws Error when the file has gone since the build began
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
