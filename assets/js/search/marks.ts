/** Texts in which the words that were searched for are marked. */

/** A piece of a text. */
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

/** The pieces of a title, in which words that begin as one of those searched for are marked. */
export function markedTitle(title: string, words: string): Piece[] {
  const sought = folded(words).match(WORD) ?? [];
  return title.split(/([\p{L}\p{M}\p{N}]+)/u).map((text, at) => ({
    text,
    isMarked: at % 2 === 1 && sought.some((word) => folded(text).startsWith(word)),
  }));
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Without case and accents, which the search does not tell apart either. */
function folded(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * Whether a text has a word like one of those searched for. Where no word begins as one that was typed, the index gives
 * those that begin as the beginning of it, down to its first letter.
 *
 * @param marked an excerpt with marked matches
 */
export function isLike(words: string, marked: string, ...others: readonly string[]): boolean {
  const found = markedExcerpt(marked).flatMap(({ text, isMarked }) => (isMarked ? [text] : []));
  const known = [...found, ...others].flatMap((text) => folded(text).match(WORD) ?? []);
  const sought = (folded(words).match(WORD) ?? []).map((word) => word.slice(0, LETTERS_THAT_TELL));
  return sought.length === 0 || sought.some((start) => known.some((word) => word.startsWith(start)));
}

/** `running` is found by `run`, which has no more. */
const LETTERS_THAT_TELL = 3;

/** Pieces as parts of a page. */
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
