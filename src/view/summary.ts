import type { Words } from "../views/i18n/i18n.ts";
import { counted } from "../views/i18n/numbers.ts";

const WORDS_PER_MINUTE = 230;

/** How long a text of so many words takes to read, in whole minutes, at least one, and how that is put. */
export function readingTime(words: Words, length: number): { minutes: number; readingTime: string } {
  const minutes = Math.max(1, Math.round(length / WORDS_PER_MINUTE));
  return { minutes, readingTime: counted(words, words.readingTime, minutes) };
}

/** One or two letters for somebody without a picture. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return chosen.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
