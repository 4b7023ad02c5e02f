/** Checks a value from outside, as a zod schema does. */
interface Schema<Value> {
  safeParse(value: unknown): { data?: Value };
}

/** A check written by hand, for code that has to start before zod is loaded. */
export function schemaOf<Value>(isValid: (value: unknown) => value is Value): Schema<Value> {
  return { safeParse: (value) => (isValid(value) ? { data: value } : {}) };
}

/** Parses JSON from outside. Returns `undefined` for text that is absent, damaged or does not match the schema. */
export function parseJson<Value>(text: string | undefined, schema: Schema<Value>): Value | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

export function isList<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(isItem);
}

/** Whether a value is an entry of a map from text to numbers. */
export function isNumberEntry(value: unknown): value is [string, number] {
  return Array.isArray(value) && isString(value[0]) && typeof value[1] === "number";
}
