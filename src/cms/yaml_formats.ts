/**
 * How the editor reads and writes `authors.yaml`, `tags.yaml` and `site.yaml`. Its forms have lists where the files have
 * maps by id.
 */

import { isRecord } from "../config/yaml.ts";
import { type Entry, HEAD } from "./post_format.ts";
import { type Fields, fieldsIn, isEmpty, withFields } from "./yaml_edits.ts";

/** Takes the place of Decap's own format of this name, like that of posts. */
export const BLOG_FORMAT = "yaml";

/** The field of a registry's form that lists its entries. */
export const ENTRIES = "entries";

/** The key of the form under which an item of a list has its id. */
export const ID = "id";

export const registryFormat = {
  fromFile: (file: string): Entry => ({ [HEAD]: file, [ENTRIES]: listed(fieldsIn(file)) }),
  toFile: ({ [HEAD]: file, [ENTRIES]: entries }: Entry): string => withFields(textOf(file), byId(entries)),
};

export const settingsFormat = {
  fromFile(file: string): Entry {
    const fields = fieldsIn(file);
    const { cta } = fields;
    const shown = isRecord(cta)
      ? { cta: { ...cta, variants: listed(isRecord(cta.variants) ? cta.variants : {}) } }
      : {};
    return { [HEAD]: file, ...fields, ...shown };
  },
  toFile({ [HEAD]: file, [ENTRIES]: _, cta, ...fields }: Entry): string {
    const written = isRecord(cta) ? { ...cta, variants: byId(cta.variants) } : cta;
    return withFields(textOf(file), { ...filled(fields), cta: isRecord(written) ? filled(written) : written });
  },
};

/** Decap has one format for all files of a collection, so an entry says which it is by its fields. */
export const blogFormat = {
  fromFile: (file: string): Entry => ({ ...settingsFormat.fromFile(file), ...registryFormat.fromFile(file) }),
  toFile: (entry: Entry, order: readonly string[]): string =>
    (order.includes(ENTRIES) ? registryFormat : settingsFormat).toFile(entry),
};

function textOf(file: unknown): string {
  return typeof file === "string" ? file : "";
}

function listed(fields: Fields): Fields[] {
  return Object.entries(fields).map(([id, value]) => ({ [ID]: id, ...(isRecord(value) ? value : {}) }));
}

function byId(entries: unknown): Record<string, unknown> {
  const list = Array.isArray(entries) ? entries.filter(isRecord) : [];
  return Object.fromEntries(list.map(({ [ID]: id, ...rest }) => [String(id ?? ""), filled(rest)]));
}

/** Without what an author left open, also within. */
function filled(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const full = Array.isArray(value)
        ? value.map((item) => (isRecord(item) ? filled(item) : item))
        : isRecord(value)
          ? filled(value)
          : value;
      const isOpen = isEmpty(full) || (isRecord(full) && Object.keys(full).length === 0);
      return isOpen ? [] : [[name, full]];
    }),
  );
}
