/**
 * Rules about front matter.
 */

import { DateTime } from "luxon";
import type { Problem } from "../base/diagnostic.ts";
import { type Finding, type Place, problemAt } from "../base/source.ts";
import { shortened } from "../base/text.ts";
import type { RuleContext } from "./rule_context.ts";

/** Google shows about 600 pixels of a title, some sixty characters. Lists show a little more. */
const LONGEST_TITLE = 75;
/** Search engines show descriptions of this length, and make up their own for shorter ones. */
const SHORTEST_DESCRIPTION = 50;
const LONGEST_DESCRIPTION = 200;

function on({ post, from }: RuleContext, field: string, finding: Finding): Problem {
  const place: Place = post.places[field] ?? { line: 1, column: 1 };
  return problemAt(from, place, finding);
}

export function titleLength(advised: RuleContext): Problem[] {
  const { title, metaTitle } = advised.post;
  const shown = metaTitle ?? title;
  if (lengthOf(shown) <= LONGEST_TITLE) return [];
  return [
    on(advised, metaTitle === undefined ? "title" : "meta_title", {
      rule: "title-length",
      message: `The title has ${lengthOf(shown)} characters; search engines cut it after about 60.`,
      hint: `Shorten it to ${LONGEST_TITLE} at most, or add a shorter \`meta_title\`.`,
    }),
  ];
}

/** The field with the description that search engines show, and its text. */
function descriptionOf({ post }: RuleContext): { field: string; text: string } | undefined {
  const { description, metaDescription } = post;
  if (metaDescription !== undefined) return { field: "meta_description", text: metaDescription };
  return description === undefined ? undefined : { field: "description", text: description };
}

export function descriptionLength(advised: RuleContext): Problem[] {
  const found = descriptionOf(advised);
  const length = found === undefined ? SHORTEST_DESCRIPTION : lengthOf(found.text);
  if (found === undefined || (length >= SHORTEST_DESCRIPTION && length <= LONGEST_DESCRIPTION)) return [];
  return [
    on(advised, found.field, {
      rule: "description-length",
      message: `The description has ${length} characters.`,
      hint:
        length < SHORTEST_DESCRIPTION
          ? `Say in ${SHORTEST_DESCRIPTION} characters or more what a reader will learn.`
          : "Say what matters in the first 150 characters; search engines cut the rest.",
    }),
  ];
}

/** Too few significant words to judge by. */
const WORDS_TO_JUDGE_BY = 5;
/** A text of fewer words says little more than its description, so that one word in common is enough. */
const SHORT_TEXT = 60;
/** Even a description of another text shares some words. */
const SHARE_BY_CHANCE = 1 / 3;

export function offTopicDescription(advised: RuleContext): Problem[] {
  const { post, rendered } = advised;
  const share = rendered.words < SHORT_TEXT ? 0 : SHARE_BY_CHANCE;
  const fields = unlike({ description: post.description, meta_description: post.metaDescription });
  return Object.entries(fields).flatMap(([field, description]) => {
    const words = new Set(stems(description));
    if (words.size < WORDS_TO_JUDGE_BY || isAbout(`${post.title} ${rendered.text}`, words, share)) return [];
    return on(advised, field, {
      rule: "off-topic-description",
      message: "The description has hardly any words in common with the post.",
      hint: "Is it the description of another text? Write in a sentence or two what this one is about.",
    });
  });
}

/** Whether a text contains more of some words than by chance. Usually its first paragraphs do. */
function isAbout(text: string, words: ReadonlySet<string>, share: number): boolean {
  const shared = new Set<string>();
  for (const stem of stems(text)) {
    if (words.has(stem) && shared.add(stem).size / words.size > share) return true;
  }
  return false;
}

/** Markdown emphasis, code, links and headings, HTML tags and entities. Not the underscores of `__init__`, nor `List<String>`. */
const MARKUP =
  /(?<!\S)(\*\*|__)(?=\S)[^*_]*\1(?!\w)|(?<![\w*])\*(?=[^\s*])[^*]{0,200}[^\s*]\*(?![\w*])|`[^`]{1,200}`|^#{1,6} |\]\([^)\s]{1,2000}\)|<\/?(?:a|b|br|em|h[1-6]|i|p|span|strong|u)\b[^>]{0,2000}>|&(?:amp|nbsp|quot|lt|gt|#\d+);/i;

/** A value that stands between curly quotation marks as a whole. */
const QUOTED = /^(?:“[^“”]*”|„[^„“”]*[“”]|‘[^‘]*’|«[^«»]*»)$/;

/** The fields that have a text, without those that repeat one before. */
function unlike(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const seen = new Set<string>();
  const kept = Object.entries(fields).flatMap(([field, text = ""]): [string, string][] => {
    if (text === "" || seen.has(text)) return [];
    seen.add(text);
    return [[field, text]];
  });
  return Object.fromEntries(kept);
}

export function markupInFields(advised: RuleContext): Problem[] {
  const { title, description, metaTitle, metaDescription } = advised.post;
  const fields = { title, description, meta_title: metaTitle, meta_description: metaDescription };
  return Object.entries(unlike(fields)).flatMap(([field, text]) => {
    const [found] = MARKUP.exec(text) ?? [];
    if (found === undefined && QUOTED.test(text)) {
      return on(advised, field, {
        rule: "markup-in-field",
        message: `Curly quotation marks stand around \`${field}\`, and readers see them.`,
        hint: "Remove them, or write straight ones, which YAML takes away.",
      });
    }
    if (found === undefined || /^__\w+__$/.test(found)) return [];
    return on(advised, field, {
      rule: "markup-in-field",
      message: `\`${field}\` holds \`${shortened(found, 60)}\`, which readers would see as typed.`,
      hint: "Write plain text.",
    });
  });
}

export function dateInName(advised: RuleContext): Problem[] {
  const { post, timezone } = advised;
  const named = /^(\d{4}-\d{2}-\d{2})(?=\D|$)/.exec(post.name)?.[1];
  if (named === undefined || !DateTime.fromISO(named).isValid) return [];
  // A post near midnight has two dates, and either is fine.
  const dates = [timezone, "utc"].map((zone) => DateTime.fromMillis(post.date, { zone }).toISODate());
  if (dates.includes(named)) return [];
  return [
    on(advised, "date", {
      rule: "date-in-name",
      message: `The file's name says ${named}, the field \`date\` says ${dates[0]}.`,
      hint: "Readers see the date of the field. Correct the one that is wrong.",
    }),
  ];
}

export function expiresBeforeDate(advised: RuleContext): Problem[] {
  const { date, expires } = advised.post;
  if (expires === undefined || expires > date) return [];
  return [
    on(advised, "expires", {
      rule: "expires-before-date",
      message: "`expires` is not after `date`, so the post is never shown.",
      hint: "Correct the one that is wrong, or remove `expires`.",
    }),
  ];
}

/** Nobody schedules a post so many years ahead. */
const FARTHEST_YEARS = 5;

export function distantDate(advised: RuleContext): Problem[] {
  const { post, now } = advised;
  const years = DateTime.fromMillis(post.date).diff(DateTime.fromMillis(now), "years").years;
  if (years <= FARTHEST_YEARS) return [];
  return [
    on(advised, "date", {
      rule: "distant-date",
      message: `The post is dated ${Math.floor(years)} years from now.`,
      hint: "Correct the year, or set `draft: true` until the post should be shown.",
    }),
  ];
}

export function updatedBeforeDate(advised: RuleContext): Problem[] {
  const { post, timezone } = advised;
  const { date, updated } = post;
  if (updated === undefined || updated >= date) return [];
  const [day, dayOfUpdate] = [date, updated].map((time) => DateTime.fromMillis(time, { zone: timezone }).toISODate());
  if (day === dayOfUpdate) return [];
  return [
    on(advised, "updated", {
      rule: "updated-before-date",
      message: `\`updated\` (${dayOfUpdate}) is before \`date\` (${day}).`,
      hint: "Correct the one that is wrong, or remove `updated`.",
    }),
  ];
}

/** Length in characters as people count them. */
function lengthOf(text: string): number {
  return [...text].length;
}

/**
 * Significant words, by which two texts can be compared.
 */

/** Words too common to compare by. Shorter ones are skipped by length. */
const COMMON = new Set(
  `about above after again also another around because been before being between both cannot could does doing down
  during each ever every everything from further gain have having help here improve into itself just know learn like
  long look made make many more most much must need never only other others over people same should some still such
  take than that their them then there these they thing things this those through under understand until very want well
  were what when where which while will with within without would your yours using used uses good great best better
  first your article blog post discover explore guide read ensure provide provides including include includes`.split(
    /\s+/,
  ),
);

const SHORTEST = 4;
/** A crude stem: `mentor`, `mentors` and `mentoring` share their beginning. */
const STEM = 5;

/** The stems of a text's significant words, in order. */
export function* stems(text: string): Generator<string> {
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (word.length >= SHORTEST && !COMMON.has(word)) yield word.slice(0, STEM);
  }
}
