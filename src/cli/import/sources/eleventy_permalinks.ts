/**
 * Permalinks of Eleventy, as far as they are values, dates and slugs.
 */

import { DateTime } from "luxon";
import { slug } from "../../../base/slug.ts";
import { textOf } from "../old_blog.ts";
import { valueAt } from "../texts/front_matter.ts";
import type { Data } from "./markdown_folder.ts";

/** The address of an output path. */
export function published(path: string): string {
  return `/${path.replace(/^\/+/, "")}`.replace(/\/{2,}/g, "/").replace(/(^|\/)index\.html$/, "$1");
}

/** Fills a permalink; undefined where it needs more than values, dates and slugs. */
export function filledIn(template: string, data: Data): string | undefined {
  let isPlain = !template.includes("{%");
  const filled = template.replace(/\{\{-?\s*([\s\S]*?)\s*-?\}\}/g, (_, expression: string) => {
    const value = valueIn(expression, data);
    if (value === undefined) isPlain = false;
    return value ?? "";
  });
  return isPlain ? filled : undefined;
}

function valueIn(expression: string, data: Data): string | undefined {
  const [first = "", ...filters] = expression.split("|").map((part) => part.trim());
  const literal = /^["']([^"']*)["']$/.exec(first)?.[1];
  let value = literal ?? textOf(/^[\w.]+$/.test(first) ? valueAt(data, first) : undefined);
  for (const filter of filters) {
    const [, name = "", format] = /^(\w+)\s*(?:[:(]\s*["']([^"']*)["'])?/.exec(filter) ?? [];
    if (value === undefined) return undefined;
    if (/^(?:slug|slugify|slugifyString)$/.test(name)) value = slug(value);
    else if (/^(?:lower|downcase)$/.test(name)) value = value.toLowerCase();
    else if (name === "date" || /date/i.test(name)) value = format === undefined ? undefined : dated(value, format);
    else if (!/^(?:url|safe|trim|escape|string)$/.test(name)) return undefined;
  }
  return value;
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
