/**
 * Rules about characters that are not what they seem: entities as text, letters of another script, lost characters.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { placeAt, problemAt } from "../../base/source.ts";
import { characterName } from "../../base/text.ts";
import type { TextContext } from "../rule_context.ts";
import { matches, problemIn } from "./prose.ts";

const NAMES = "nbsp|amp|lt|gt|quot|apos|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip|copy|trade|euro|shy";

const ENTITIES: readonly [pattern: RegExp, message: (text: string) => string, hint: string][] = [
  [
    new RegExp(String.raw`(?<![?&=;])&(?:${NAMES})(?![\w;=])`, "g"),
    (text) => `\`${text}\` lacks its semicolon, so readers see it as typed.`,
    "Write the character itself, or end it with `;`.",
  ],
  [
    new RegExp(String.raw`&amp;(?:${NAMES}|#\d{2,6}|#x[\da-f]{2,5});`, "gi"),
    (text) => `\`${text}\` was escaped twice, so readers see \`${text.replace("&amp;", "&")}\`.`,
    "Write the character itself.",
  ],
  [
    /&lt;(a|abbr|b|i|em|strong|p|div|span|h[1-6]|ul|ol|li|u)\b(?:(?!&gt;)[^\r\n]){0,300}&gt;(?:(?!&lt;)[^\r\n]){0,300}&lt;\/\1&gt;/gi,
    () => "This markup was escaped, so readers see the tags.",
    "Write it as Markdown, such as `**bold**`, or put it in backticks if readers should see it.",
  ],
];

export function textEntities(on: TextContext): Problem[] {
  return ENTITIES.flatMap(([pattern, message, hint]) =>
    matches(on, pattern).map(({ index, text }) =>
      problemIn(on, index, { rule: "html-entity", message: message(text), hint }),
    ),
  );
}

/** Cyrillic letters that look like Latin ones. */
const ALIKE = /^[аеорсухіјѕһԁАВЕЅІЈКМНОРСТУХ]+$/u;

/** Words of Latin letters with a few of another script between them, as in disguised links. */
export function lookAlikes(on: TextContext): Problem[] {
  if (!/\p{Script=Cyrillic}/u.test(on.from.text)) return [];
  return matches(on, /\p{L}+/gu).flatMap(({ index, text }) => {
    const others = text.replace(/\P{Script=Cyrillic}/gu, "");
    const latin = text.replace(/\P{Script=Latin}/gu, "").length;
    if (others === "" || latin <= others.length || !ALIKE.test(others)) return [];
    return problemIn(on, index, {
      rule: "look-alike-letter",
      message: `“${text}” has a Cyrillic letter that looks like a Latin one.`,
      hint: "Type the word again: searches do not find it.",
    });
  });
}

/** Soft hyphens may be meant, so nothing removes them. */
export function softHyphens({ from, rendered }: TextContext): Problem[] {
  if (!from.text.includes("\u00ad")) return [];
  const isCode = (offset: number): boolean => rendered.verbatim.some(([start, end]) => offset >= start && offset < end);
  const lines = new Map<number, Problem>();
  for (const { index } of from.text.matchAll(/\u00ad/g)) {
    const place = placeAt(from, index);
    if (isCode(index) || lines.has(place.line)) continue;
    lines.set(
      place.line,
      problemAt(from, place, {
        rule: "invisible-character",
        message: `There is an invisible character here: ${characterName("\u00ad")}.`,
        hint: "Remove it, unless a long word should break there.",
      }),
    );
  }
  return [...lines.values()];
}

/** What stands for a character that could not be read. */
export function lostCharacters(on: TextContext): Problem[] {
  return matches(on, /[^\s\ufffd]{0,100}\ufffd\S{0,100}/g).map(({ index, text }) =>
    problemIn(on, index, {
      rule: "mojibake",
      message: `A character of “${text}” was lost.`,
      hint: "Write it again where the `\ufffd` is.",
    }),
  );
}
