const SUMMARY_LENGTH = 160;
const WORDS_PER_MINUTE = 230;

/** The first words of a text, up to a length that fits a card or a search result. */
export function summaryOf(text: string): string {
  return shortened(text, SUMMARY_LENGTH);
}

/** The first words of a text that fit a length, in UTF-16 code units, with an ellipsis where some are left out. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > 0 ? end : length - 1).replace(/[\s,;:.–—\ud800-\udbff-]+$/u, "")}…`;
}

/** How long a text takes to read, in whole minutes, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}

/** One or two letters for somebody without a picture. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return chosen.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
