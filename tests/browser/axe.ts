/** Runs axe's accessibility rules in a page. */

import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const resultSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string() })),
    }),
  ),
});

/**
 * Lists the accessibility violations of a page, one line each.
 *
 * @param rules ids of the rules to run; by default all
 */
export async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const options = rules.length > 0 ? { runOnly: { type: "rule", values: rules } } : {};
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  const result = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
  return resultSchema
    .parse(result)
    .violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
    );
}
