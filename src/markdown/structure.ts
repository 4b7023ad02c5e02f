/**
 * The parts of a post's text, with where each stands in the file: what rules over sources look at.
 */

import type { Token } from "markdown-it";
import { lineText, placeAt, type Source } from "../source.ts";
import { type Context, environment, type MarkdownSettings, offsetOfLine, type SourceLink } from "./context.ts";
import { HTML_HEADING } from "./html_headings.ts";
import { pipeline } from "./pipeline.ts";
import { plainText } from "./plain_text.ts";
import { contextFor } from "./render.ts";
import type { Heading, Picture } from "./rendered.ts";

export interface SourceHeading extends Heading {
  /** Offsets of all that makes the heading: marks, text, underline; without the line end. */
  start: number;
  end: number;
  form: "atx" | "setext" | "html";
}

export interface Structure {
  /** Levels 1 to 6, in the order of the text. */
  headings: SourceHeading[];
  links: SourceLink[];
  pictures: Picture[];
  /** Offsets of code, from and up to. */
  code: readonly (readonly [number, number])[];
}

/** Nothing of these is seen: the text is read, not rendered. */
const UNSEEN: MarkdownSettings = {
  language: "en",
  embeds: [],
  base: "/",
  labels: {
    note: "",
    tip: "",
    important: "",
    warning: "",
    caution: "",
    footnotes: "",
    backToText: "",
    table: "",
    taskDone: "",
    taskOpen: "",
    embedded: "",
  },
};

/** Reads the text of `from` that begins at the offset `bodyStart`. */
export function structure(from: Source, bodyStart: number): Structure {
  const context = contextFor(from, bodyStart, UNSEEN);
  const tokens = pipeline(UNSEEN.language).parse(from.text.slice(bodyStart), environment(context));
  return {
    headings: tokens.flatMap((token, index) => headingAt(context, token, tokens[index + 1])),
    links: context.links,
    pictures: context.pictures,
    code: context.code,
  };
}

function headingAt(context: Context, open: Token, inline: Token | undefined): SourceHeading[] {
  if (open.type !== "heading_open" || open.map === null) return [];
  const [firstLine, endLine] = open.map;
  const form = open.markup === HTML_HEADING ? "html" : open.markup.startsWith("#") ? "atx" : "setext";
  const start = offsetOfLine(context, firstLine) + columnOf(context, firstLine, form, open, inline);
  const lastLine = context.firstLine + endLine;
  const end = (context.from.lines[lastLine - 1] ?? 0) + lineText(context.from, lastLine).length;
  return [
    {
      level: Number(open.tag.slice(1)),
      id: String(open.attrGet("id")),
      text: plainText(inline?.children ?? []).trim(),
      place: placeAt(context.from, start),
      start,
      end: form === "html" ? endOfElement(context.from.text, start, open.tag) : end,
      form,
    },
  ];
}

/** Where on its first line a heading begins, behind the marks of a quote or list. */
function columnOf(
  context: Context,
  line: number,
  form: SourceHeading["form"],
  open: Token,
  inline: Token | undefined,
): number {
  const text = lineText(context.from, context.firstLine + line + 1);
  const sign = form === "html" ? `<${open.tag}` : form === "atx" ? open.markup : (inline?.content.split("\n")[0] ?? "");
  return Math.max(0, text.toLowerCase().indexOf(sign.toLowerCase()));
}

function endOfElement(text: string, start: number, tag: string): number {
  const close = new RegExp(`</${tag}\\s*>`, "gi");
  close.lastIndex = start;
  const found = close.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}
