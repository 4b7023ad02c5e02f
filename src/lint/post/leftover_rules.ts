/**
 * Rules about backslashes that the rich text of a CMS put before Markdown, and about addresses and links.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { problemAt } from "../../base/source.ts";
import type { TextContext } from "../rule_context.ts";
import { proseLines } from "../syntax_rules.ts";
import { problemIn } from "./prose.ts";

interface Leftover {
  pattern: RegExp;
  message: string;
  hint: (text: string) => string;
}

const withoutBackslashes = (text: string): string => `Remove the backslashes: \`${text.trim().replaceAll("\\", "")}\`.`;

const LEFTOVERS: readonly Leftover[] = [
  {
    pattern: /\\\*\\\*(?![\s*])[^*\r\n]{1,200}\\\*\\\*|\\_\\_(?![\s_])[^_\r\n]{1,200}\\_\\_/g,
    message: "Backslashes keep this from being bold.",
    hint: withoutBackslashes,
  },
  {
    pattern: /^ {0,3}\\#{1,6}[ \t][^\r\n]{1,80}/gm,
    message: "A backslash keeps this from being a heading.",
    hint: withoutBackslashes,
  },
  {
    pattern: /^ {0,3}(?:\\`){3}/gm,
    message: "Backslashes keep this from being a block of code.",
    hint: () => "Write three backticks: ```",
  },
  {
    pattern: /^ {0,3}\\\|[^\r\n]*\\\|[ \t]*$/gm,
    message: "Backslashes keep these lines from being a table.",
    hint: () => "Write `|` without backslashes.",
  },
  {
    pattern: /(?<![\\\]])\\\[\^[\w-]{1,30}\\?\]/g,
    message: "A backslash keeps this from being a footnote.",
    hint: withoutBackslashes,
  },
  {
    pattern: /(?<=^|\s)\( (?=[^()\r\n]*(?:\\[a-z]+|[_^]))[^()\r\n]{1,100} \)/gm,
    message: "This looks like a formula that lost its backslashes.",
    hint: (text) => `Write \`\\(${text.slice(1, -1)}\\)\`.`,
  },
];

/** The first on each run of lines: what a CMS did to a table, it did to each of its rows. */
export function cmsLeftovers(on: TextContext): Problem[] {
  const { from, rendered } = on;
  if (!/\\|\( /.test(from.text)) return [];
  const isCode = (offset: number): boolean => rendered.verbatim.some(([start, end]) => offset >= start && offset < end);
  return LEFTOVERS.flatMap(({ pattern, message, hint }) =>
    [...from.text.matchAll(pattern)]
      .filter(({ index }) => index >= on.bodyStart && !isCode(index))
      .map(({ index, 0: text }) =>
        problemIn(on, index + text.search(/\S/), { rule: "stray-escape", message, hint: hint(text) }),
      ),
  );
}

/** Words that say nothing about the page to which they lead, by language. */
const VAGUE: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:please )?(?:click|tap|press) (?:here|this|me|this link|on this link|the link)|here|this|link|this (?:link|page|article|post|site|website)|(?:read|learn|see|find out|know) more|more|more (?:info|information|details)|details|read this|go|download)[.!…»> ]*$/i,
  de: /^(?:klicken? (?:sie )?hier|hier(?: klicken)?|mehr|mehr (?:lesen|erfahren|dazu)|weiterlesen|link|dieser link)[.!…]*$/i,
  es: /^(?:haga clic aquí|haz clic aquí|clic aquí|aquí|más|leer más|ver más|saber más|enlace|este enlace)[.!…]*$/i,
  fr: /^(?:cliquez ici|ici|plus|lire la suite|en savoir plus|voir plus|lien|ce lien)[.!…]*$/i,
};

/** Links named “click here”, of which screen readers read a list. */
export function vagueLinks({ from, rendered, language }: TextContext): Problem[] {
  const vague = VAGUE[language.toLowerCase().split("-")[0] ?? ""];
  if (vague === undefined) return [];
  return rendered.links
    .filter(({ text }) => vague.test(text.trim()))
    .map(({ text, place }) =>
      problemAt(from, place, {
        rule: "link-text",
        message: `“${text.trim()}” does not say where the link leads.`,
        hint: "Make a link of the words that name the page.",
      }),
    );
}

/** Curly quotation marks in a code span that looks like code. */
export function quotesInSpans(on: TextContext): Problem[] {
  const { from, rendered } = on;
  return rendered.verbatim.flatMap(([start, end]) => {
    const text = from.text.slice(start, end);
    if (!text.startsWith("`") || /[\r\n]/.test(text) || text.startsWith("```")) return [];
    const quoted = /[“„‘]([^“”„‘’]*)[”“’]/.exec(text);
    if (quoted === null || !/[=()[\]{}<>;$:]|\w[ \t]/.test(text.replace(quoted[0], ""))) return [];
    return problemIn(on, start + quoted.index, {
      rule: "quotes-in-code",
      message: "This code contains a curly quotation mark, which is an error in code.",
      hint: "Write a straight one, `\"` or `'`.",
    });
  });
}

/** Rows between bars without a row of dashes below the first. */
export function tablesWithoutHead({ from, bodyStart }: TextContext): Problem[] {
  const lines = proseLines(from, bodyStart);
  const isRow = (at: number): boolean => /^ {0,3}\|.*\|[ \t]*$/.test(lines[at]?.text ?? "");
  const follows = (at: number): boolean => lines[at]?.line === (lines[at - 1]?.line ?? 0) + 1;
  return lines.flatMap((line, at) => {
    const isFirst = isRow(at) && !(isRow(at - 1) && follows(at));
    if (!isFirst || !isRow(at + 1) || !follows(at + 1) || /-{2}|:-|-:|\| *- *\|/.test(lines[at + 1]?.text ?? ""))
      return [];
    const columns = line.text
      .trim()
      .slice(1, -1)
      .split(/(?<!\\)\|/).length;
    return problemAt(
      from,
      { line: line.line, column: line.text.search(/\S/) + 1 },
      {
        rule: "table-columns",
        message: "These lines are no table, since no row of dashes follows the first.",
        hint: `Write \`${`| ${"--- | ".repeat(columns)}`.trim()}\` below the first line.`,
      },
    );
  });
}
