/**
 * Parses a post's text into parts with source positions, for rules that look at the source.
 */

import type { Token } from "markdown-it";
import { lineText, placeAt, type Source } from "../base/source.ts";
import { type Context, environment, type MarkdownSettings, offsetOfLine, type SourceLink } from "./context.ts";
import { pipeline } from "./pipeline.ts";
import { plainText } from "./plain_text.ts";
import { HTML_HEADING } from "./plugins/html_headings.ts";
import { contextFor } from "./render.ts";
import type { Heading } from "./rendered.ts";

export interface SourceHeading extends Heading {
  /** Offsets of the whole heading: markers, text, underline; without the line end. */
  start: number;
  end: number;
  form: "atx" | "setext" | "html";
}

export interface Structure {
  /** Levels 1 to 6, in the order of the text. */
  headings: SourceHeading[];
  links: SourceLink[];
  /** Link targets in the text besides headings. */
  ids: ReadonlySet<string>;
  /** Offsets of code: start and end. */
  code: readonly (readonly [number, number])[];
}

/** Never displayed: the text is parsed, not rendered. */
const UNSEEN: MarkdownSettings = {
  language: "en",
  embeds: [],
  linkSchemes: [],
  base: "/",
  labels: {
    note: "",
    tip: "",
    important: "",
    warning: "",
    caution: "",
    takeaways: "",
    footnotes: "",
    backToText: "",
    table: "",
    taskDone: "",
    taskOpen: "",
    embedded: "",
  },
  plugins: [],
};

/** Parses the text of `from` that begins at the offset `bodyStart`. */
export function structure(from: Source, bodyStart: number): Structure {
  const context = contextFor(from, bodyStart, UNSEEN);
  const tokens = pipeline(UNSEEN).parse(from.text.slice(bodyStart), environment(context));
  return {
    headings: headingsIn(context, tokens),
    ids: idsIn(from.text.slice(bodyStart)),
    links: context.links,
    code: context.code,
  };
}

function headingsIn(context: Context, tokens: readonly Token[]): SourceHeading[] {
  const headings: SourceHeading[] = [];
  for (const [index, token] of tokens.entries()) {
    const heading = headingAt(context, token, tokens[index + 1], headings.at(-1)?.end ?? 0);
    if (heading) headings.push(heading);
  }
  return headings;
}

/** Ids and names that an author gave to HTML elements, and those of footnotes. */
function idsIn(body: string): Set<string> {
  const written = [...body.matchAll(/\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, id = ""]) => id);
  const notes = [...body.matchAll(/\[\^[^\]]{1,999}\]/g)].flatMap((_, index) => [
    `fn${index + 1}`,
    `fnref${index + 1}`,
  ]);
  return new Set([...written, ...notes]);
}

/** @param from end offset of the previous heading, which may be on the same line */
function headingAt(context: Context, open: Token, inline: Token | undefined, from: number): SourceHeading | undefined {
  if (open.type !== "heading_open" || open.map === null) return undefined;
  const [firstLine, endLine] = open.map;
  const form = open.markup === HTML_HEADING ? "html" : open.markup.startsWith("#") ? "atx" : "setext";
  const line = offsetOfLine(context, firstLine);
  const start = line + columnOf(context, firstLine, Math.max(0, from - line), signOf(form, open, inline));
  const lastLine = context.firstLine + endLine;
  const end = (context.from.lines[lastLine - 1] ?? 0) + lineText(context.from, lastLine).length;
  return {
    level: Number(open.tag.slice(1)),
    id: String(open.attrGet("id")),
    text: plainText(inline?.children ?? []).trim(),
    place: placeAt(context.from, start),
    start,
    end: form === "html" ? endOfElement(context.from.text, start, open.tag) : end,
    form,
  };
}

/** The first characters of a heading in the file. */
function signOf(form: SourceHeading["form"], open: Token, inline: Token | undefined): string {
  if (form === "html") return `<${open.tag}`;
  return form === "atx" ? open.markup : (inline?.content.split("\n")[0] ?? "");
}

/** Where on its first line a heading begins, after the markers of a quote or list. */
function columnOf(context: Context, line: number, from: number, sign: string): number {
  const text = lineText(context.from, context.firstLine + line + 1).toLowerCase();
  return Math.max(0, text.indexOf(sign.toLowerCase(), from));
}

function endOfElement(text: string, start: number, tag: string): number {
  const close = new RegExp(`</${tag}\\s*>`, "gi");
  close.lastIndex = start;
  const found = close.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}
