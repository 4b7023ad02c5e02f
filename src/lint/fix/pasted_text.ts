/**
 * Invisible characters that pasting brings along: zero-width characters, no-break spaces between ordinary words,
 * tracking parameters. Certain enough to fix automatically.
 */

import type { Edit } from "../../base/diagnostic.ts";
import type { RuleName } from "../../base/rules/rules.ts";

/** An edit and the rule that asks for it. */
export interface PastedEdit extends Edit {
  rule: RuleName;
}

/**
 * Zero-width space, word joiner, byte order mark. Not the joiners of Persian, Indic scripts and emoji, nor the
 * zero-width space between letters of scripts without spaces, where it allows a line break.
 */
const INVISIBLE = /(?<![\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}])[\u200b\u2060\ufeff]+/gu;

/** A no-break space between two words. Before French punctuation and beside numbers it is meant. */
const STUCK = /(?<=[\p{Ll}\p{Lu}]{2}[,.]?)\u00a0(?=[\p{Ll}\p{Lu}]{2})/gu;
/** At the end of a line it does nothing. */
const TRAILING = /(?<!\u00a0)\u00a0+(?=[ \t]*(?:\r?\n|$))/g;

/** Longer than any real address. Searching further would be slow in texts with many addresses. */
const TRACKED = /https?:\/\/[^\s<>"'()[\]]{1,2000}[?&](?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=[^\s<>"'()[\]]*/g;
const TRACKER = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=/;

/** A quick test for the many texts without any. */
const SUSPECT = /[\u00a0\u200b\u2060\ufeff]|[?&](?:utm_|fbclid=|gclid=|mc_[ce]id=|igshid=)/;

/** Folders of the site that belong to the blog alone; the rest of the host may belong to others. */
const OWN_FOLDERS = "(?:blog|tags|authors|series|archive)/";

/** Absolute links to the blog itself: they lead out of a preview, and break when the blog moves to another host. */
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
 * The edits for a text, in order.
 *
 * @param roots how absolute addresses of the site begin
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
      // An address may need two edits; the second is found in the next round.
      .filter(({ start }, index, all) => start >= (all[index - 1]?.end ?? 0))
  );
}

/** The other parts of the address stay as written. */
function withoutTrackers(address: string): string {
  const [, page = "", query = "", fragment = ""] = /^([^?]*)\?([^#]*)(.*)$/s.exec(address) ?? [];
  const kept = query.split("&").filter((part) => !TRACKER.test(part));
  return `${page}${kept.length === 0 ? "" : `?${kept.join("&")}`}${fragment}`;
}
