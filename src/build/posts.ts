/**
 * From files to posts with their HTML: read, put right, parsed, rendered.
 */

import { repair } from "../doctor/repair.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import { render } from "../markdown/render.ts";
import type { Rendered } from "../markdown/rendered.ts";
import { type PostFile, readPost } from "../post/load.ts";
import { parsePost, type Surroundings } from "../post/parse.ts";
import type { Post } from "../post/post.ts";
import { decode } from "../post/read.ts";
import type { Problem } from "../problem.ts";
import type { Source } from "../source.ts";

/** A post whose text was read, whatever came of it. */
export interface ReadPost {
  file: PostFile;
  post: Post | undefined;
  /** The text with every certain repair made; what is rendered. */
  source: Source | undefined;
  /** Absent for posts that are not shown. */
  rendered: Rendered | undefined;
  /** In places of the text as written. */
  problems: Problem[];
}

export interface Reading {
  around: Surroundings;
  markdown: MarkdownSettings;
  /** Whether a post in this state gets a page. */
  isShown(post: Post): boolean;
}

export async function readPostFile(file: PostFile, { around, markdown, isShown }: Reading): Promise<ReadPost> {
  const bytes = readPost(file);
  if (!(bytes instanceof Uint8Array)) return unread(file, bytes);
  const decoded = decode(file.file, bytes);
  if ("problem" in decoded) return unread(file, decoded.problem);
  const repaired = repair(decoded.source);
  const { post, bodyStart, problems } = parsePost(repaired.source, file.name, around);
  const rendered =
    post && isShown(post)
      ? await render(repaired.source, bodyStart, { ...markdown, language: post.lang ?? markdown.language })
      : undefined;
  const inWritten = <Placed extends { line: number; column: number }>(placed: Placed): Placed => ({
    ...placed,
    ...repaired.placeBefore(placed),
  });
  return {
    file,
    post,
    source: repaired.source,
    rendered: rendered && placedBack(rendered, inWritten),
    problems: [...repaired.problems, ...problems.map(inWritten), ...(rendered?.problems ?? []).map(inWritten)],
  };
}

/** What was found in a repaired text, at the places of the text as written. */
function placedBack(
  rendered: Rendered,
  inWritten: <Placed extends { line: number; column: number }>(placed: Placed) => Placed,
): Rendered {
  return {
    ...rendered,
    links: rendered.links.map((link) => ({ ...link, place: inWritten(link.place) })),
    pictures: rendered.pictures.map((picture) => ({ ...picture, place: inWritten(picture.place) })),
  };
}

function unread(file: PostFile, problem: Problem): ReadPost {
  return { file, post: undefined, source: undefined, rendered: undefined, problems: [problem] };
}
