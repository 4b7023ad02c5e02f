/**
 * Changes the value of a YAML text, and leaves alone every byte that has nothing to do with the change: comments,
 * quotation marks, folding, order.
 */

import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  stringify,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
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
  return parsed(text.slice(start, end)).toJS() ?? {};
}

const parsed = (yaml: string) => parseDocument(yaml, { version: "1.2" });

/**
 * The text with these fields instead of its own. A map in a map is changed field by field, a list in lines of its own
 * item by item, and everything else as a whole. An anchor stays, so what refers to it follows.
 *
 * @param start offset of the YAML in the text
 * @param end its end, where new fields are added
 */
export function withFields(text: string, wanted: Fields, start = 0, end = text.length): string {
  const yaml = text.slice(start, end);
  const document = parsed(yaml);
  const { contents } = document;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const rest = text.slice(end);
  if (!isMap(contents)) {
    const added = isEmpty(Object.keys(wanted)) ? "" : stringify(wanted, STYLE).replaceAll("\n", lineEnd);
    return text.slice(0, end) + added + rest;
  }
  const old: Fields = document.toJS() ?? {};
  const edits = editsOf({ text: yaml, indent: "", lineEnd, end: yaml.length }, contents, old, wanted);
  if (edits.length === 0) return text;
  const edited = hasLines(contents, yaml) ? applyEdits(yaml, edits) : undefined;
  const isRight = edited !== undefined && holds(edited, contents, old, wanted);
  return text.slice(0, start) + (isRight ? edited : rewritten(yaml, old, wanted, lineEnd)) + rest;
}

/** Whether each field begins a line, as most do: neither `{ a: 1 }` nor `? a`. */
function hasLines({ items }: YAMLMap, text: string): boolean {
  return items.every(({ key }) => {
    const start = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
    return text.slice(lineStart(text, start), start).trim() === "";
  });
}

/** Whether a text has the wanted fields. Those that refer to others follow them. */
function holds(text: string, { items }: YAMLMap, old: Fields, wanted: Fields): boolean {
  const document = parsed(text);
  if (document.errors.length > 0) return false;
  const referring = new Set(items.filter(refers).map(nameOf));
  try {
    const now: Fields = document.toJS() ?? {};
    return changedNames(now, wanted).every((name) => referring.has(name) && isSame(wanted[name], old[name]));
  } catch {
    // A reference to what is gone.
    return false;
  }
}

function refers({ value }: Pair): boolean {
  let found = false;
  if (isNode(value)) {
    visit(value, {
      Alias() {
        found = true;
      },
    });
  }
  return found;
}

/** The text written anew, for the few styles that cannot be changed in place, such as `{ a: 1 }` or `? key`. */
function rewritten(text: string, old: Fields, wanted: Fields, lineEnd: string): string {
  const document = parsed(text);
  visit(document, {
    Alias: (_, alias) => document.createNode(alias.toJS(document)),
  });
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) delete node.anchor;
    },
  });
  for (const name of changedNames(old, wanted)) {
    if (isEmpty(wanted[name])) document.delete(name);
    else document.set(name, document.createNode(wanted[name]));
  }
  return document.toString(STYLE).replaceAll(/\r?\n/g, lineEnd);
}

/** The fields that differ. One that is left open is one that is not there. */
function changedNames(old: Fields, wanted: Fields): string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(wanted)])].filter(
    (name) => !(isEmpty(old[name]) && isEmpty(wanted[name])) && !isSame(old[name], wanted[name]),
  );
}

/** Decap may give the fields of a map in another order. */
export function isSame(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((value) =>
    JSON.stringify(value, (_, part: unknown) =>
      isRecord(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
    ),
  );
  return first === second;
}

interface Place {
  /** The YAML. */
  text: string;
  indent: string;
  lineEnd: string;
  /** Where new fields are added. */
  end: number;
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

function editsOf(at: Place, { items }: YAMLMap, old: Fields, wanted: Fields): Edit[] {
  const pairs = new Map(items.map((pair) => [nameOf(pair), pair]));
  const isLast = at.end > 0 && !/[\r\n]$/.test(at.text.slice(0, at.end));
  return changedNames(old, wanted).flatMap((name) => edits(at, name, pairs.get(name), old[name], wanted[name], isLast));
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
  if (pair === undefined) {
    const added = indent + lineOf(name, wanted).replaceAll("\n", lineEnd + indent) + lineEnd;
    return [{ start: end, end, text: (isLast ? lineEnd : "") + added }];
  }
  const place = placeOf(pair, text);
  if (isEmpty(wanted)) return [{ start: place.start - indent.length, end: nextLine(text, place.end), text: "" }];
  const { value } = pair;
  if (isMap(value) && value.flow !== true && isRecord(old) && isRecord(wanted)) {
    const [first] = value.items;
    const start = first && isScalar(first.key) ? (first.key.range?.[0] ?? 0) : place.start;
    const inner = text.slice(lineStart(text, start), start);
    return editsOf({ ...at, indent: inner, end: nextLine(text, place.end) }, value, old, wanted);
  }
  if (isSeq(value) && value.flow !== true && Array.isArray(old) && Array.isArray(wanted)) {
    return [editOfList(at, value, old, wanted)];
  }
  return [{ ...place, text: lineOf(name, wanted, pair, text).replaceAll("\n", lineEnd + indent) }];
}

/** Changes the items of a list that differ, and keeps those before and behind them. */
function editOfList({ text, lineEnd }: Place, { items }: YAMLSeq, old: unknown[], wanted: unknown[]): Edit {
  const shorter = Math.min(old.length, wanted.length);
  let before = 0;
  while (before < shorter && isSame(old[before], wanted[before])) before++;
  let behind = 0;
  while (behind < shorter - before && isSame(old.at(-1 - behind), wanted.at(-1 - behind))) behind++;
  const places = items.map((item): { start: number; end: number } => {
    const [start = 0, end = 0] = (isNode(item) ? item.range : undefined) ?? [];
    return { start: lineStart(text, start), end: text.slice(0, end).trimEnd().length };
  });
  const indent = /^[ \t]*/.exec(text.slice(places[0]?.start))?.[0] ?? "";
  const added = wanted
    .slice(before, wanted.length - behind)
    .map(
      (item) =>
        indent +
        stringify([item], STYLE)
          .trimEnd()
          .replaceAll("\n", lineEnd + indent),
    )
    .join(lineEnd);
  const [first, last, previous] = [places[before], places[old.length - behind - 1], places[before - 1]];
  if (before + behind < old.length && first && last) {
    return { start: first.start, end: added === "" ? nextLine(text, last.end) : last.end, text: added };
  }
  if (previous) {
    const end = nextLine(text, previous.end);
    return text[end - 1] === "\n"
      ? { start: end, end, text: added + lineEnd }
      : { start: end, end, text: lineEnd + added };
  }
  const start = first?.start ?? 0;
  return { start, end: start, text: added + lineEnd };
}

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

const nextLine = (text: string, at: number): number => text.indexOf("\n", at) + 1 || text.length;

/** Where a field and its value are in the text, without the end of the last line and a comment on it. */
function placeOf({ key, value }: Pair, text: string): { start: number; end: number } {
  const [start = 0, keyEnd = 0] = isScalar(key) ? (key.range ?? []) : [];
  const [, valueEnd = 0] = isNode(value) ? (value.range ?? []) : [];
  const colon = text.indexOf(":", keyEnd) + 1;
  const end = Math.max(colon, valueEnd);
  return { start, end: text.slice(0, end).trimEnd().length };
}

/**
 * A field as YAML, without the end of its last line.
 *
 * @param before what it replaces: a list in a line, an anchor and a comment between key and value stay
 */
function lineOf(name: string, value: unknown, before?: Pair, text = ""): string {
  const document = new Document({ [name]: value });
  const [node, old] = [document.get(name, true), before?.value];
  const isFlow = isSeq(old) && old.flow === true;
  if (isNode(node) && !isAlias(node) && before && isNode(old)) {
    if (!isAlias(old) && old.anchor !== undefined) node.anchor = old.anchor;
    if (isSeq(node)) node.flow = isFlow;
    const from = placeOf(before, text).start;
    const isBlock = isScalar(old) && /^BLOCK/.test(old.type ?? "");
    const start = old.range?.[0] ?? 0;
    const gap = text.slice(from, isBlock ? nextLine(text, start) : start);
    const comment = /[ \t]#([^\r\n]*)\r?\n/.exec(gap)?.[1];
    if (comment !== undefined) node.comment = comment;
  }
  const line = document.toString({ ...STYLE, flowCollectionPadding: false }).trimEnd();
  // JSON is YAML, and has no line breaks.
  return isFlow && line.includes("\n") ? `${name}: ${JSON.stringify(value)}` : line;
}
