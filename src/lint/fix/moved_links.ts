/**
 * Rewrites links to a renamed post.
 */

import type { Edit } from "../../base/diagnostic.ts";
import { applyEdits, type Source } from "../../base/source.ts";
import { split } from "../../content/parse_post.ts";
import { structure } from "../../markdown/structure.ts";

/** A renamed post. */
export interface Move {
  /** How absolute links to the site begin, without a final slash: its origin and base path, and its base path. */
  roots: readonly string[];
  /** Without the site's base path, as in `/blog/old/`. */
  from: readonly string[];
  to: string;
  /** Its old file name, for links that name the file. */
  oldFile: string;
}

/** Rewrites the links in a post's text. Code stays unchanged. */
export function withMovedLinks(post: Source, move: Move): string {
  const { bodyStart } = split(post);
  const edits = movedLinks(post.text, move).filter(({ start }) => start >= bodyStart);
  if (edits.length === 0) return post.text;
  const { code } = structure(post, bodyStart);
  return applyEdits(
    post.text,
    edits.filter(({ start, end }) => !code.some(([from, to]) => start < to && end > from)),
  );
}

/** The edits for every link in a text, Markdown or HTML. */
export function movedLinks(text: string, { roots, from, to, oldFile }: Move): Edit[] {
  const addresses = from.flatMap((address) => {
    const path = address.replace(/\/$/, "");
    return roots.flatMap((root) =>
      [`${root}${path}`, `${root}${encodeURI(path)}`].map((old) => ({ old, by: root + to })),
    );
  });
  const files = ["", "./", "../posts/", "/content/posts/"].flatMap((folder) =>
    [oldFile, encodeURI(oldFile)].map((name) => ({ old: folder + name, by: to })),
  );
  const all = [...addresses, ...files].sort((a, b) => b.old.length - a.old.length);
  const edits = all.flatMap(({ old, by }) =>
    [...text.matchAll(linkTo(old))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: by,
    })),
  );
  return edits.filter((edit, index) => edits.findIndex((other) => other.start === edit.start) === index);
}

/** A link begins after a bracket, a quotation mark or a space, and ends with its fragment, its query or itself. */
function linkTo(address: string): RegExp {
  const literal = address.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const end = address.endsWith(".md") ? "" : "/?";
  return new RegExp(`(?<=\\]\\(<?|\\]:\\s*<?|(?:href|src)=["']?|<)${literal}${end}(?=[#?)\\s"'>]|$)`, "gi");
}
