/**
 * Puts a space between characters of Chinese and Japanese, so that each is a word of the index: a reader may search for any
 * part of a run. `assets/js/search/characters.ts` does the same with what is searched for.
 *
 * @param html with `>` escaped in attributes
 */
export function withSpacedCharacters(html: string): string {
  return CHARACTER.test(html)
    ? html.replace(/<[^>]*>|[^<]+/g, (part) => (part.startsWith("<") ? part : part.replace(BETWEEN, " ")))
    : html;
}

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const BETWEEN =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;
