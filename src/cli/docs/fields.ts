/**
 * The fields of a zod schema as rows of a table: their names, what they may hold, and their descriptions.
 */

import { z } from "zod";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** One field, or one field of a group: `cta.default.title`. */
export interface Field {
  path: string;
  /** What it may hold, in words. */
  value: string;
  /** As YAML; absent where there is none, or an empty one. */
  usual: string | undefined;
  isRequired: boolean;
  description: string;
}

/** Every field of an object schema that has a description, groups with their fields below them. */
export function fieldsOf(schema: z.ZodObject): Field[] {
  return fieldsIn(z.toJSONSchema(schema), "");
}

function fieldsIn(object: JsonSchema, prefix: string): Field[] {
  return Object.entries(object.properties ?? {}).flatMap(([name, property]) => {
    const schema = schemaOf(property);
    const path = prefix + name;
    const own = {
      path,
      value: valueInWords(schema),
      usual: usualOf(schema.default),
      isRequired: schema.default === undefined && (object.required ?? []).includes(name),
      description: schema.description ?? "",
    };
    return [...(schema.description === undefined ? [] : [own]), ...partsOf(schema, path)];
  });
}

/** The fields below a group, a list of groups, or a choice one of which is a group. */
function partsOf(schema: JsonSchema, path: string): Field[] {
  if (schema.properties !== undefined) return fieldsIn(schema, `${path}.`);
  if (schema.items !== undefined) return partsOf(itemOf(schema), `${path}[]`);
  return (schema.anyOf ?? []).flatMap((choice) => partsOf(choice, path));
}

/** A schema may say by its own `kind` what it holds, as in `.meta({ kind: "date" })`. */
function valueInWords(schema: JsonSchema): string {
  if (typeof schema.kind === "string") return schema.kind;
  if (schema.enum !== undefined) return schema.enum.map(code).join(", ");
  if (schema.const !== undefined) return code(schema.const);
  if (schema.anyOf !== undefined) return schema.anyOf.map(valueInWords).join(" or ");
  switch (schema.type) {
    case "array":
      return `list of ${valueInWords(itemOf(schema))}`;
    case "object":
      return groupOf(schema);
    case "boolean":
      return "`true` or `false`";
    case "integer":
      return numberOf(schema);
    default:
      return "text";
  }
}

/** A group whose parts need no description is shown as it is written. */
function groupOf(schema: JsonSchema): string {
  const parts = Object.entries(schema.properties ?? {});
  if (parts.length === 0) return `${valueInWords(schemaOf(schema.additionalProperties))} by name`;
  const isPlain = parts.every(([, part]) => schemaOf(part).description === undefined && !schemaOf(part).properties);
  return isPlain ? `\`{ ${parts.map(([name]) => name).join(", ")} }\`` : "group";
}

function numberOf({ minimum, maximum }: JsonSchema): string {
  if (minimum === undefined) return "number";
  return maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
    ? `number from ${minimum}`
    : `number from ${minimum} to ${maximum}`;
}

function usualOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(String).join(", ");
  if (value === undefined || value === "" || typeof value === "object") return undefined;
  return String(value);
}

function itemOf({ items }: JsonSchema): JsonSchema {
  return schemaOf(Array.isArray(items) ? items[0] : items);
}

/** JSON Schema writes `true` for a schema that allows everything. */
function schemaOf(schema: boolean | JsonSchema | undefined): JsonSchema {
  return typeof schema === "object" ? schema : {};
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}
