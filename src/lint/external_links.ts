/**
 * Links to other sites. Checked only on request, each address once in a while; the result never blocks publishing.
 */

import type { Problem } from "../base/diagnostic.ts";
import { type Place, problemAt, type Source } from "../base/source.ts";
import { urlOf } from "../base/urls.ts";
import { proseLines } from "./syntax_rules.ts";

export interface ExternalLink {
  file: string;
  place: Place;
  /** The absolute address. */
  address: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'`\]\\]+/g;

/** The links of a text to other sites, except those in code. */
export function externalLinks(from: Source, bodyStart: number, roots: readonly string[]): ExternalLink[] {
  return proseLines(from, bodyStart).flatMap(({ line, text }) =>
    [...text.matchAll(ADDRESS)]
      .map((match) => ({ file: from.file, place: { line, column: match.index + 1 }, address: trimmed(match[0]) }))
      .filter(({ address }) => urlOf(address) !== undefined && !roots.some((root) => `${address}/`.startsWith(root))),
  );
}

/** Trims the punctuation of the sentence around it. Balanced brackets belong to an address. */
function trimmed(found: string): string {
  let end = 0;
  let open = 0;
  for (; end < found.length; end++) {
    if (found[end] === "(") open += 1;
    if (found[end] === ")") open -= 1;
    if (open < 0) break;
  }
  return found.slice(0, end).replace(/[.,;:!?*_]+$/, "");
}

/** An HTTP status, or why there was none. */
export type Answer = number | string;

/** Cached results. */
export type Answers = Readonly<Record<string, { answer: Answer; at: number }>>;

/** A good result is valid for a month; a bad one for an hour, since the site may be back. */
const GOOD_FOR_MS = 30 * 24 * 60 * 60 * 1000;
const BAD_FOR_MS = 24 * 60 * 60 * 1000;

/** Whether a cached result is still valid. */
export function isKnown(address: string, known: Answers, now: number): boolean {
  const found = known[address];
  if (found === undefined) return false;
  return now - found.at < (isDead(found.answer) ? BAD_FOR_MS : GOOD_FOR_MS);
}

/**
 * Statuses that say nothing about readers: many sites refuse bots (401, 403, 429, 999) or are down for a while (5xx).
 */
function isDead(answer: Answer): boolean {
  return answer === 404 || answer === 410 || answer === NO_SUCH_HOST;
}

export const NO_SUCH_HOST = "ENOTFOUND";

export function deadExternalLinks(links: readonly ExternalLink[], known: Answers): Problem[] {
  return links.flatMap(({ file, place, address }) => {
    const answer = known[address]?.answer;
    if (answer === undefined || !isDead(answer)) return [];
    return problemAt({ file }, place, {
      rule: "outside-link",
      message:
        answer === NO_SUCH_HOST ? `There is no site at \`${address}\`.` : `\`${address}\` does not exist (${answer}).`,
      hint: `Find its new address, or link to a copy: https://web.archive.org/web/${address}`,
    });
  });
}
