/**
 * Invisible characters that pasting brings along: zero-width characters, no-break spaces between ordinary words,
 * tracking parameters. Certain enough to fix automatically.
 */

import type { Edit } from "../../base/diagnostic.ts";
import type { RuleName } from "../../base/rules/rules.ts";
import { CALLOUT_KINDS } from "../../markdown/plugins/callouts.ts";

/** An edit and the rule that asks for it. */
export interface PastedEdit extends Edit {
  rule: RuleName;
}

/**
 * Zero-width spaces, byte order marks, control characters and the like. Not the joiners of Persian, Indic scripts and
 * emoji, nor the zero-width space between letters of scripts without spaces, where it allows a line break.
 */
const INVISIBLE =
  /(?<![\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}])(?:[\u200b\u2060\u180e\u3164\ufeff\ufffc]|[^\P{Cc}\t\r\n\u0080-\u009f])+/gu;
/** Changes of direction, which only texts in two directions need. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Spaces of another width between words of scripts that do not use them, and line ends of other programs. */
const OTHER_SPACES =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}][,.;:]?)[\u2000-\u200a\u205f\u3000]+ ?(?=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])|[\u2028\u2029]+/gu;
/** Several spaces of which one does not break: they came from a web page or a word processor. */
const RUNS = /(?<=\S)(?:\u00a0 *\u00a0[ \u00a0]*|\u00a0 +| +\u00a0[ \u00a0]*)(?=\S)/g;
const INDENTS = /(?<=^|[\r\n])\u00a0[ \u00a0]*(?=\S)/g;

/** A no-break space between two words. Before French punctuation and beside numbers it is intended. */
const STUCK = /(?<=[\p{Ll}\p{Lu}]{2}[,.]?)\u00a0(?=[\p{Ll}\p{Lu}]{2})/gu;
/** At the end of a line it does nothing. */
const TRAILING = /(?<!\u00a0)\u00a0+(?=[ \t]*(?:\r?\n|$))/g;

/** Longer than any real address. Searching further would be slow in texts with many addresses. */
const TRACKED = /https?:\/\/[^\s<>"'()[\]]{1,2000}[?&](?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=[^\s<>"'()[\]]*/g;
const TRACKER = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=/;

/** A quick test for the many texts without any. */
const SUSPECT =
  /[\u00a0\u061c\u180e\u2000-\u200b\u200e\u200f\u2028-\u202e\u205f-\u2069\u3000\u3164\ufeff\ufffc]|[^\P{Cc}\t\r\n\u0080-\u009f]|[?&](?:utm_|fbclid=|gclid=|mc_[ce]id=|igshid=)|safelinks|\/url\?|\]\([^)\r\n]{0,200} |\\\[[! xX]/u;

/** Addresses of mail programs and searches that lead on to the page. */
const WRAPPED =
  /https:\/\/(?:[\w.]+\.safelinks\.protection\.outlook\.com\/|(?:www\.)?google\.\w+\/url)\?(?:[^\s<>"'()[\]]*&)?(?:url|q)=(https?(?::|%3a)[^\s<>"'()[\]&]+)[^\s<>"'()[\]]*/gi;

/** A link or picture whose address has a space, which makes text of it. */
const SPACED =
  /(?<=\]\()(?:https?:\/\/|\/)[^\s()<>"“”]{0,500}(?: [^\s()<>"“”]{1,200}| ?\([^\s()<>]{0,100}\)(?=[^()\r\n]{0,200}\))){1,30}(?:\.\w{2,5})?(?=\))/g;

/** Curly quotation marks around the title of a link. */
const CURLY_TITLE = /(?<=\]\([^\s()]+[ \t]+)[“”„‘«]([^"“”„‘’«»()\r\n]{1,200})[“”’»](?=\))/g;

/** Backslashes that the rich text of a CMS puts before the marks of callouts and tasks. */
const ESCAPED = new RegExp(
  String.raw`(?<=^[ \t>]*>[ \t]*)\\\[!(?:${CALLOUT_KINDS.join("|")})\\?\]|(?<=^[ \t>]*[-*+][ \t]+)\\\[[ xX]\\?\](?=[ \t])`,
  "gim",
);

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
      ...(RIGHT_TO_LEFT.test(text) ? [] : replaced("invisible-character", DIRECTIONS, () => "")),
      ...replaced("invisible-character", OTHER_SPACES, () => " "),
      ...replaced("invisible-character", RUNS, () => " "),
      ...replaced("invisible-character", INDENTS, () => ""),
      ...replaced("invisible-character", STUCK, () => " "),
      ...replaced("invisible-character", TRAILING, () => ""),
      ...replaced("tracking-link", TRACKED, withoutTrackers),
      ...replaced("tracking-link", WRAPPED, unwrapped),
      ...replaced("mistyped-markup", SPACED, withoutSpaces),
      ...replaced("mistyped-markup", CURLY_TITLE, (title) => `"${title.slice(1, -1)}"`),
      ...replaced("stray-escape", ESCAPED, (mark) => mark.replaceAll("\\", "")),
      ...own,
    ]
      .sort((a, b) => a.start - b.start)
      // An address may need two edits; the second is found in the next round.
      .filter(({ start }, index, all) => start >= (all[index - 1]?.end ?? 0))
  );
}

function unwrapped(address: string): string {
  const { searchParams } = new URL(address);
  return searchParams.get("url") ?? searchParams.get("q") ?? address;
}

function withoutSpaces(address: string): string {
  return address.replaceAll(" ", "%20").replaceAll("(", "%28").replaceAll(")", "%29");
}

/** The other parts of the address stay as written. */
function withoutTrackers(address: string): string {
  const [, page = "", query = "", fragment = ""] = /^([^?]*)\?([^#]*)(.*)$/s.exec(address) ?? [];
  const kept = query.split("&").filter((part) => !TRACKER.test(part));
  return `${page}${kept.length === 0 ? "" : `?${kept.join("&")}`}${fragment}`;
}
