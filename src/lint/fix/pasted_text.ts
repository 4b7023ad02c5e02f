/**
 * What comes along when a text is pasted and nobody sees: characters without width, spaces that do not break where
 * they should, and the marks by which other sites follow a reader. Certain enough to be put right.
 */

import type { Edit } from "../../base/diagnostic.ts";
import type { RuleName } from "../../base/rules/rules.ts";

/** An edit, and what it puts right. */
export interface PastedEdit extends Edit {
  rule: RuleName;
}

/**
 * Zero-width space, word joiner, byte order mark. Not the joiners of Persian, Indic scripts and emoji; and not the
 * zero-width space between letters of scripts that are written without spaces, where it says where a line may break.
 */
const INVISIBLE = /(?<![\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}])[\u200b\u2060\ufeff]+/gu;

/** A space that does not break, between two words: before French punctuation and beside numbers it is meant. */
const STUCK = /(?<=[\p{Ll}\p{Lu}]{2}[,.]?)\u00a0(?=[\p{Ll}\p{Lu}]{2})/gu;
/** At the end of a line it is nothing at all. */
const TRAILING = /(?<!\u00a0)\u00a0+(?=[ \t]*(?:\r?\n|$))/g;

/** No address that a person follows is longer; to look further for marks would take long where there are many addresses. */
const TRACKED = /https?:\/\/[^\s<>"'()[\]]{1,2000}[?&](?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=[^\s<>"'()[\]]*/g;
const TRACKER = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=/;

/** A quick answer for the many texts that hold nothing of the kind. */
const SUSPECT = /[\u00a0\u200b\u2060\ufeff]|[?&](?:utm_|fbclid=|gclid=|mc_[ce]id=|igshid=)/;

/** Folders of the site that hold nothing but the blog; the rest of its host may be somebody else's. */
const OWN_FOLDERS = "(?:blog|tags|authors|series|archive)/";

/** Links to pages of the blog by its full address: they would leave a preview, and outlive a move to another host. */
function ownAddresses(text: string, roots: readonly string[]): PastedEdit[] {
  if (!roots.some((root) => text.includes(root))) return [];
  const root = roots.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<=\\]\\(<?|\\bhref=["'])(?:${root})(?<path>${OWN_FOLDERS}[^\\s)>"']*)`, "g");
  return [...text.matchAll(pattern)].map(({ 0: { length }, index, groups }) => ({
    rule: "own-address",
    start: index,
    end: index + length,
    text: `/${groups?.path ?? ""}`,
  }));
}

/**
 * The edits that a text needs, in its order.
 *
 * @param roots how addresses of the site begin
 */
export function pastedEdits(text: string, roots: readonly string[]): PastedEdit[] {
  const replaced = (rule: RuleName, pattern: RegExp, by: (found: string) => string): PastedEdit[] =>
    [...text.matchAll(pattern)].map((match) => ({
      rule,
      start: match.index,
      end: match.index + match[0].length,
      text: by(match[0]),
    }));
  const own = ownAddresses(text, roots);
  if (!SUSPECT.test(text)) return own;
  return (
    [
      ...replaced("invisible-character", INVISIBLE, () => ""),
      ...replaced("invisible-character", STUCK, () => " "),
      ...replaced("invisible-character", TRAILING, () => ""),
      ...replaced("tracking-link", TRACKED, withoutTrackers),
      ...own,
    ]
      .sort((a, b) => a.start - b.start)
      // Two things may be wrong with one address; the second is found in the next round.
      .filter(({ start }, index, all) => start >= (all[index - 1]?.end ?? 0))
  );
}

/** The other parts of the address stay as they are written. */
function withoutTrackers(address: string): string {
  const [, page = "", query = "", fragment = ""] = /^([^?]*)\?([^#]*)(.*)$/s.exec(address) ?? [];
  const kept = query.split("&").filter((part) => !TRACKER.test(part));
  return `${page}${kept.length === 0 ? "" : `?${kept.join("&")}`}${fragment}`;
}
