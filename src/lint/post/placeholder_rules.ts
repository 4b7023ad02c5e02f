/**
 * Rules about leftovers: placeholders, links to private addresses, doubled words.
 */

import type { Problem } from "../../base/diagnostic.ts";
import { type Place, placeAt, problemAt } from "../../base/source.ts";
import { shortened } from "../../base/text.ts";
import type { RuleContext, TextContext } from "../rule_context.ts";
import { matches, problemIn } from "./prose.ts";

/** Fields in which a template or a CMS left what it begins with. */
const OF_FIELDS =
  /^(?:untitled(?: (?:post|document))?|new (?:blog )?post|test(?:ing)?(?: post| title| \d+)?|(?:my |post |blog )?title(?: here)?|description(?: here)?|todo|tbd|tk|asdf+|x{2,}|\.{2,}|\?+)[.!…]*$|\blorem ipsum\b|^(?:add|write|insert|enter|put|type) (?:a|an|your|the|some) (?:short |meta |brief )?(?:title|description|summary|excerpt|text)\b|^(?:TODO|TBD|FIXME)\b/i;

export function placeholderFields({ from, post }: RuleContext): Problem[] {
  const { title, description, metaTitle, metaDescription, thumbnailAlt } = post;
  const fields = {
    title,
    description,
    meta_title: metaTitle,
    meta_description: metaDescription,
    thumbnail_alt: thumbnailAlt,
  };
  return Object.entries(fields).flatMap(([field, text = ""]) =>
    OF_FIELDS.test(text.trim())
      ? problemAt(from, post.places[field] ?? { line: 1, column: 1 }, {
          rule: "placeholder",
          message: `\`${field}\` is a placeholder: “${shortened(text, 60)}”.`,
          hint: "Write what belongs here, or set `draft: true` until you know.",
        })
      : [],
  );
}

const PLACEHOLDERS: readonly RegExp[] = [
  /\blorem ipsum\b/gi,
  /(?<![\w-])(?:TODO|TBD|FIXME|TKTK)(?=[ \t]*(?:[:\])*_—–]|$)|[ \t]+(?:add|write|insert|check|fix|link|image|picture|replace|update)\b)/gm,
  /\[(?:insert|add|replace|paste|put|todo|tbd|fixme|link here|image here|picture here|text here)\b[^[\]\r\n]{0,80}\](?![([:])/gi,
  /\[your\b[^[\]\r\n]{1,60}\](?![([:])/gi,
  /\[(?:link|url|image|picture|photo|screenshot|source|citation needed|citation|name|date|company(?: name)?|title|text|description)\](?![([:])/gi,
  /(?<![\w-])(?:XXX+|TK TK|\?{4,})(?![\w-])/g,
  /\b(?:click|tap) (?:here )?to (?:edit|add|enter) (?:text|title|content)\b/gi,
  /\b(?:your (?:text|title|content) (?:goes )?here|(?:text|content) goes here)\b/gi,
];

/** What an assistant says beside the text that it was asked for. */
const ANSWER =
  /^(?:as an AI (?:language )?model\b|(?:certainly|sure(?: thing)?|of course|absolutely)[!,.] (?:here(?:['’]s| is| are)|below is)\b[^.:\r\n]{0,60}\b(?:post|article|version|draft|outline|text|summary|description)s?\b|here(?:['’]s| is) (?:a|the|your) (?:revised|rewritten|polished|updated|draft) (?:version|blog post|post|article)\b)|\bregenerate response\b|\[(?:continue|end of) (?:generating|response|article|post)[^\]\r\n]{0,20}\]/gim;

/** A template of a letter has several, and readers fill them in. */
const FEWEST_OF_A_TEMPLATE = 3;

export function placeholders(on: TextContext): Problem[] {
  const blanks = matches(on, /\[\p{L}[^[\]\r\n]{1,60}\](?![([:])/gu).length;
  const answers = matches(on, ANSWER).map(({ index, text }) =>
    problemIn(on, index, {
      rule: "placeholder",
      message: `“${text}” looks like the answer of an assistant, pasted with the text.`,
      hint: "Remove what is not for readers.",
    }),
  );
  const blank = PLACEHOLDERS.flatMap((pattern) =>
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
  return [...blank, ...answers];
}

/** A post without a word, picture or embedded content. */
export function emptyText({ from, bodyStart, rendered }: TextContext): Problem[] {
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
  /^(?:https?:)?\/\/(?:[^/@]*@)?(?:localhost|[\w-]+\.(?:localhost|local|internal|lan|test)|127(?:\.\d+){3}|0\.0\.0\.0|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[::1\])(?=[:/?#]|$)|^(?:https?:)?\/\/(?:staging|stage|deploy-preview-\d+)(?:[.-]|--)|^(?:https?:)?\/\/[^/]+\.(?:staging|stage)\.|[?&]preview=true\b|\/wp-admin\/|^(?:https?:)?\/\/[\w-]+(?=[:/?#]|$)|^localhost[:/]|^file:|^[a-z]:[\\/]|^\/(?:Users|home)\/[^/]+\/(?:Desktop|Documents|Downloads|Pictures)\//i;

/** Addresses in the text itself; those with numbers do not become links. */
const BARE = /(?<![\w(<"'=/])https?:\/\/[^\s<>()[\]"']+/g;

export function privateLinks(on: TextContext): Problem[] {
  const { from, rendered } = on;
  const linked = [...rendered.links, ...rendered.pictures];
  const isLinked = ({ line, column }: Place): boolean =>
    linked.some(({ place }) => place.line === line && place.column === column);
  const bare = matches(on, BARE)
    .map(({ index, text }) => ({ target: text, place: placeAt(from, index) }))
    .filter(({ place }) => !isLinked(place));
  return [...linked, ...bare]
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

export function doubledWords(on: TextContext): Problem[] {
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
