import { shortened } from "../base/text.ts";
import { decodeAddress, isLocal } from "../base/urls.ts";
import { digest } from "../cache/cache.ts";
import type { Heading, Link, Rendered } from "../markdown/rendered.ts";
import type { Post } from "./post.ts";
import { encodedTerms } from "./term_vectors.ts";

/** Facts about a rendered text that are needed without its HTML. */
export interface PostText extends Pick<Rendered, "pictures" | "words"> {
  /** Links to this blog. */
  links: Pick<Link, "target" | "place">[];
  /** The first words. */
  summary: string;
  /** Hash of the HTML. */
  digest: string;
}

/** The structure of a text, needed on its own page only. */
export interface TextOutline extends Pick<Rendered, "breaks"> {
  headings: Omit<Heading, "place">[];
  /** Whether the text contains its own table of contents. */
  hasOwnContents: boolean;
  /** Whether the text contains what `assets/css/in_some_texts/` styles. */
  needsMoreStyles: boolean;
  /** Every id in the HTML. */
  ids: string[];
}

const SUMMARY_LENGTH = 160;

/** Code, formulas, frames, callouts, tasks, footnotes, pull quotes and wide figures. */
const IN_SOME_TEXTS = /<(?:pre|math|iframe)|class="(?:callout|task|footnote|pull-quote|figure-)/;

/** Fewer links to headings than this are passing references. */
const FEWEST_ENTRIES = 3;

export function postText({ html, text, links, pictures, words }: Rendered): PostText {
  return {
    pictures,
    words,
    links: links.filter(({ target }) => isLocal(target)).map(({ target, place }) => ({ target, place })),
    summary: shortened(text, SUMMARY_LENGTH),
    digest: digest(html).slice(0, 16),
  };
}

export function textOutline({ html, headings, links, breaks }: Rendered): TextOutline {
  return {
    breaks,
    headings: headings.map(({ level, id, text }) => ({ level, id, text })),
    hasOwnContents: namesItsHeadings(headings, links),
    needsMoreStyles: IN_SOME_TEXTS.test(html),
    ids: [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? ""),
  };
}

/** The terms of a post. */
export function postTerms({ title, tags }: Post, { text }: Rendered): string {
  return encodedTerms({ title, tags: tags.map(({ id }) => id), text });
}

/** Whether links in the text cover at least half of its sections. */
function namesItsHeadings(headings: readonly Heading[], links: readonly Link[]): boolean {
  const named = new Set(
    links.flatMap(({ target }) => (target.startsWith("#") ? [decodeAddress(target.slice(1))] : [])),
  );
  const entries = headings.filter(({ id }) => named.has(id)).length;
  const sections = headings.filter(({ level }) => level === 2).length;
  return entries >= FEWEST_ENTRIES && entries >= sections / 2;
}
