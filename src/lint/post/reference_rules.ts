/**
 * Rules about footnotes and links whose addresses are defined elsewhere in the text.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { didYouMean } from "../../base/nearest.ts";
import type { TextContext } from "../rule_context.ts";
import { type Match, matches, problemIn } from "./prose.ts";

/** A footnote's label, as authors write them: no regular expression such as `[^a-z]`. */
const NOTE = /\[\^(?![a-z]-[a-z])([\p{L}\p{N}][\p{L}\p{N}_.*-]{0,100})\](:?)/giu;

export function footnoteReferences(on: TextContext): Problem[] {
  const found = matches(on, NOTE).map((match) => ({
    ...match,
    label: labelOf(match),
    isDefinition: defines(on, match),
  }));
  const definitions = found.filter(({ isDefinition }) => isDefinition);
  const references = found.filter(({ isDefinition }) => !isDefinition);
  const defined = new Set(definitions.map(({ label }) => label));
  const used = new Set(references.map(({ label }) => label));
  const again = definitions.filter(({ label }, at) => definitions.findIndex((other) => other.label === label) < at);
  return [
    ...again.map(({ index, label }) =>
      problemIn(on, index, {
        rule: "unused-footnote",
        message: `The footnote \`${label}\` has two texts, and only the first is published.`,
        hint: "Give the second a label of its own, or remove it.",
      }),
    ),
    ...references
      .filter(({ label }) => !defined.has(label))
      .map(({ index, label }) =>
        problemIn(on, index, {
          rule: "undefined-reference",
          message: `The footnote \`[^${label}]\` has no text.`,
          hint:
            didYouMean(
              label,
              [...defined].filter((other) => !used.has(other)),
            ) || `Add a paragraph \`[^${label}]: The text of the note.\`, or remove the mark.`,
        }),
      ),
    ...definitions
      .filter(({ label }) => !used.has(label))
      .map(({ index, label }) =>
        problemIn(on, index, {
          rule: "unused-footnote",
          message: `Nothing refers to the footnote \`${label}\`, so it is not published.`,
          hint: `Write \`[^${label}]\` where the note belongs, or remove it.`,
        }),
      ),
  ];
}

function labelOf({ groups: [label = ""] }: Match): string {
  return label;
}

/** Whether a footnote's text follows: its label stands at the beginning of a line, before a colon. */
function defines({ from }: TextContext, { index, groups: [, colon] }: Match): boolean {
  return colon === ":" && /(?:^|[\r\n])[ \t>]*$/.test(from.text.slice(Math.max(0, index - 100), index));
}

export function linkReferences(on: TextContext): Problem[] {
  const defined = new Set(
    matches(on, /^[ \t>]{0,12}\[(?!\^)([^\]\r\n]{1,999})\]:/gm).map(({ groups: [label = ""] }) => normalized(label)),
  );
  return matches(on, /(?<![\w\])!])!?\[((?!\^)[^[\]\r\n]{2,300})\]\[([^[\]\r\n]{0,200})\]/g)
    .filter(({ groups: [text = "", label = ""] }) => /\p{L}{2}/u.test(text) && /^[\p{L}\p{N}\s._/-]*$/u.test(label))
    .filter(({ groups: [text = "", label = ""] }) => !defined.has(normalized(label === "" ? text : label)))
    .map(({ index, groups: [text = "", label = ""] }) => {
      const wanted = label === "" ? text : label;
      return problemIn(on, index, {
        rule: "undefined-reference",
        message: `The link “${text}” refers to \`[${wanted}]\`, which is defined nowhere.`,
        hint:
          didYouMean(normalized(wanted), [...defined]) ||
          `Write the address itself, as in \`[${text}](https://…)\`, or add a line \`[${wanted}]: https://…\`.`,
      });
    });
}

function normalized(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}
