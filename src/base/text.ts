/** The first words of a text that fit a length, in UTF-16 code units, with an ellipsis where some are left out. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > 0 ? end : length - 1).replace(/[\s,;:.–—\ud800-\udbff-]+$/u, "")}…`;
}

/** A text of its own: to V8 a part of a text is a view of it, which holds on to the whole. */
export function detachedCopy(text: string): string {
  return Buffer.from(text).toString();
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
