/**
 * What one text says by itself: repaired, parsed, rendered and linted. The build asks for each post that changed, the
 * editor for the text that an author is writing.
 */

import type { Problem } from "../base/diagnostic.ts";
import type { Source } from "../base/source.ts";
import { asDraft, type Surroundings } from "../content/parse_fields.ts";
import { parsePost } from "../content/parse_post.ts";
import type { PlacedPost } from "../content/post.ts";
import type { MarkdownSettings } from "../markdown/context.ts";
import { render } from "../markdown/render.ts";
import type { Rendered } from "../markdown/rendered.ts";
import { autofix } from "./fix/autofix.ts";
import type { OwnRule, TextContext } from "./rule_context.ts";
import { lintPost, lintText } from "./rules.ts";

export interface CheckedText {
  /** Undefined if the front matter is unusable. */
  post: PlacedPost | undefined;
  /** Its links and pictures are placed in the text as written. Undefined if the front matter is not closed. */
  rendered: Rendered | undefined;
  /** Placed in the text as written, and with edits of it. */
  problems: Problem[];
  /** The findings of rules that only matter for a text that can be published. */
  advice: Problem[];
}

/**
 * @param name of the file, without `.md`
 * @param own rules that the owner adds
 */
export async function checkText(
  written: Source,
  name: string,
  surroundings: Surroundings,
  markdown: MarkdownSettings,
  own: readonly OwnRule[] = [],
): Promise<CheckedText> {
  const { site } = surroundings;
  const repaired = autofix(written, site);
  const from = repaired.source;
  const { post, bodyStart, problems } = parsePost(from, name, surroundings);
  const language = post?.lang ?? markdown.language;
  // Without a closed front matter, nobody knows where the text begins.
  const rendered = bodyStart === 0 ? undefined : await render(from, bodyStart, { ...markdown, language });
  const inWritten: Relocate = (placed) => ({ ...placed, ...repaired.placeBefore(placed) });
  const found = [...problems, ...(rendered?.problems ?? [])].map(inWritten);
  const advice =
    rendered === undefined ? [] : adviceOn({ from, bodyStart, rendered, language }, post, surroundings, own);
  return {
    post,
    rendered: rendered && relocated(rendered, inWritten),
    problems: [...repaired.problems, ...(post?.draft ? found.map(asDraft) : found)],
    advice: advice.map(inWritten),
  };
}

function adviceOn(
  on: TextContext,
  post: PlacedPost | undefined,
  { site, now }: Surroundings,
  own: readonly OwnRule[],
): Problem[] {
  if (post === undefined) return lintText(on, site.checks);
  return lintPost({ ...on, post, timezone: site.timezone, now }, site.checks, own);
}

/** Moves what was found in the repaired text to its place in the text as written. */
type Relocate = <Placed extends { line: number; column: number }>(placed: Placed) => Placed;

function relocated(rendered: Rendered, relocate: Relocate): Rendered {
  return {
    ...rendered,
    links: rendered.links.map((link) => ({ ...link, place: relocate(link.place) })),
    pictures: rendered.pictures.map((picture) => ({ ...picture, place: relocate(picture.place) })),
  };
}
