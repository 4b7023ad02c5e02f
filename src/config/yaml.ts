/**
 * Parses YAML that a person wrote, with the position of every field.
 */

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import type { Problem } from "../base/diagnostic.ts";
import { DEEPEST_FIELDS, MOST_ALIASES, MOST_SETTINGS } from "../base/limits.ts";
import { type Place, placeAt, problemAt, type Source } from "../base/source.ts";
import { withoutInvisible } from "../base/text.ts";
import { mistakenLines, type ReportAt, warnOfLostWords } from "./yaml_mistakes.ts";

export type FieldPath = readonly (string | number)[];

export interface YamlText {
  /** Plain maps, lists and scalars; `{}` if the text is unreadable. Dates stay strings. No value has control characters. */
  value: Readonly<Record<string, unknown>>;
  /** Errors that make the text unreadable. */
  problems: Problem[];
  /** Warnings about readable text that probably means something else. */
  warnings: Problem[];
  /** The position of the value at a path, or of the nearest existing parent. */
  placeOf(path: FieldPath): Place;
  /** The position of the key at a path. */
  placeOfKey(path: FieldPath): Place;
}

/** Keys with a meaning in JavaScript, such as `__proto__`. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

const TOO_DEEP = "Fields lie within each other too deep.";

/** In a file that is not YAML, every line is an error, and the first few are enough. */
const MOST_ERRORS = 20;

interface YamlOptions {
  /** Keeps a number such as `3.10` as text where its digits would change. */
  keepDigits?: boolean;
}

const NO_FIELDS = { value: {}, warnings: [] };

/**
 * Parses the YAML between the offsets `start` and `end` of a file. Reports YAML that is not a mapping as a problem, and
 * never throws for what an author wrote.
 */
export function yamlText(
  from: Source,
  start = 0,
  end = from.text.length,
  { keepDigits = false }: YamlOptions = {},
): YamlText {
  const text = from.text.slice(start, end);
  const place = (offset: number): Place => placeAt(from, start + offset);
  const problems: Problem[] = [];
  const fail: ReportAt = (offset, message, hint) => {
    problems.push(problemAt(from, place(offset), { rule: "yaml", message, hint }));
  };
  if (text.length > MOST_SETTINGS) {
    fail(
      0,
      `These are ${text.length} characters; more than ${MOST_SETTINGS} is too much.`,
      "Leave out what is not needed.",
    );
    return { ...NO_FIELDS, problems, placeOf: () => place(0), placeOfKey: () => place(0) };
  }
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, version: "1.2", logLevel: "error" });
  const openQuote = document.errors.some(({ code }) => code === "MISSING_CHAR") ? unclosedQuote(text) : undefined;
  if (openQuote !== undefined) {
    fail(
      openQuote,
      "The quotation mark that begins here is never closed.",
      "Put one of the same kind at the end of the value.",
    );
  } else {
    const errors = [...document.errors, ...document.warnings];
    const mistakes = errors.length === 0 ? [] : mistakenLines(text);
    for (const { offset, message, hint } of mistakes.slice(0, MOST_ERRORS)) fail(offset, message, hint);
    for (const error of mistakes.length === 0 ? errors.slice(0, MOST_ERRORS) : []) {
      fail(error.pos[0], inPlainWords(error.code, error.message), hintFor(error.code));
    }
  }
  // Nesting that stopped the parser would stop other code too.
  if (problems.length === 0) refuseWhatNobodyMeans(document, fail, (offset) => place(offset).line);
  const warnings: Problem[] = [];
  const warn: ReportAt = (offset, message, hint) => {
    warnings.push(problemAt(from, place(offset), { rule: "yaml", severity: "warn", message, hint }));
  };
  if (problems.length === 0) {
    if (keepDigits) keepWrittenDigits(document);
    warnOfLostWords(document, text, warn);
    cleanValues(document);
  }
  if (document.contents !== null && !isMap(document.contents) && problems.length === 0) {
    fail(
      offsetOf(document.contents),
      "This is not a list of fields.",
      "Write one field a line, as in `title: My first post`.",
    );
  }

  const root = document.contents;
  return {
    warnings,
    value: problems.length === 0 ? plainValue(() => document.toJS({ maxAliasCount: MOST_ALIASES }), fail) : {},
    problems,
    placeOf: (path) => place(offsetOf(nodeAt(root, path))),
    placeOfKey: (path) => place(offsetOf(keyAt(root, path))),
  };
}

/** Removes control characters. Keys stay as written: cleaned, one could be a forbidden key. */
function cleanValues(document: Document): void {
  visit(document, {
    Scalar(role, scalar) {
      if (role !== "key" && typeof scalar.value === "string") scalar.value = withoutInvisible(scalar.value);
    },
  });
}

function keepWrittenDigits(document: Document): void {
  visit(document, {
    Scalar(_, scalar) {
      const { value, source: written = "" } = scalar;
      if (typeof value === "number" && String(value) !== written) scalar.value = written;
    },
  });
}

/**
 * YAML features that no author needs: keys that are lists, values that contain themselves. Refused, since they endanger
 * programs that read them.
 */
function refuseWhatNobodyMeans(document: Document, fail: ReportAt, lineOf: (offset: number) => number): void {
  visit(document, {
    Collection(_, collection, path) {
      if (path.filter(isCollection).length < DEEPEST_FIELDS) return undefined;
      fail(offsetOf(collection), TOO_DEEP, "Write one field a line, as in `title: My first post`.");
      return visit.BREAK;
    },
    Alias(_, alias, path) {
      if (alias.resolve(document) === undefined) {
        const word = `*${alias.source}`;
        fail(
          offsetOf(alias),
          "A value that begins with `*` is taken for a reference to another.",
          `Put it between quotation marks: \`"${word}"\`.`,
        );
      }
      if (!path.some((node) => isCollection(node) && node.anchor === alias.source)) return;
      fail(
        offsetOf(alias),
        `\`*${alias.source}\` stands for something that it is a part of.`,
        "Write the value itself in its place.",
      );
    },
    Map: (_, map) => refuseKeys(map, fail, lineOf),
  });
}

function refuseKeys(map: YAMLMap, fail: ReportAt, lineOf: (offset: number) => number): void {
  const names = new Map<string, number>();
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined)
      fail(
        offsetOf(key),
        "This is not the name of a field.",
        "Write a word before the colon, as in `title: My first post`.",
      );
    else if (FORBIDDEN_KEYS.has(name))
      fail(offsetOf(key), `The field \`${name}\` is not allowed.`, "Remove it; no field of a blog has that name.");
    else if (names.has(name))
      fail(
        offsetOf(key),
        `The field \`${name}\` is given twice: in line ${lineOf(names.get(name) ?? 0)}, too.`,
        "Keep one of the two and remove the other.",
      );
    else names.set(name, offsetOf(key));
  }
}

/**
 * The offset of an opening quotation mark without a closing one on its line. The parser reports the end of the text,
 * far below.
 */
function unclosedQuote(text: string): number | undefined {
  for (const match of text.matchAll(/^[ \t-]*(?:\w[\w-]*:[ \t]+)?(["'])(.*)$/gm)) {
    const [line, mark = "", rest = ""] = match;
    // A quoted text may go on in lines that begin with spaces.
    const [below = ""] = /^(?:\r?\n(?:[ \t]+[^\r\n]*)?)*/.exec(text.slice(match.index + line.length)) ?? [];
    const closed = mark === '"' ? /(?:^|[^\\])(?:\\\\)*"/.test(rest + below) : (rest + below).includes("'");
    if (!closed) return match.index + line.length - rest.length - 1;
  }
  return undefined;
}

function plainValue(read: () => unknown, fail: ReportAt): Record<string, unknown> {
  try {
    const value = read();
    return isRecord(value) ? value : {};
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    if (/excessive/i.test(error.message)) {
      fail(
        0,
        "Anchors (`&name`) are repeated too often.",
        "Write the values out instead of repeating them by `*name`.",
      );
    } else {
      fail(
        0,
        "A value that begins with `*` is taken for a reference to another.",
        "Put the value between quotation marks.",
      );
    }
    return {};
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nodeAt(root: unknown, path: FieldPath): unknown {
  let node = root;
  for (const step of path) {
    const next = isMap(node) ? pairOf(node.items, step)?.value : isSeq(node) ? node.items[Number(step)] : undefined;
    if (next === undefined || next === null) return node;
    node = next;
  }
  return node;
}

function keyAt(root: unknown, path: FieldPath): unknown {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined || !isMap(parent)) return parent;
  return pairOf(parent.items, last)?.key ?? parent;
}

function pairOf(items: readonly Pair[], key: string | number): Pair | undefined {
  return items.find((pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(key));
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function inPlainWords(code: string, message: string): string {
  switch (code) {
    case "TAB_AS_INDENT":
      return "A tab is used for indentation.";
    case "MISSING_CHAR":
      return `Something is not closed: ${message}.`;
    case "BAD_INDENT":
      return "The indentation of this line does not fit the lines above it.";
    case "MULTILINE_IMPLICIT_KEY":
    case "BLOCK_AS_IMPLICIT_KEY":
      return "This line cannot be read as a field.";
    case "TAG_RESOLVE_FAILED":
      return `A tag (\`!…\`) is not allowed: ${message}.`;
    default:
      if (/call stack/.test(message)) return TOO_DEEP;
      return `This cannot be read: ${message}.`;
  }
}

function hintFor(code: string): string {
  switch (code) {
    case "TAB_AS_INDENT":
      return "Replace the tab by two spaces.";
    case "MULTILINE_IMPLICIT_KEY":
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MISSING_CHAR":
      return 'Put a value that holds a colon or a quotation mark between quotation marks, as in title: "Mentors: how to choose".';
    default:
      return "Write one field a line, as in `title: My first post`, and put text with special characters between quotation marks.";
  }
}
