/**
 * Lists the fields of a zod schema as table rows: name, type, description.
 */

import { z } from "zod";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A field, or a nested one: `cta.default.title`. */
export interface Field {
  path: string;
  /** Its type, in words. */
  value: string;
  /** Its default as YAML. Absent if there is none, or an empty one. */
  usual: string | undefined;
  isRequired: boolean;
  description: string;
}

/** Every described field of an object schema, with nested fields below their parent. */
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

/** The fields of a mapping, of a list of mappings, or of a union with a mapping. */
function partsOf(schema: JsonSchema, path: string): Field[] {
  if (schema.properties !== undefined) return fieldsIn(schema, `${path}.`);
  if (schema.items !== undefined) return partsOf(itemOf(schema), `${path}[]`);
  return (schema.anyOf ?? []).flatMap((choice) => partsOf(choice, path));
}

/** A schema may name its type itself, as in `.meta({ kind: "date" })`. */
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

/** A mapping without described parts is shown as written. */
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

/** JSON Schema represents a schema that allows everything by `true`. */
function schemaOf(schema: boolean | JsonSchema | undefined): JsonSchema {
  return typeof schema === "object" ? schema : {};
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}
