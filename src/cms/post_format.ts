/**
 * How the editor reads and writes the file of a post. Decap's own format writes all front matter anew; this one changes
 * the fields that an author changed, and leaves every other byte of the file alone.
 *
 * @see https://decapcms.org/docs/custom-formatters
 */

import { isMap, isNode, isScalar, isSeq, type Pair, parseDocument, stringify } from "yaml";
import { z } from "zod";
import type { Edit } from "../base/diagnostic.ts";
import { applyEdits, source } from "../base/source.ts";
import { split } from "../content/parse_post.ts";

/** What Decap keeps of a post: its fields, its `body`, and its {@link HEAD}. */
export type Entry = Readonly<Record<string, unknown>>;

/** What the editor's configuration calls it. */
export const POST_FORMAT = "post";

/** The key for what fields and text do not contain about the file. */
export const HEAD = "as_written";

const written = z.object({
  /** The file up to the text. */
  head: z.string(),
  /** In a form lines end with one character; in the text of the file perhaps with two. */
  lineEnd: z.enum(["\n", "\r\n"]),
});

/** @returns the whole file as the text if its front matter cannot be read, so that nothing of it is lost */
export function entryFromFile(file: string): Entry {
  const start = file.startsWith("\ufeff") ? 1 : 0;
  const { yaml, bodyStart } = split(source("", file.slice(start)));
  const head = yaml.problems.length > 0 ? "" : file.slice(0, start + bodyStart);
  const body = file.slice(head.length);
  const isWindows = body.includes("\r\n") && !/(?<!\r)\n|\r(?!\n)/.test(body);
  return {
    ...(head === "" ? {} : fieldsIn(head).value),
    [HEAD]: { head, lineEnd: isWindows ? "\r\n" : "\n" },
    body: isWindows ? body.replaceAll("\r\n", "\n") : body,
  };
}

/** @param order of the fields of a new post */
export function fileFromEntry({ [HEAD]: kept, body, ...fields }: Entry, order: readonly string[] = []): string {
  const { head, lineEnd } = written.safeParse(kept).data ?? { head: "", lineEnd: "\n" };
  const text = typeof body === "string" ? body : "";
  const given = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  const front = head === "" ? newHead(given, order) : withFields(head, Object.fromEntries(given));
  return front + (lineEnd === "\n" ? text : text.replaceAll(/\r?\n/g, lineEnd));
}

/** Long texts on one line, and nothing that a comment behind it would become a part of. */
const STYLE = { lineWidth: 0, blockQuote: false } as const;

function newHead(fields: readonly [name: string, value: unknown][], order: readonly string[]): string {
  if (fields.length === 0) return "";
  const sorted = fields.toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return `---\n${stringify(Object.fromEntries(sorted), STYLE)}---\n`;
}

/** Whether a field is empty. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

interface Fields {
  /** Offset of the first field in the head, and of the line that closes the front matter. */
  start: number;
  end: number;
  value: Readonly<Record<string, unknown>>;
  pairs: ReadonlyMap<string, Pair>;
}

function fieldsIn(head: string): Fields {
  const start = head.indexOf("\n") + 1;
  const end = head.lastIndexOf("\n---") + 1;
  const document = parseDocument(head.slice(start, end), { version: "1.2" });
  const items = isMap(document.contents) ? document.contents.items : [];
  const pairs = items.flatMap((pair): [string, Pair][] => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : []));
  return { start, end, value: document.toJS() ?? {}, pairs: new Map(pairs) };
}

/** The front matter with these fields. Unchanged fields keep their source text. */
function withFields(head: string, fields: Readonly<Record<string, unknown>>): string {
  const { start, end, value, pairs } = fieldsIn(head);
  const names = new Set([...pairs.keys(), ...Object.keys(fields)]);
  const changed = [...names].filter((name) => {
    const isOpen = isEmpty(value[name]) && fields[name] === undefined;
    return !isOpen && JSON.stringify(value[name]) !== JSON.stringify(fields[name]);
  });
  const lineEnd = head.includes("\r\n") ? "\r\n" : "\n";
  const edits = changed.map((name): Edit => {
    const pair = pairs.get(name);
    const field = fields[name];
    const isFlow = isSeq(pair?.value) && pair.value.flow === true;
    const text = lineOf(name, field, isFlow).replaceAll("\n", lineEnd);
    if (pair === undefined) return { start: end, end, text: text + lineEnd };
    const place = placeOf(pair, head, start);
    if (field === undefined) return { start: place.start, end: head.indexOf("\n", place.end) + 1, text: "" };
    return { ...place, text };
  });
  return applyEdits(head, edits);
}

/** Where a field and its value are in the head, without the end of the last line and a comment on it. */
function placeOf({ key, value }: Pair, head: string, offset: number): { start: number; end: number } {
  const [start = 0, keyEnd = 0] = isScalar(key) ? (key.range ?? []) : [];
  const [, valueEnd = 0] = isNode(value) ? (value.range ?? []) : [];
  const colon = head.indexOf(":", offset + keyEnd) + 1;
  const end = Math.max(colon, offset + valueEnd);
  return { start: offset + start, end: head.slice(0, end).trimEnd().length };
}

/** A field as YAML, without the end of its last line. */
function lineOf(name: string, value: unknown, isFlow: boolean): string {
  if (!isFlow || !Array.isArray(value)) return stringify({ [name]: value }, STYLE).trimEnd();
  const list = stringify(value, { ...STYLE, collectionStyle: "flow", flowCollectionPadding: false }).trimEnd();
  // JSON is YAML, and has no line breaks.
  return `${name}: ${list.includes("\n") ? JSON.stringify(value) : list}`;
}
