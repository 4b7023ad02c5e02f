import type { Rendered } from "../markdown/rendered.ts";
import type { Post } from "../post/post.ts";
import { shortened } from "../text.ts";
import { encodedTerms } from "./terms.ts";

/** What is known of a rendered text without looking at its HTML. */
export interface PostText extends Omit<Rendered, "html" | "text" | "problems"> {
  /** The first words. */
  summary: string;
  /** What it is about, as `encodedTerms` gives it. */
  terms: string;
  /** Every id in the HTML. */
  ids: string[];
}

const SUMMARY_LENGTH = 160;

export function postText(post: Post, { html, text, problems: _, ...others }: Rendered): PostText {
  return {
    ...others,
    summary: shortened(text, SUMMARY_LENGTH),
    terms: encodedTerms({ title: post.title, tags: post.tags.map((tag) => tag.id), text }),
    ids: [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? ""),
  };
}
