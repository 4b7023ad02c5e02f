/**
 * Mojibake: UTF-8 that was read as Windows-1252 and saved: `todayâ€™s` for `today’s`.
 */

import type { Edit } from "../../base/diagnostic.ts";

/**
 * The characters of Windows-1252 for the bytes 0x80 to 0x9F. The five undefined bytes decode to control characters of
 * the same number, as in browsers.
 *
 * @see https://encoding.spec.whatwg.org/#windows-1252
 */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const BYTE_OF = new Map<string, number>([
  ...[...HIGH].map((character, index): [string, number] => [character, 0x80 + index]),
  ...Array.from({ length: 0x60 }, (_, index): [string, number] => [String.fromCharCode(0xa0 + index), 0xa0 + index]),
]);

/** The characters that bytes above 0x7F become when read as Windows-1252. */
const SUSPECT = new RegExp(`[${HIGH}\\u00a0-\\u00ff]{2,}`, "g");

/** A quick test for the many texts without any. */
const LEADS = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]/;

const MAX_ROUNDS = 3;

/**
 * The spans of `text` that are certainly mojibake, with the original text.
 *
 * Certain means: the span is valid UTF-8 when its characters are mapped back to bytes, and the result is something
 * people write at that place. Two characters that happen to form a letter of a distant script (`É»` in `«CAFÉ»`) are
 * not enough; a word of such letters is.
 */
export function mojibake(text: string): Edit[] {
  if (!LEADS.test(text)) return [];
  const runs = [...text.matchAll(SUSPECT)].map((match) => ({
    offset: match.index,
    characters: graded(match[0]),
  }));
  const isDamaged = runs.some(({ characters }) => characters.some(({ grade }) => grade === "certain"));
  return runs.flatMap(({ offset, characters }) =>
    joined(characters.filter(({ grade }) => grade === "certain" || (grade === "likely" && isDamaged))).map((span) => ({
      start: offset + span.start,
      end: offset + span.end,
      text: settled(span.text),
    })),
  );
}

/** Text that was damaged twice is repaired twice. */
function settled(text: string): string {
  let result = text;
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const [span, ...others] = joined(graded(result).filter(({ grade }) => grade !== "no"));
    if (span === undefined || others.length > 0 || span.start !== 0 || span.end !== result.length) break;
    result = span.text;
  }
  return result;
}

interface Span {
  start: number;
  end: number;
  text: string;
}

/** How certain a replacement is: a `likely` one counts only in a text that has a certain one. */
type Grade = "certain" | "likely" | "no";

function graded(run: string): (Decoded & { grade: Grade })[] {
  const characters = decodable(run);
  return characters.map((character, index) => ({
    ...character,
    grade: gradeOf(character, characters[index - 1], characters[index + 1], run),
  }));
}

/** Merges adjacent spans. */
function joined(spans: readonly Span[]): Span[] {
  return spans.reduce<Span[]>((all, { start, end, text }) => {
    const last = all.at(-1);
    if (last?.end === start) all[all.length - 1] = { start: last.start, end, text: last.text + text };
    else all.push({ start, end, text });
    return all;
  }, []);
}

interface Decoded extends Span {
  point: number;
}

/** The UTF-8 characters in the run, with their positions. */
function decodable(run: string): Decoded[] {
  const bytes = Array.from(run, (character) => BYTE_OF.get(character) ?? 0);
  const found: Decoded[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] ?? 0);
    const point = length === 0 ? undefined : codePoint(bytes.slice(at, at + length), length);
    if (point === undefined) {
      at += 1;
      continue;
    }
    found.push({ start: at, end: at + length, text: String.fromCodePoint(point), point });
    at += length;
  }
  return found;
}

/** @see RFC 3629, section 4 */
function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

function codePoint(bytes: readonly number[], length: number): number | undefined {
  const [lead = 0, ...rest] = bytes;
  if (rest.length !== length - 1 || rest.some((byte) => byte < 0x80 || byte > 0xbf)) return undefined;
  const point = rest.reduce((sum, byte) => sum * 64 + (byte & 0x3f), lead & (0xff >> (length + 1)));
  const smallest = [0x80, 0x800, 0x10000][length - 2] ?? 0;
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < smallest || point > 0x10ffff || isSurrogate ? undefined : point;
}

/** What people write after a letter in good text: `“Ã”` is a letter in quotes, `MANHÃ…` trails off. */
const PUNCTUATION = /[«»‹›‘’‚“”„…–—•€™]/;

function gradeOf(decoded: Decoded, previous: Decoded | undefined, next: Decoded | undefined, run: string): Grade {
  const { point, start } = decoded;
  if (point >= 0x1f000 || (point >= 0x2000 && point <= 0x23ff) || (point >= 0x2600 && point <= 0x2bff))
    return "certain";
  if (point >= 0x2400 && point <= 0x25ff) return "likely";
  if (point >= 0x80 && point <= 0xff) {
    if (point < 0xa0) return "no";
    return PUNCTUATION.test(run[start + 1] ?? "") ? "likely" : "certain";
  }
  return isNeighbour(decoded, previous) || isNeighbour(decoded, next) ? "certain" : "no";
}

/** Letters of a distant script count only directly next to each other. */
function isNeighbour(one: Decoded, other: Decoded | undefined): boolean {
  if (other === undefined || other.point < 0x100) return false;
  return other.end === one.start || other.start === one.end;
}
