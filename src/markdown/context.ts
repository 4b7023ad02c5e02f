/**
 * The state that Markdown plugins share while a post is rendered, besides its tokens.
 */

import type { Env, MarkdownIt } from "markdown-it";
import type { Problem } from "../base/diagnostic.ts";
import { type Finding, type Place, placeAt, problemAt, type Source } from "../base/source.ts";
import { digest } from "../cache/cache.ts";
import type { Link, Picture } from "./rendered.ts";

/** The words of the interface that rendered Markdown contains. */
export interface MarkdownLabels {
  note: string;
  tip: string;
  important: string;
  warning: string;
  caution: string;
  takeaways: string;
  footnotes: string;
  backToText: string;
  table: string;
  taskDone: string;
  taskOpen: string;
  embedded: string;
}

export interface MarkdownSettings {
  /** BCP 47 tag. Decides the quotation marks. */
  language: string;
  /** Hosts that a post may embed in frames. */
  embeds: readonly string[];
  /** Schemes that links may have beside the usual ones. */
  linkSchemes: readonly string[];
  labels: MarkdownLabels;
  /** The path under which the site is served: `/` or `/path/`. */
  base: string;
  /** Plugins that the owner adds. */
  plugins: readonly MarkdownPlugin[];
}

export type MarkdownPlugin = (md: MarkdownIt) => void;

/** A link in the source, with the address as the author wrote it. */
export interface SourceLink extends Link {
  /** Offsets of the address in the source, if it is written there. */
  targetStart: number | undefined;
  targetEnd: number | undefined;
}

export interface Context {
  from: Source;
  /** 0-based: the line of the file on which the body begins. */
  firstLine: number;
  settings: MarkdownSettings;
  problems: Problem[];
  links: SourceLink[];
  pictures: Picture[];
  /** Offsets of code: start and end. */
  code: [number, number][];
  /** Offsets of formulas: start and end. */
  formulas: [number, number][];
  /** Every id on the page. */
  ids: Set<string>;
  /** HTML from plugins, safe by construction. Inserted after the author's HTML is sanitized. */
  trusted: Trusted;
}

export interface Trusted {
  /** Encloses the number of each trusted piece; empty while none is needed. */
  mark: string;
  pieces: string[];
}

const contexts = new WeakMap<Env, Context>();

/** A markdown-it environment that carries a context through parsing and rendering. */
export function environment(context: Context): Env {
  const env: Env = {};
  contexts.set(env, context);
  return env;
}

/** The context of the post being rendered. Undefined for other Markdown, such as a page's. */
export function contextOf(env: Env | undefined): Context | undefined {
  return env && contexts.get(env);
}

/** The position of a line of the body, as markdown-it counts lines. */
export function placeOfLine(context: Context, line: number): Place {
  return { line: context.firstLine + line + 1, column: 1 };
}

export function offsetOfLine(context: Context, line: number): number {
  return context.from.lines[context.firstLine + line] ?? context.from.text.length;
}

export function report(context: Context, offset: number, finding: Finding): void {
  context.problems.push(problemAt(context.from, placeAt(context.from, offset), finding));
}

/** HTML made by a plugin: the HTML itself, or a placeholder while the author's HTML around it is sanitized. */
export function trusted(env: Env | undefined, html: string): string {
  const context = contextOf(env);
  if (context === undefined || context.trusted.mark === "") return html;
  const { mark, pieces } = context.trusted;
  return `${mark}${pieces.push(html) - 1}${mark}`;
}

/** Replaces the placeholders with the trusted pieces. */
export function withTrusted(html: string, { mark, pieces }: Trusted): string {
  if (mark === "" || pieces.length === 0) return html;
  return html.replace(new RegExp(`${mark}(\\d+)${mark}`, "g"), (_, index: string) => pieces[Number(index)] ?? "");
}

const FIRST_PRIVATE_USE = 0xe000;

/**
 * What encloses placeholders in a text: its own hash, in private-use characters. No text can hold that, neither directly
 * nor in anything that is decoded later, such as an entity or a percent-encoded address.
 */
export function placeholderMark(text: string): string {
  const hash = digest(text);
  return [...hash].map((digit) => String.fromCharCode(FIRST_PRIVATE_USE + Number.parseInt(digit, 16))).join("");
}
