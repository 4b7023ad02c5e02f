import { z } from "zod";
import type { Problem } from "./diagnostic.ts";
import { SEVERITIES } from "./rules/rule.ts";
import { isRuleName, type RuleName } from "./rules/rules.ts";

export const ruleName = z.custom<RuleName>((name) => typeof name === "string" && isRuleName(name));

/** Checks a problem that comes from the cache or from another process. */
export const problemSchema: z.ZodType<Problem> = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  severity: z.enum(SEVERITIES),
  rule: ruleName,
  message: z.string(),
  hint: z.string(),
  edit: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })).exactOptional(),
});
