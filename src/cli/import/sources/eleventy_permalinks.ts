/**
 * Permalinks of Eleventy, as far as they are values, dates and slugs.
 */

import slugify from "@sindresorhus/slugify";
import { DateTime } from "luxon";
import { textOf } from "../old_blog.ts";
import { endOfValue, withoutComments } from "../texts/data_files.ts";
import { valueAt } from "../texts/front_matter.ts";
import type { Data } from "./markdown_folder.ts";

/** The address of an output path. */
export function published(path: string): string {
  return `/${path.replace(/^\/+/, "")}`.replace(/\/{2,}/g, "/").replace(/(^|\/)index\.html$/, "$1");
}

export function withoutSuffix(path: string): string {
  return path.replace(/\.(?:11ty\.)?[^./]+$/, "");
}

/** The formats of filters that write dates, by the filter's name. */
export type DateFilters = ReadonlyMap<string, string>;

const USUAL_FILTERS: readonly (readonly [string, string])[] = [
  ["year", "yyyy"],
  ["month", "MM"],
  ["day", "dd"],
  ["htmlDateString", "yyyy-MM-dd"],
];

/** @param config the text of the configuration, which adds filters */
export function dateFilters(config: string): DateFilters {
  const added = config.split(/\badd\w*Filter\(/).flatMap((part): [string, string][] => {
    const name = /^\s*["'`](\w+)["'`]/.exec(part)?.[1];
    const format = formatIn(part.split(/\.add[A-Z]/)[0] ?? "");
    return name === undefined || format === undefined ? [] : [[name, format]];
  });
  return new Map([...USUAL_FILTERS, ...added]);
}

function formatIn(code: string): string | undefined {
  const written = /\b(?:toFormat|format)\(\s*["'`]([^"'`]+)["'`]/.exec(code)?.[1];
  if (written !== undefined) return written;
  const length = /toISOString\(\)\s*\.(?:slice|substring|substr)\(\s*0\s*,\s*(4|7|10)\s*\)/.exec(code)?.[1];
  if (length !== undefined) return "yyyy-MM-dd".slice(0, Number(length));
  if (/toISOString\(\)\s*\.split\(\s*["'`]T/.test(code)) return "yyyy-MM-dd";
  return /FullYear\(\)/.test(code) && !/Month\(\)/.test(code) ? "yyyy" : undefined;
}

/**
 * The permalink that a function of a data file returns, as a template: `(data) => "/blog/" + data.page.fileSlug + "/"`.
 * Null for code that cannot be read so, undefined for data without such a function.
 */
export function computedPermalink(script: string): string | null | undefined {
  const code = withoutComments(script);
  const found = /\bpermalink["']?\s*(?::\s*(?:async\s+)?(?:function\b[^{]*|[^"'`,{}]*=>)|\([^)]*\)\s*(?=\{))/.exec(
    code,
  );
  if (found === null) return undefined;
  const from = found.index + found[0].length;
  const value = code.slice(from, endOfValue(code, from)).trim();
  const returned = /^\{\s*return\s+([\s\S]*?);?\s*\}$/.exec(value)?.[1] ?? (value.startsWith("{") ? "" : value);
  const expression = returned.replace(/^\(([\s\S]*)\)$/, "$1").replace(/^[\w.]*\.permalink\s*(?:\|\||\?\?)\s*/, "");
  const parts = [...expression.matchAll(/(["'])(.*?)\1|`([^`]*)`|([^+"'`]+)/g)].map(
    ([, , text, template, code = ""]) =>
      text !== undefined
        ? text
        : template !== undefined
          ? template.replace(/\$\{([^}]*)\}/g, (_, inner: string) => `{{ ${asFilter(inner)} }}`)
          : code.trim() === ""
            ? ""
            : `{{ ${asFilter(code)} }}`,
  );
  return parts.length === 0 || /[?=]/.test(parts.join("")) ? null : parts.join("");
}

function asFilter(code: string): string {
  const plain = code.trim().replace(/\bdata\./g, "");
  const called = /^(?:[\w.]*\.)?(slugify|slug)\(([\w.]+)\)$/.exec(plain);
  return called === null ? plain : `${called[2]} | ${called[1]}`;
}

/** Fills a permalink; undefined where it needs more than values, dates and slugs. */
export function filledIn(template: string, data: Data, formats: DateFilters = dateFilters("")): string | undefined {
  let isPlain = !template.includes("{%");
  const filled = template.replace(/\{\{-?\s*([\s\S]*?)\s*-?\}\}/g, (_, expression: string) => {
    const value = valueIn(expression, data, formats);
    if (value === undefined) isPlain = false;
    return value ?? "";
  });
  return isPlain ? filled : undefined;
}

function valueIn(expression: string, data: Data, formats: DateFilters): string | undefined {
  const [first = "", ...filters] = expression
    .replace(/\.get(?:UTC)?FullYear\(\)/, " | year")
    .split("|")
    .map((part) => part.trim());
  const literal = /^["']([^"']*)["']$/.exec(first)?.[1];
  let value = literal ?? textOf(/^[\w.]+$/.test(first) ? valueAt(data, first) : undefined);
  for (const filter of filters) {
    const [, name = "", format] = /^(\w+)\s*(?:[:(]\s*["']([^"']*)["'])?/.exec(filter) ?? [];
    if (value === undefined) return undefined;
    const known = format === undefined ? formats.get(name) : undefined;
    if (/^slugify(?:String)?$/.test(name)) value = slugified(value);
    else if (name === "slug") value = oldSlug(value);
    else if (known !== undefined) value = dated(value, known);
    else if (/^(?:lower|downcase)$/.test(name)) value = value.toLowerCase();
    else if (name === "date" || /date/i.test(name)) value = format === undefined ? undefined : dated(value, format);
    else if (!/^(?:url|safe|trim|escape|string)$/.test(name)) return undefined;
  }
  return value;
}

/** As Eleventy's `slugify`, for which most apostrophes are signs like others. */
function slugified(text: string): string {
  return slugify(text.replace(/(\w)'([ts])(?=\s|$)/gi, "$1$2").replace(/['’]/g, "-"), { decamelize: false });
}

const WORDS: Readonly<Record<string, string>> = {
  "&": "and",
  "%": "percent",
  $: "dollar",
  "<": "less",
  ">": "greater",
  "|": "or",
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "-": " ",
  ß: "ss",
  æ: "ae",
  ø: "o",
  œ: "oe",
  ł: "l",
};

/** As Eleventy's older `slug`, which keeps some signs and writes others as words. */
function oldSlug(text: string): string {
  return text
    .replace(/[&%$<>|’‘“”ßæøœł-]/g, (sign) => WORDS[sign] ?? sign)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\w\s$*_+~.()'"!:@-]+/g, "")
    .trim()
    .replace(/\s+/g, "-")
    .toLowerCase();
}

const LIQUID: Readonly<Record<string, string>> = {
  "%Y": "yyyy",
  "%m": "MM",
  "%d": "dd",
  "%y": "yy",
  "%b": "MMM",
  "%B": "MMMM",
  "%-m": "M",
  "%-d": "d",
};

function dated(value: string, format: string): string | undefined {
  const date = DateTime.fromISO(value.slice(0, 10), { zone: "utc", locale: "en" });
  if (!date.isValid) return undefined;
  if (format.includes("%"))
    return format.replace(/%-?[a-zA-Z]/g, (sign) =>
      LIQUID[sign] === undefined ? sign : date.toFormat(LIQUID[sign] ?? ""),
    );
  return date.toFormat(format.replace(/YYYY/g, "yyyy").replace(/DD/g, "dd"));
}
