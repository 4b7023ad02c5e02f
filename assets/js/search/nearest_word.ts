/** What somebody meant who mistyped a word. */

/** By letters of the word: how many may be wrong, missing, too many or, for two, in the wrong order. */
function mistakesIn({ length }: string): number {
  return length < 5 ? 1 : length < 8 ? 2 : 3;
}

/**
 * The word of a list that is nearest to a mistyped one.
 *
 * @param known the commonest first
 */
export function nearestWord(typed: string, known: readonly string[]): string | undefined {
  const most = mistakesIn(typed);
  let nearest: string | undefined;
  let fewest = most + 1;
  for (const word of known) {
    if (Math.abs(word.length - typed.length) > most) continue;
    // Hardly anybody mistypes the first letter.
    const mistakes = distance(typed, word) + (word[0] === typed[0] ? 0 : 0.5);
    if (mistakes < fewest) [nearest, fewest] = [word, mistakes];
  }
  return nearest;
}

/**
 * Letters to change, to add, to leave out, or to swap with the next.
 *
 * @see https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance
 */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, isSwap ? (before[j - 2] ?? 0) + 1 : change));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
