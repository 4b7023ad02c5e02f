/**
 * Fields of Decap's forms from schemas: their names, hints, choices, and whether they are needed.
 *
 * @see https://decapcms.org/docs/widgets/
 */

import { z } from "zod";
import { ID } from "./yaml_formats.ts";

/** A field in Decap's form. */
export type CmsField = Readonly<Record<string, unknown>>;

/** @param names the fields to show, in this order; all of them by default */
export function fieldsOf({ shape }: z.ZodObject, names = Object.keys(shape)): CmsField[] {
  const schemas = new Map(Object.entries(shape));
  return names.flatMap((name) => {
    const schema = schemas.get(name);
    const field = schema instanceof z.ZodType ? fieldOf(name, schema) : undefined;
    return field === undefined ? [] : [field];
  });
}

/** The id of an item of a list, which is the key of a map in the file. */
export function idField(hint: string): CmsField {
  const pattern = ["^[a-z0-9]+(?:[-_][a-z0-9]+)*$", "Use small letters, digits and hyphens, as in ada-lovelace."];
  return { name: ID, label: "Id", hint, widget: "string", required: true, pattern };
}

function fieldOf(name: string, schema: z.ZodType): CmsField | undefined {
  const widget = widgetOf(unwrapped(schema));
  if (widget === undefined) return undefined;
  const { title, description } = schema.meta() ?? {};
  const required = !schema.safeParse(undefined).success;
  return {
    name,
    label: title ?? labelOf(name),
    ...(description === undefined ? {} : { hint: plain(description) }),
    required,
    ...(required ? widget : withoutNeeds(widget)),
  };
}

/** A group that may be left out: Decap would ask for its fields all the same. */
function withoutNeeds(widget: CmsField): CmsField {
  if (widget.widget !== "object" || !Array.isArray(widget.fields)) return widget;
  return { ...widget, fields: widget.fields.map((field) => ({ ...withoutNeeds(field), required: false })) };
}

function labelOf(name: string): string {
  if (name === "cta") return "Call to action";
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Without the addresses of links between pages of the documentation. */
function plain(description: string): string {
  return description.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1");
}

/** A schema without what makes it optional. */
function unwrapped(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  const inner = isWrapped ? schema.unwrap() : schema;
  return inner instanceof z.ZodType && inner !== schema ? unwrapped(inner) : schema;
}

function widgetOf(schema: z.ZodType): CmsField | undefined {
  if (schema instanceof z.ZodObject) return { widget: "object", collapsed: true, fields: fieldsOf(schema) };
  if (schema instanceof z.ZodBoolean) return { widget: "boolean" };
  if (schema instanceof z.ZodNumber) return { widget: "number", value_type: "int" };
  if (schema instanceof z.ZodEnum) return { widget: "select", options: schema.options };
  if (schema instanceof z.ZodString) return { widget: "string" };
  if (schema instanceof z.ZodArray) return listOf(schema.element);
  if (schema instanceof z.ZodRecord) return recordOf(schema.valueType);
  if (!(schema instanceof z.ZodUnion)) return undefined;
  const options = schema.options.filter((option) => option instanceof z.ZodType);
  const literals = options.flatMap((option) => (option instanceof z.ZodLiteral ? [...option.values] : []));
  const object = options.find((option) => option instanceof z.ZodObject);
  return object
    ? widgetOf(object)
    : { widget: "select", options: literals.map((value) => ({ label: String(value), value })) };
}

function listOf(item: unknown): CmsField {
  return item instanceof z.ZodObject ? { widget: "list", collapsed: true, fields: fieldsOf(item) } : { widget: "list" };
}

/** Objects by id are a list in the form. */
function recordOf(value: unknown): CmsField | undefined {
  if (!(value instanceof z.ZodObject)) return undefined;
  const id = idField("The name by which posts choose it.");
  return { widget: "list", collapsed: true, summary: `{{fields.${ID}}}`, fields: [id, ...fieldsOf(value)] };
}
