/** Highlights the words of a query in texts. */

/** A part of a text. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

/** The parts of an excerpt, in which `<mark>` surrounds matches. */
export function markedExcerpt(excerpt: string): Piece[] {
  return excerpt.split(/<mark>|<\/mark>/).map((text, at) => ({
    text: text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"),
    isMarked: at % 2 === 1,
  }));
}

/** The parts of a title, in which words that start with a word of the query are marked. */
export function markedTitle(title: string, words: string): Piece[] {
  const sought = wordsOf(words);
  return title.split(/([\p{L}\p{M}\p{N}]+)/u).map((text, at) => ({
    text,
    isMarked: at % 2 === 1 && sought.some((word) => folded(text).startsWith(word)),
  }));
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Without case and accents, which the index ignores as well. */
function folded(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * Whether a text has a word that matches the query. If no word starts with a typed word, the index returns words that start
 * with its beginning, down to its first letter.
 *
 * @param marked an excerpt with marked matches
 */
export function isLike(words: string, marked: string, ...others: readonly string[]): boolean {
  const found = markedExcerpt(marked).flatMap(({ text, isMarked }) => (isMarked ? [text] : []));
  const sought = wordsOf(words).map((word) => word.slice(0, LETTERS_THAT_TELL));
  return sought.length === 0 || sought.some((start) => startsIn([start], ...found, ...others));
}

/** Whether each of some folded words is the beginning of a word of these texts. */
export function startsIn(words: readonly string[], ...texts: readonly string[]): boolean {
  const known = texts.flatMap(wordsOf);
  return words.every((start) => known.some((word) => word.startsWith(start) || isRunWith(word, start)));
}

/** Chinese and Japanese are found in the middle of a run, too. */
function isRunWith(run: string, part: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(part) && run.includes(part);
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  return folded(text).match(WORD) ?? [];
}

/** How many common first letters make a match: `running` matches `run`. */
const LETTERS_THAT_TELL = 3;

/** Renders parts as DOM nodes. */
export function nodesOf(pieces: readonly Piece[]): Node[] {
  return pieces
    .filter(({ text }) => text !== "")
    .map(({ text, isMarked }) => {
      if (!isMarked) return document.createTextNode(text);
      const mark = document.createElement("mark");
      mark.textContent = text;
      return mark;
    });
}
