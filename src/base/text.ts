/** Truncates a text at a word to a length in UTF-16 code units, with an ellipsis. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > 0 ? end : length - 1).replace(/[\s,;:.–—\ud800-\udbff-]+$/u, "")}…`;
}

/** Copies a string. V8 implements a substring as a view that keeps the whole string in memory. */
export function detachedCopy(text: string): string {
  return Buffer.from(text).toString();
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Most control characters and lone surrogates: they are invisible, and XML 1.0 cannot contain them even when escaped. */
const INVISIBLE = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu;

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** Names of characters that nobody sees. */
const NAMES: Readonly<Record<string, string>> = {
  "\u00a0": "no-break space",
  "\u00ad": "soft hyphen",
  "\u061c": "Arabic letter mark",
  "\u115f": "Hangul filler",
  "\u180e": "Mongolian vowel separator",
  "\u200b": "zero-width space",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u2028": "line separator",
  "\u2029": "paragraph separator",
  "\u202a": "left-to-right embedding",
  "\u202b": "right-to-left embedding",
  "\u202c": "end of a change of direction",
  "\u202d": "left-to-right override",
  "\u202e": "right-to-left override",
  "\u2060": "word joiner",
  "\u2066": "left-to-right isolate",
  "\u2067": "right-to-left isolate",
  "\u2068": "first strong isolate",
  "\u2069": "end of an isolate",
  "\u3000": "ideographic space",
  "\u3164": "Hangul filler",
  "\ufeff": "byte order mark",
  "\ufffc": "mark of a missing object",
};

/** As in “zero-width space (U+200B)”. */
export function characterName(char: string): string {
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const name =
    NAMES[char] ?? (/\p{Zs}/u.test(char) ? "wide or thin space" : /\p{Cc}/u.test(char) ? "control character" : "");
  return name === "" ? code : `${name} (${code})`;
}

/**
 * Characters that are never meant in settings: invisible ones, no-break spaces between words, and several of them. Not
 * the joiners of Persian, Indic scripts and emoji.
 */
export const HIDDEN =
  /(?<=\p{L}{2})\u00a0(?=\p{L}{2})|\u00a0{2}|[\u00ad\u061c\u115f\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\ufffc]|[^\P{Cc}\t\r\n\u0085]|[\u2000-\u200a\u205f]/u;

/** Control characters would steer the terminal, and line breaks the log of a host. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
