/**
 * Changes the value of a YAML text, and leaves alone every byte that has nothing to do with the change: comments,
 * quotation marks, folding, order.
 */

import { isMap, isNode, isScalar, isSeq, type Pair, parseDocument, stringify, type YAMLMap } from "yaml";
import type { Edit } from "../base/diagnostic.ts";
import { applyEdits } from "../base/source.ts";
import { isRecord } from "../config/yaml.ts";

/** What a map holds, by its keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** Long texts on one line, and nothing that a comment behind it would become a part of. */
export const STYLE = { lineWidth: 0, blockQuote: false } as const;

/** What an author left open. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The value of a part of a text. */
export function fieldsIn(text: string, start = 0, end = text.length): Fields {
  return parseDocument(text.slice(start, end), { version: "1.2" }).toJS() ?? {};
}

/**
 * The text with these fields instead of its own. A map in a map is changed field by field, and everything else as a
 * whole.
 *
 * @param start offset of the YAML in the text
 * @param end its end, where new fields are added
 */
export function withFields(text: string, wanted: Fields, start = 0, end = text.length): string {
  const { contents } = parseDocument(text.slice(start, end), { version: "1.2" });
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  if (!isMap(contents)) {
    const added = isEmpty(Object.keys(wanted)) ? "" : stringify(wanted, STYLE).replaceAll("\n", lineEnd);
    return applyEdits(text, [{ start: end, end, text: added }]);
  }
  const old = fieldsIn(text, start, end);
  return applyEdits(text, editsOf({ text, offset: start, indent: "", lineEnd, end }, contents, old, wanted));
}

interface Place {
  text: string;
  /** Offset of the document in the text. */
  offset: number;
  indent: string;
  lineEnd: string;
  /** Where new fields are added. */
  end: number;
}

function editsOf(at: Place, { items }: YAMLMap, old: Fields, wanted: Fields): Edit[] {
  const pairs = new Map(
    items.flatMap((pair): [string, Pair][] => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])),
  );
  const names = new Set([...pairs.keys(), ...Object.keys(wanted)]);
  const changed = [...names].filter((name) => {
    const isOpen = isEmpty(old[name]) && isEmpty(wanted[name]);
    return !isOpen && JSON.stringify(old[name]) !== JSON.stringify(wanted[name]);
  });
  const isLast = at.end > 0 && !/[\r\n]$/.test(at.text.slice(0, at.end));
  return changed.flatMap((name) => edits(at, name, pairs.get(name), old[name], wanted[name], isLast));
}

function edits(
  at: Place,
  name: string,
  pair: Pair | undefined,
  old: unknown,
  wanted: unknown,
  isLast: boolean,
): Edit[] {
  const { text, indent, lineEnd, end } = at;
  const written = (isFlow: boolean): string => lineOf(name, wanted, isFlow).replaceAll("\n", lineEnd + indent);
  if (pair === undefined) {
    return [{ start: end, end, text: (isLast ? lineEnd : "") + indent + written(false) + lineEnd }];
  }
  const place = placeOf(pair, text, at.offset);
  if (isEmpty(wanted)) {
    const next = text.indexOf("\n", place.end) + 1;
    return [{ start: place.start - indent.length, end: next === 0 ? text.length : next, text: "" }];
  }
  const { value } = pair;
  if (isMap(value) && value.flow !== true && isRecord(old) && isRecord(wanted)) {
    const [first] = value.items;
    const start = first && isScalar(first.key) ? at.offset + (first.key.range?.[0] ?? 0) : place.start;
    const inner = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
    const after = text.indexOf("\n", place.end) + 1;
    return editsOf({ ...at, indent: inner, end: after === 0 ? text.length : after }, value, old, wanted);
  }
  return [{ ...place, text: written(isSeq(value) && value.flow === true) }];
}

/** Where a field and its value are in the text, without the end of the last line and a comment on it. */
function placeOf({ key, value }: Pair, text: string, offset: number): { start: number; end: number } {
  const [start = 0, keyEnd = 0] = isScalar(key) ? (key.range ?? []) : [];
  const [, valueEnd = 0] = isNode(value) ? (value.range ?? []) : [];
  const colon = text.indexOf(":", offset + keyEnd) + 1;
  const end = Math.max(colon, offset + valueEnd);
  return { start: offset + start, end: text.slice(0, end).trimEnd().length };
}

/** A field as YAML, without the end of its last line. */
function lineOf(name: string, value: unknown, isFlow: boolean): string {
  if (!isFlow || !Array.isArray(value)) return stringify({ [name]: value }, STYLE).trimEnd();
  const list = stringify(value, { ...STYLE, collectionStyle: "flow", flowCollectionPadding: false }).trimEnd();
  // JSON is YAML, and has no line breaks.
  return `${name}: ${list.includes("\n") ? JSON.stringify(value) : list}`;
}
