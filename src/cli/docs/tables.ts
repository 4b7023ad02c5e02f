/**
 * Generates the tables in `docs/` from the schemas that the build uses.
 *
 * Comments mark the place of a table in a document: `<!-- table settings: name url -->` with the names of its fields if
 * it lists only some, and `<!-- end of table -->`.
 */

import { BLOG_RULES } from "../../base/rules/blog.ts";
import { FRONT_MATTER_RULES } from "../../base/rules/front_matter.ts";
import { IMAGES_RULES } from "../../base/rules/images.ts";
import { LINKS_RULES } from "../../base/rules/links.ts";
import type { Rule } from "../../base/rules/rule.ts";
import { TEXT_RULES } from "../../base/rules/text.ts";
import { authorSchema, tagSchema } from "../../config/authors_and_tags.ts";
import { siteSchema } from "../../config/site_schema.ts";
import { frontMatterSchema, REQUIRED } from "../../content/schema.ts";
import { COMMANDS, spelt } from "../commands.ts";
import { type Field, fieldsOf } from "./fields.ts";

const MARKED = /^(<!-- table (\w+)(?:: ([\w ]+))? -->)\n[\s\S]*?^(<!-- end of table -->)$/gm;

/** Table generators by name, given the fields to list. */
const TABLES: Readonly<Record<string, (only: readonly string[]) => string>> = {
  front_matter: frontMatterTable,
  flags: ([command = ""]) => flagsTable(command),
  settings: (only) => settingsTable(fieldsOf(siteSchema), only),
  authors: (only) => settingsTable(fieldsOf(authorSchema), only),
  tags: (only) => settingsTable(fieldsOf(tagSchema), only),
  rules_for_front_matter: () => rulesTable(FRONT_MATTER_RULES),
  rules_for_text: () => rulesTable(TEXT_RULES),
  rules_for_links: () => rulesTable(LINKS_RULES),
  rules_for_images: () => rulesTable(IMAGES_RULES),
  rules_for_the_blog: () => rulesTable(BLOG_RULES),
};

/** A document with its tables up to date. */
export function withTables(text: string): string {
  return text.replace(MARKED, (_, begin: string, name: string, only: string | undefined, end: string) => {
    const make = TABLES[name];
    if (make === undefined) throw new Error(`There is no table “${name}”: ${Object.keys(TABLES).join(", ")}.`);
    return `${begin}\n\n${make(only?.split(" ") ?? [])}\n\n${end}`;
  });
}

/** The fields that a document has tables for. */
export function tabulatedFields(text: string, table: string): string[] {
  return [...text.matchAll(MARKED)].flatMap(([, , name, only]) => (name === table ? (only ?? "").split(" ") : []));
}

function frontMatterTable(): string {
  const needed = new Set<string>(REQUIRED);
  const fields = fieldsOf(frontMatterSchema);
  const sorted = [...fields.filter(({ path }) => needed.has(path)), ...fields.filter(({ path }) => !needed.has(path))];
  return tableOf(
    ["field", "value", "what it does"],
    sorted.map(({ path, value, description }) => [
      `\`${path}\`${needed.has(path) ? " (required)" : ""}`,
      value,
      description,
    ]),
  );
}

function settingsTable(fields: readonly Field[], only: readonly string[]): string {
  const wanted = only.length === 0 ? fields : only.flatMap((name) => fields.filter(({ path }) => isBelow(path, name)));
  return tableOf(
    ["setting", "value", "default", "what it does"],
    wanted.map(({ path, value, usual, isRequired, description }) => [
      `\`${path}\``,
      value,
      usual === undefined ? (isRequired ? "_required_" : "") : `\`${usual}\``,
      description,
    ]),
  );
}

function isBelow(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[]`);
}

function flagsTable(command: string): string {
  const { flags } = COMMANDS[command] ?? {};
  if (flags === undefined) throw new Error(`There is no command “${command}”.`);
  return tableOf(
    ["flag", "what it does"],
    Object.entries(flags).map(([flag, { value, does }]) => [`\`${spelt(flag, value)}\``, does]),
  );
}

function rulesTable(rules: Readonly<Record<string, Rule>>): string {
  return tableOf(
    ["rule", "severity", "why it matters"],
    Object.entries(rules).map(([name, { severity, isFatal, why }]) => [
      `\`${name}\``,
      isFatal ? "always an error" : severity,
      why,
    ]),
  );
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
