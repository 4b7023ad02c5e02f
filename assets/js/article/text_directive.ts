/**
 * Text fragments: `#:~:text=` with the first and last words of a passage.
 *
 * @see https://wicg.github.io/scroll-to-text-fragment/
 */

/** A position in a paragraph: its full text, and an offset. */
export interface Place {
  paragraph: string;
  offset: number;
}

/** Up to this length, a passage is quoted in full; a longer one by its first and last words. */
const WHOLE_UP_TO = 80;
const WORDS_AT_AN_END = 5;
const WORDS_BEFORE = 3;

/**
 * The text fragment for a passage; undefined if it has no words.
 *
 * @param text the page's text before the passage, in which its first words may occur too
 */
export function textDirective(start: Place, end: Place, text: string): string | undefined {
  const isWithin = start.paragraph === end.paragraph;
  const from = startOfWord(start);
  const to = endOfWord(end);
  const head = words(start.paragraph.slice(from, isWithin ? to : undefined));
  const tail = words(end.paragraph.slice(isWithin ? from : 0, to));
  if (head.length === 0 || tail.length === 0) return undefined;
  const whole = head.join(" ");
  const isShort = isWithin && whole.length <= WHOLE_UP_TO;
  const first = isShort ? whole : head.slice(0, WORDS_AT_AN_END).join(" ");
  const before = words(start.paragraph.slice(0, from)).slice(-WORDS_BEFORE).join(" ");
  const isAmbiguous = words(text).join(" ").includes(first);
  const parts = [
    ...(isAmbiguous && before !== "" ? [`${encoded(before)}-`] : []),
    encoded(first),
    ...(isShort ? [] : [encoded(tail.slice(-WORDS_AT_AN_END).join(" "))]),
  ];
  return `#:~:text=${parts.join(",")}`;
}

/** Browsers match whole words only. */
function startOfWord({ paragraph, offset }: Place): number {
  return offset - (/\S*$/.exec(paragraph.slice(0, offset))?.[0].length ?? 0);
}

function endOfWord({ paragraph, offset }: Place): number {
  return offset + (/^\S*/.exec(paragraph.slice(offset))?.[0].length ?? 0);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Commas and hyphens are delimiters in a text directive. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll("-", "%2D");
}
