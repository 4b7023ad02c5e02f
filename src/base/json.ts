import type { z } from "zod";

/** Parses JSON from outside. Returns `undefined` for text that is absent, damaged or does not match the schema. */
export function parseJson<Value>(text: string | undefined, schema: z.ZodType<Value>): Value | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
