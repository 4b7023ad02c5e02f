/**
 * Chinese and Japanese are written without spaces. In the index each of their characters is a word, since a reader may
 * search for any part of a run.
 */

const CHARACTER = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]";
const BETWEEN = new RegExp(`(?<=${CHARACTER})(?=[\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])(?=${CHARACTER})`, "gu");
const SPACE = new RegExp(`(?<=${CHARACTER}(?:</?mark>)?) (?=(?:</?mark>)?${CHARACTER})`, "gu");

/** What to ask the index for. A run by itself is a phrase. */
export function spaced(words: string): string {
  const apart = words.replace(BETWEEN, " ");
  return apart === words || /\s/.test(words) ? apart : `"${apart}"`;
}

/** A text of the index as it was written, with its marks. */
export function joined(excerpt: string): string {
  return excerpt.replace(SPACE, "").replaceAll("</mark><mark>", "");
}
