/**
 * How the editor reads and writes the file of a post. Decap's own format writes all front matter anew; this one changes
 * the fields that an author changed, and leaves every other byte of the file alone.
 *
 * @see https://decapcms.org/docs/custom-formatters
 */

import { stringify } from "yaml";
import { z } from "zod";
import { source } from "../base/source.ts";
import { split } from "../content/parse_post.ts";
import { frontMatterSchema } from "../content/schema.ts";
import { fieldsIn, isEmpty, STYLE, withFields } from "./yaml_edits.ts";

/** What Decap keeps of a post: its fields, its `body`, and its {@link HEAD}. */
export type Entry = Readonly<Record<string, unknown>>;

/** Takes the place of Decap's own format of this name, so that other editors can read the configuration, too. */
export const POST_FORMAT = "yaml-frontmatter";

/** The key for what fields and text do not contain about the file. */
export const HEAD = "as_written";

/** The key of what lists say of a post: draft, scheduled or published. It is never written. */
export const STATE = "state";

const written = z.object({
  /** The file up to the text. */
  head: z.string(),
  /** Lines in the form end with `\n`; those of the file may end with `\r\n`. */
  lineEnd: z.enum(["\n", "\r\n"]),
  /** How the last line ends, which the form does not show. */
  end: z.enum(["", "\n", "\r\n"]),
});

/** @returns the whole file as the text if its front matter cannot be read, so that nothing of it is lost */
export function entryFromFile(file: string): Entry {
  const start = file.startsWith("\ufeff") ? 1 : 0;
  const { yaml, bodyStart } = split(source("", file.slice(start)));
  const head = yaml.problems.length > 0 ? "" : file.slice(0, start + bodyStart);
  const body = file.slice(head.length);
  // A text that is yet to be written ends its lines like the front matter.
  const sample = body === "" ? head : body;
  const isWindows = sample.includes("\r\n") && !/(?<!\r)\n|\r(?!\n)/.test(sample);
  const text = isWindows ? body.replaceAll("\r\n", "\n") : body;
  const [end = ""] = /\r?\n$/.exec(text) ?? [];
  return {
    ...(head === "" ? {} : fieldsIn(head, ...bounds(head))),
    [HEAD]: { head, lineEnd: isWindows ? "\r\n" : "\n", end: text === "" ? "\n" : end },
    body: text.slice(0, text.length - end.length),
  };
}

/**
 * The fields that an entry had when it was read.
 *
 * @param kept what is under {@link HEAD}
 * @returns undefined for a new post
 */
export function fieldsAsWritten(kept: unknown): Entry | undefined {
  const { head } = written.safeParse(kept).data ?? {};
  if (head === undefined) return undefined;
  return head === "" ? {} : fieldsIn(head, ...bounds(head));
}

/** @param order of the fields of a new post */
export function fileFromEntry(
  { [HEAD]: kept, [STATE]: _, body, ...fields }: Entry,
  order: readonly string[] = [],
): string {
  const { head, lineEnd, end } = written.safeParse(kept).data ?? NEW;
  const given = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  const front = head === "" ? newHead(given, order) : withFields(head, Object.fromEntries(given), ...bounds(head));
  const text = textIn(body, end);
  // The dashes may have been the end of the file, or have spaces behind them.
  const gap = /(?:^|\n)$/.test(front) || /^[ \t]*(?:\n|$)/.test(text) ? "" : "\n";
  return front + (gap + text).replaceAll(/\r?\n/g, lineEnd === "\n" ? "$&" : lineEnd);
}

const NEW: z.infer<typeof written> = { head: "", lineEnd: "\n", end: "\n" };

function textIn(body: unknown, end: string): string {
  const text = typeof body === "string" ? body : "";
  return text === "" ? "" : text + end;
}

/** No character of Unicode, so no text holds it. */
const END_MARK = "\uffff";

/** Decap ends every file with a line end. A mark in front of it says that the file has none: {@link withoutAddedEnd}. */
export function withMarkedEnd(file: string): string {
  return file === "" || file.endsWith("\n") ? file : file + END_MARK;
}

/** The file as it was before Decap added a line end. */
export function withoutAddedEnd(file: string): string {
  return file.replace(/\uffff\n?$/, "");
}

function newHead(fields: readonly [name: string, value: unknown][], order: readonly string[]): string {
  if (fields.length === 0) return "";
  const sorted = fields.filter(isUnusual).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return `---\n${stringify(Object.fromEntries(sorted), STYLE)}---\n`;
}

/** Whether a field differs from its default, so that it has to be written. */
function isUnusual([name, value]: readonly [name: string, value: unknown]): boolean {
  const schema = new Map<string, z.ZodType>(Object.entries(frontMatterSchema.shape)).get(name);
  return typeof value !== "boolean" || schema?.safeParse(undefined).data !== value;
}

/** The front matter of a head, without the lines of dashes around it. */
function bounds(head: string): [start: number, end: number] {
  return [head.indexOf("\n") + 1, head.lastIndexOf("\n---") + 1];
}
