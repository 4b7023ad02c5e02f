/**
 * Rules about marks within a line that begin and never end: emphasis, code spans and links.
 */

import type { Problem } from "../../base/diagnostic.ts";
import type { RuleName } from "../../base/rules/rules.ts";
import { shortened } from "../../base/text.ts";
import type { TextContext } from "../rule_context.ts";
import { blocksOf, matches, problemIn } from "./prose.ts";

interface Mark {
  mark: string;
  name: string;
  rule: RuleName;
  opens: RegExp;
  closes: RegExp;
}

const MARKS: readonly Mark[] = [
  {
    mark: "__",
    name: "bold text",
    rule: "unclosed-emphasis",
    opens: /(?<![\w\\_])__(?=[\p{L}\p{N}])/gu,
    closes: /(?<=[^\s_])__(?!_)/g,
  },
  {
    mark: "~~",
    name: "struck text",
    rule: "unclosed-emphasis",
    opens: /(?<![~\\\w])~~(?=[^\s~])/g,
    closes: /(?<=[^\s~])~~(?!~)/g,
  },
  {
    mark: "*",
    name: "italic text",
    rule: "unclosed-emphasis",
    // An asterisk at the beginning of a block is a footnote of its own.
    opens: /(?<=[\p{L}\p{N},;:.)][ \t])\*(?=[\p{L}"“‘(])(?!(?:nix|args|kwargs)\b)/gu,
    closes: /(?<=[^\s*])\*(?!\*)|\*\*/g,
  },
  {
    mark: "`",
    name: "code",
    rule: "unclosed-code",
    opens: /(?<=^|[\s("“])`(?=[\p{L}\p{N}])/gmu,
    closes: /(?<=[^\s`\\])`(?!`)/g,
  },
  {
    mark: "``",
    name: "code",
    rule: "unclosed-code",
    opens: /(?<=^|[\s("“])``(?!`)(?=[\p{L}\p{N}])/gmu,
    closes: /(?<!`)``(?!`)/g,
  },
];

/** `***x**` and `**x***`, unless another asterisk closes the rest. */
const UNEVEN =
  /(?<![*\\])(?:\*{3}(?=[^\s*])[^*\r\n]{0,200}[^\s*]\*\*(?!\*)(?![^*\r\n]*\*)|(?<!\*[^*\r\n]*)\*\*(?=[^\s*])[^*\r\n]{0,200}[^\s*]\*{3}(?!\*))/g;

/** Emphasis that opens with three asterisks and closes with two, or the other way round. */
export function unevenMarks(on: TextContext): Problem[] {
  return matches(on, UNEVEN).map(({ index, text }) =>
    problemIn(on, index, {
      rule: "unclosed-emphasis",
      message: `“${shortened(text, 60)}” begins and ends with different numbers of asterisks.`,
      hint: `Write \`**${shortened(text.replace(/^\*+|\*+$/g, ""), 40)}**\`.`,
    }),
  );
}

/** Emphasis and code within a line that is opened and never closed in its paragraph. */
export function unclosedMarks(on: TextContext): Problem[] {
  return blocksOf(on).flatMap(({ start, text }) =>
    MARKS.flatMap(({ mark, name, rule, opens, closes }) => {
      if (!text.includes(mark) || /^\s*(?:\||\[[^\]]*\]:)/.test(text)) return [];
      const first = [...text.matchAll(opens)].find(({ index }) => {
        closes.lastIndex = index + mark.length;
        return closes.exec(text) === null;
      });
      if (first === undefined) return [];
      const words = shortened(
        text
          .slice(first.index + mark.length)
          .split(/[\r\n]/, 1)[0]
          ?.trim() ?? "",
        40,
      );
      return problemIn(on, start + first.index, {
        rule,
        message: `The ${name} that begins at “${words}” is never closed.`,
        hint: `Write ${mark === "`" ? "a backtick" : mark === "``" ? "two backticks" : `\`${mark}\``} where it ends, or \`\\${mark.charAt(0)}\` for the character itself.`,
      });
    }),
  );
}

/** How an address begins. Without one, round brackets after square ones may be words. */
const ADDRESS = String.raw`(?:https?:\/\/|www\.|mailto:|\/[\w-]|#[\w-])`;
const UNCLOSED_LINK = new RegExp(
  String.raw`!?\[([^[\]\r\n]{1,300})\]\((${ADDRESS}[^()\s<>]*)(?=\s|$)(?![ \t]+["'“‘(])`,
  "gim",
);
const UNCLOSED_TEXT = new RegExp(String.raw`\[([^[\]()\r\n]{1,100})\((${ADDRESS}[^()\s]*)\)(?![\])])`, "gi");

/** Links that lack one of their brackets, or have a space in their address. */
export function unclosedLinks(on: TextContext): Problem[] {
  const mistyped = (index: number, message: string, hint: string): Problem =>
    problemIn(on, index, { rule: "mistyped-markup", message, hint });
  const unclosed = matches(on, UNCLOSED_LINK).flatMap(({ index, text, groups: [words = "", address = ""] }) => {
    const rest = on.from.text.slice(index + text.length).split(/[\r\n]/, 1)[0] ?? "";
    // With a bracket further on, the address has a space, which is repaired.
    if (/^[^()]*\)/.test(rest)) return [];
    return mistyped(
      index,
      "This link lacks the round bracket at its end.",
      `Write \`[${shortened(words, 40)}](${address})\`.`,
    );
  });
  const texts = matches(on, UNCLOSED_TEXT).map(({ index, groups: [words = "", address = ""] }) =>
    mistyped(
      index,
      "This link lacks the square bracket after its text.",
      `Write \`[${shortened(words, 40)}](${address})\`.`,
    ),
  );
  const unopened = blocksOf(on).flatMap(({ start, text }) =>
    unopenedLinks(text).map((at) =>
      mistyped(
        start + at,
        "This link lacks the square bracket before its text.",
        "Write `[` where the text of the link begins.",
      ),
    ),
  );
  const angled = matches(on, /!?\[([^[\]\r\n]{1,300})\]\(<([^<>\s]{1,500})(?![^<>\r\n]*>)/g).map(
    ({ index, groups: [words = "", address = ""] }) =>
      mistyped(
        index,
        "The address of this link lacks the `>` at its end.",
        `Write \`[${shortened(words, 40)}](<${address.replace(/\)$/, "")}>)\`.`,
      ),
  );
  const apart = matches(
    on,
    /(?:^[ \t]{0,3}|(?<=\s))![ \t]+\[[^[\]\r\n]{0,300}\]\([^()\s]{1,500}\.(?:avif|gif|jpe?g|png|svg|webp)\)/gim,
  ).map(({ index, text }) =>
    mistyped(
      index + text.search(/\S/),
      "A space after the exclamation mark makes a link of this picture.",
      `Write \`![\` without a space between.`,
    ),
  );
  return [...unclosed, ...texts, ...unopened, ...angled, ...apart];
}

/** The offsets of `](https://…)` before which no bracket is open. */
function unopenedLinks(text: string): number[] {
  if (!text.includes("](")) return [];
  let open = 0;
  const found: number[] = [];
  for (const { index, 0: char } of text.matchAll(/\\.|[[\]]/g)) {
    if (char === "[") open += 1;
    else if (char === "]" && open > 0) open -= 1;
    else if (char === "]" && /^\]\((?:https?:|\/)/.test(text.slice(index, index + 10))) found.push(index);
  }
  return found;
}
