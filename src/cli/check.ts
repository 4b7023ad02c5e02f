/**
 * `npm run check`: every rule, over the sources and over the site that was last built from them.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { isError, isRepaired, type Problem } from "../base/diagnostic.ts";
import { check } from "../build/check.ts";
import { buildOptions, pathOfFile } from "../config/options.ts";
import { lineReader, problemCounts, report, ruleCounts } from "../engine/reporter.ts";
import { rulesPage } from "../lint/rules_page.ts";
import { canValidate } from "../lint/site/html_validity.ts";
import { isBuilt } from "../lint/site/lint_site.ts";
import { endQuietlyWhenNobodyReads, root, run } from "./run.ts";

const OPTIONS = {
  content: { type: "string" },
  assets: { type: "string" },
  output: { type: "string" },
  cache: { type: "string" },
  now: { type: "string" },
  json: { type: "boolean", default: false },
  links: { type: "boolean", default: false },
  rules: { type: "boolean", default: false },
} as const;

/** A line that GitHub Actions shows beside the changed line of a file. */
function annotation({ file, line, column, severity, rule, message, hint }: Problem): string {
  const escaped = (text: string): string => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  const property = (text: string): string => escaped(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
  const level = severity === "error" ? "error" : "warning";
  return `::${level} file=${property(file)},line=${line},col=${column},title=${property(rule)}::${escaped(`${message} ${hint}`)}\n`;
}

function summary(problems: readonly Problem[]): string {
  if (problems.length === 0) return "No problems.\n";
  const repairable = problems.filter(isRepaired).length;
  const fix = repairable === 0 ? "" : ` ${repairable} of them can be put right by \`npm run fix\`.`;
  return `${problemCounts(problems)}: ${ruleCounts(problems)}.${fix}\n`;
}

endQuietlyWhenNobodyReads();
await run(async () => {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.rules) {
    process.stdout.write(rulesPage());
    return 0;
  }
  const options = buildOptions(root, values, process.env);
  // What stands in the usual output was built from the usual content.
  const withSite = values.output !== undefined || options.content === join(root, "content");
  const problems = await check(options, { withSite, withLinks: values.links });
  if (withSite && isBuilt(options.output) && !(await canValidate())) {
    process.stderr.write("Whether pages are valid HTML was not looked at: html-validate is not installed (npm ci).\n");
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ problems })}\n`);
  else {
    const lines = lineReader((file) => pathOfFile(options, file));
    process.stdout.write(report(problems, problems.filter(isRepaired), lines) + summary(problems));
    if (process.env.GITHUB_ACTIONS === "true") process.stdout.write(problems.map(annotation).join(""));
  }
  return problems.some(isError) ? 1 : 0;
});
