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
