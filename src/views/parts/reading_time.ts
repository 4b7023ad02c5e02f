import type { Words } from "../i18n/i18n.ts";
import { counted } from "../i18n/numbers.ts";

const WORDS_PER_MINUTE = 230;

/** Reading time of a number of words, in whole minutes, at least one, with its label. */
export function readingTime(words: Words, length: number): { minutes: number; readingTime: string } {
  const minutes = Math.max(1, Math.round(length / WORDS_PER_MINUTE));
  return { minutes, readingTime: counted(words, words.readingTime, minutes) };
}
