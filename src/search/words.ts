import { compare } from "../base/diagnostic.ts";

/** Shorter words are typed right, or mean nothing. */
const SHORTEST = 4;
const LONGEST = 30;
const MOST = 4_000;

/** The words of texts, in lower case, the commonest first. */
export function commonestWords(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
      if (word.length >= SHORTEST && word.length <= LONGEST) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || compare(a, b));
  return sorted.slice(0, MOST).map(([word]) => word);
}
