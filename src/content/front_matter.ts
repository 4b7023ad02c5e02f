/**
 * Edits front matter and leaves everything else in it unchanged.
 */

import { isMap, isScalar, isSeq, parseDocument, stringify } from "yaml";
import type { Edit } from "../base/diagnostic.ts";
import { applyEdits, type Source } from "../base/source.ts";
import { split } from "./parse_post.ts";

/** A value as YAML on one line, quoted if necessary. */
export function yamlValue(value: string): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** Adds values to a list in the front matter. Creates the list if it is missing. */
export function withListItems(from: Source, field: string, values: readonly string[]): string {
  return values.length === 0 ? from.text : applyEdits(from.text, [additionTo(from, field, values)]);
}

/** Removes the items of a list in the front matter for which `isGone` holds. */
export function withoutListItems(from: Source, field: string, isGone: (value: string) => boolean): string {
  const { start, map } = fieldsOf(from);
  const list = map?.items.find(({ key }) => isScalar(key) && key.value === field)?.value;
  if (!isSeq(list)) return from.text;
  const gone = list.items.flatMap((item): Edit[] => {
    if (!isScalar(item) || !item.range || !isGone(String(item.value))) return [];
    const [first, last] = [start + item.range[0], start + item.range[1]];
    const before = from.text.slice(0, first);
    const after = from.text.slice(last);
    if (!list.flow) {
      return [
        { start: before.lastIndexOf("\n") + 1, end: last + (/^[^\n]*\n?/.exec(after)?.[0].length ?? 0), text: "" },
      ];
    }
    const comma = /^\s*,\s*/.exec(after)?.[0].length;
    const earlier = comma === undefined ? (/,\s*$/.exec(before)?.[0].length ?? 0) : 0;
    return [{ start: first - earlier, end: last + (comma ?? 0), text: "" }];
  });
  return applyEdits(from.text, gone);
}

/** Sets a field of the front matter. A text without that field stays unchanged. */
export function withValue(from: Source, field: string, value: string): string {
  const { start, map } = fieldsOf(from);
  const node = map?.items.find(({ key }) => isScalar(key) && key.value === field)?.value;
  if (!isScalar(node) || !node.range) return from.text;
  return applyEdits(from.text, [{ start: start + node.range[0], end: start + node.range[1], text: yamlValue(value) }]);
}

function fieldsOf(from: Source) {
  const { bodyStart } = split(from);
  const start = from.text.indexOf("\n") + 1;
  const end = closingLine(from.text.slice(0, bodyStart));
  const { contents } = parseDocument(from.text.slice(start, end), { version: "1.2" });
  return { start, end, map: isMap(contents) ? contents : undefined };
}

/** Offset of the `---` that closes the front matter. */
function closingLine(head: string): number {
  return head.lastIndexOf("\n---") + 1;
}

function additionTo(from: Source, field: string, values: readonly string[]): Edit {
  const { start, end, map } = fieldsOf(from);
  const lineEnd = /\r?\n/.exec(from.text)?.[0] ?? "\n";
  const written = values.map(yamlValue);
  const newField = `${field}:${written.map((value) => `${lineEnd}  - ${value}`).join("")}${lineEnd}`;
  const pair = map?.items.find(({ key }) => isScalar(key) && key.value === field);
  if (pair === undefined) return { start: end, end, text: newField };
  const { value } = pair;
  if (isSeq(value) && value.flow && value.range) {
    const close = start + value.range[1] - 1;
    return { start: close, end: close, text: `${value.items.length === 0 ? "" : ", "}${written.join(", ")}` };
  }
  if (isSeq(value) && value.range) {
    const first = start + value.range[0];
    const indent = from.text.slice(from.text.lastIndexOf("\n", first) + 1, first);
    const last = value.items.at(-1);
    const lastEnd = isScalar(last) && last.range ? start + last.range[1] : first;
    const at = from.text.indexOf("\n", lastEnd) + 1;
    return { start: at, end: at, text: written.map((item) => `${indent}- ${item}${lineEnd}`).join("") };
  }
  const key = isScalar(pair.key) && pair.key.range ? start + pair.key.range[1] : end;
  const before =
    isScalar(value) && value.range && String(value.value ?? "") !== "" ? [yamlValue(String(value.value))] : [];
  const lineStop = from.text.slice(key).search(/\r?\n/) + key;
  return { start: key, end: lineStop, text: `: [${[...before, ...written].join(", ")}]` };
}
