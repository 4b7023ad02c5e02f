/**
 * Rules about leftovers: placeholders, links to private addresses, doubled words.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { placeAt, problemAt } from "../../base/source.ts";
import { shortened } from "../../base/text.ts";
import type { RuleContext } from "../rule_context.ts";
import { matches, problemIn } from "./prose.ts";

const PLACEHOLDERS: readonly RegExp[] = [
  /\blorem ipsum\b/gi,
  /(?<![\w-])(?:TODO|TBD|FIXME|TKTK)(?=[ \t]*(?:[:\])*_—–]|$)|[ \t]+(?:add|write|insert|check|fix|link|image|picture|replace|update)\b)/gm,
  /\[(?:insert|add|replace|paste|put|todo|tbd|fixme|link here|image here|picture here|text here)\b[^[\]\r\n]{0,80}\](?![([:])/gi,
  /\[your\b[^[\]\r\n]{1,60}\](?![([:])/gi,
  /\b(?:your (?:text|title|content) (?:goes )?here|(?:text|content) goes here)\b/gi,
];

/** A template of a letter has several, and readers fill them in. */
const FEWEST_OF_A_TEMPLATE = 3;

export function placeholders(on: RuleContext): Problem[] {
  const blanks = matches(on, /\[\p{L}[^[\]\r\n]{1,60}\](?![([:])/gu).length;
  return PLACEHOLDERS.flatMap((pattern) =>
    matches(on, pattern)
      .filter(({ text }) => !text.startsWith("[") || blanks < FEWEST_OF_A_TEMPLATE || /^\[insert\b/i.test(text))
      .map(({ index, text }) =>
        problemIn(on, index, {
          rule: "placeholder",
          message: `“${text}” looks like a placeholder.`,
          hint: "Replace it by the text that belongs here, or remove it.",
        }),
      ),
  );
}

/** A post without a word, picture or embedded content. */
export function emptyText({ from, bodyStart, rendered }: RuleContext): Problem[] {
  const { words, pictures, html, verbatim } = rendered;
  if (words > 0 || pictures.length > 0 || verbatim.length > 0 || /<(?:iframe|video|audio|img)\b/.test(html)) return [];
  return [
    problemAt(from, placeAt(from, bodyStart), {
      rule: "placeholder",
      message: "This post has no text.",
      hint: "Write it below the second `---`, or set `draft: true` until it is written.",
    }),
  ];
}

/** Hosts and paths that only the author can open. */
const PRIVATE =
  /^(?:https?:)?\/\/(?:[^/@]*@)?(?:localhost|[\w-]+\.(?:localhost|local|internal|lan|test)|127(?:\.\d+){3}|0\.0\.0\.0|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[::1\])(?=[:/?#]|$)|^(?:https?:)?\/\/(?:staging|stage|deploy-preview-\d+)(?:[.-]|--)|^(?:https?:)?\/\/[^/]+\.(?:staging|stage)\.|[?&]preview=true\b|\/wp-admin\/|^localhost[:/]/i;

export function privateLinks({ from, rendered }: RuleContext): Problem[] {
  return [...rendered.links, ...rendered.pictures]
    .filter(({ target }) => PRIVATE.test(target))
    .map(({ target, place }) =>
      problemAt(from, place, {
        rule: "private-link",
        message: `\`${shortened(target, 80)}\` is an address that readers cannot open.`,
        hint: "Write the address of the published page.",
      }),
    );
}

/** Words that are right twice in a row: “had had”, “that that”, “very very”. */
const DOUBLES = new Set(
  `had that very really so no ha haha hey bye blah many much more long far well now there again over way big go wow knock
  yeah yes yada win new her is do you it out up in on who what hear cha bla etc etcetera please never too tick tock
  pom la na chop boo tut hip ho aye oh ah um uh`.split(/\s+/),
);

export function doubledWords(on: RuleContext): Problem[] {
  if (!/^en\b/i.test(on.language)) return [];
  return matches(
    on,
    /(?<![\p{L}\p{N}\p{M}'’._/&#@-])(\p{L}{1,30})(?:[ \t]+|[ \t]*\r?\n)\1(?![\p{L}\p{N}\p{M}'’_/-])/giu,
  )
    .filter(({ text, groups: [word = ""] }) => isSlip(text, word))
    .map(({ index, groups: [word = ""] }) =>
      problemIn(on, index, {
        rule: "doubled-word",
        message: `“${word}” stands here twice.`,
        hint: "Remove one of the two.",
      }),
    );
}

/** Whether the second word repeats the first: not a name such as “New New”, nor a single letter. */
function isSlip(text: string, word: string): boolean {
  const second = text.slice(-word.length);
  const isName = /^\p{Lu}/u.test(second) && second !== "I";
  return !DOUBLES.has(word.toLowerCase()) && (word.length > 1 || /^[aI]$/.test(word)) && !isName;
}
