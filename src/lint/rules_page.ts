/**
 * Generates the documentation of the rules.
 */

import { isFatal, RULE_NAMES, RULES } from "../base/rules/rules.ts";

/** A Markdown table: each rule, what it means, its severity. */
export function rulesPage(): string {
  const lines = RULE_NAMES.map((name) => {
    const { severity, why } = RULES[name];
    return `| \`${name}\` | ${isFatal(name) ? "always an error" : severity} | ${why.replaceAll("|", "\\|")} |`;
  });
  return `# What is checked

Made by \`npm run check -- --rules\`. \`checks\` in \`content/site.yaml\` changes how severe a rule is, but for those that are always errors.

| rule | severity | why it matters |
| ---- | -------- | -------------- |
${lines.join("\n")}
`;
}
