/**
 * Validates YAML that a person wrote against a zod schema, and turns errors into problems with a position and plain
 * words.
 */

import { z } from "zod";
import type { Problem } from "../base/diagnostic.ts";
import { didYouMean } from "../base/nearest.ts";
import type { RuleName } from "../base/rules/rules.ts";
import { problemAt, type Source } from "../base/source.ts";
import { type FieldPath, isRecord, type YamlText } from "./yaml.ts";

export interface Checked<T> {
  /** The valid fields. Undefined if a required one is missing or invalid. */
  value: T | undefined;
  problems: Problem[];
}

/**
 * Validates `yaml` against a schema made by `z.object`. Empty strings count as absent; unknown keys are warnings.
 *
 * A schema's message may name the rule under which it is reported: see {@link issue}.
 */
export function checkFields<Schema extends z.ZodObject>(
  schema: Schema,
  from: Source,
  yaml: YamlText,
): Checked<z.infer<Schema>> {
  const given = withoutEmpty(yaml.value);
  const result = schema.safeParse(given);
  const wrong = new Set(result.error?.issues.map((issue) => String(issue.path[0])));
  const right = Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.has(key)));
  const problems = [
    ...unknownKeys(schema, given, []).map(({ path, known }) => unknownKey(from, yaml, path, known)),
    ...(result.error?.issues ?? []).map((issue) => schemaProblem(from, yaml, issue)),
  ];
  return { value: result.success ? result.data : schema.safeParse(right).data, problems };
}

/** A schema message with the rule it is reported under and a hint. */
export function issue(rule: RuleName, message: string, hint: string): Issue {
  return { error: message, params: { rule, hint } };
}

export interface Issue {
  error: string;
  params: Reason;
}

interface Reason {
  rule: RuleName;
  hint: string;
}

function schemaProblem(from: Source, yaml: YamlText, issue: z.core.$ZodIssue): Problem {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const field = path.join(".");
  if (issue.code === "custom" && isReason(issue.params)) {
    return problemAt(from, yaml.placeOf(path), { message: issue.message, ...issue.params });
  }
  if (issue.code === "invalid_type" && valueAt(yaml.value, path) === undefined) {
    return problemAt(from, yaml.placeOf(path), {
      rule: "missing-field",
      message: `\`${field}\` is missing.`,
      hint: `Add a line \`${path.at(-1)}: …\`.`,
    });
  }
  return problemAt(from, yaml.placeOf(path), {
    rule: "wrong-type",
    message: `\`${field}\` has the wrong value: ${expected(issue, valueAt(yaml.value, path))}.`,
    hint: instead(issue, path.at(-1), valueAt(yaml.value, path)),
  });
}

const YES = /^(?:yes|y|on|1|true|ja|si|oui)$/i;
const NO = /^(?:no|n|off|0|false|nein|non)$/i;

function instead(issue: z.core.$ZodIssue, name: string | number | undefined, given: unknown): string {
  if (issue.code !== "invalid_type" || issue.expected !== "boolean") return `Change the value of \`${name}\`.`;
  const [yes, no] = [`\`${name}: true\``, `\`${name}: false\``];
  return `Write ${YES.test(String(given)) ? yes : NO.test(String(given)) ? no : `${yes} or ${no}`}.`;
}

function isReason(params: unknown): params is Reason {
  return isRecord(params) && typeof params.rule === "string" && typeof params.hint === "string";
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text is expected (put it between quotation marks)",
  boolean: "`true` or `false` is expected",
  number: "a number is expected",
  array: "a list is expected, each item on a line that begins with `- `",
  object: "a group of fields is expected",
  record: "a group of fields is expected",
};

function expected(issue: z.core.$ZodIssue, given: unknown): string {
  if (Array.isArray(given)) return "one value is expected, not a list";
  if (issue.code === "invalid_type") return KINDS[issue.expected] ?? `${issue.expected} is expected`;
  if (issue.code === "invalid_value")
    return `one of ${issue.values.map((value) => `\`${String(value)}\``).join(", ")} is expected`;
  if (issue.code === "invalid_union") return "it is of a kind that does not fit here";
  return issue.message;
}

function valueAt(value: unknown, path: FieldPath): unknown {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at)) at = at[Number(step)];
    else if (isRecord(at)) at = at[String(step)];
    else return undefined;
  }
  return at === "" || at === null ? undefined : at;
}

/** CMSs write an empty string for a field left open. */
function withoutEmpty(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== "")
      .map(([key, inner]) => [key, isRecord(inner) ? withoutEmpty(inner) : inner]),
  );
}

interface UnknownKey {
  path: string[];
  known: string[];
}

function unknownKeys(schema: z.ZodObject, value: Record<string, unknown>, path: string[]): UnknownKey[] {
  const known = Object.keys(schema.shape);
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const shape = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
    if (shape === undefined) return [{ path: here, known }];
    const object = objectIn(shape);
    return object && isRecord(inner) ? unknownKeys(object, inner, here) : [];
  });
}

/** Unwraps optional, default and union schemas to an object schema, if there is one. */
function objectIn(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return objectIn(schema.unwrap());
  }
  if (schema instanceof z.ZodUnion) return schema.options.map(objectIn).find((inner) => inner !== undefined);
  return undefined;
}

/** What other tools call fields, and what to write here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  published: "draft: true",
  publish: "draft: true",
  hidden: "unlisted: true",
  private: "draft: true",
  summary: "description: …",
  excerpt: "description: …",
  subtitle: "description: …",
  image: "thumbnail: …",
  cover: "thumbnail: …",
  hero: "thumbnail: …",
  banner: "thumbnail: …",
  featured_image: "thumbnail: …",
  image_alt: "thumbnail_alt: …",
  alt: "thumbnail_alt: …",
  categories: "tags: […]",
  category: "tags: […]",
  keywords: "tags: […]",
  topics: "tags: […]",
  authors: "author: […]",
  by: "author: …",
  writer: "author: …",
  permalink: "slug: …",
  url: "slug: …",
  redirect_from: "aliases: […]",
  lastmod: "updated: …",
  modified: "updated: …",
  last_modified_at: "updated: …",
  expiryDate: "expires: …",
  canonical_url: "canonical: …",
  language: "lang: …",
  pubDate: "date: …",
  publishDate: "date: …",
};

function otherName(key: string, known: readonly string[]): string | undefined {
  const instead = Object.hasOwn(OTHER_NAMES, key) ? OTHER_NAMES[key] : undefined;
  const isKnown = instead !== undefined && known.includes(instead.slice(0, instead.indexOf(":")));
  return isKnown ? `Write \`${instead}\` here${/^(?:published?)$/.test(key) ? " to hide a post" : ""}.` : undefined;
}

function unknownKey(from: Source, yaml: YamlText, path: string[], known: string[]): Problem {
  const key = path.at(-1) ?? "";
  return problemAt(from, yaml.placeOfKey(path), {
    rule: "unknown-key",
    message: `Unknown field \`${key}\`.`,
    hint: otherName(key, known) || didYouMean(key, known) || "Remove it, or check the spelling.",
  });
}
