/**
 * Represents a text by its most frequent words: small enough to cache for every post, enough to tell what it is about.
 */

const TITLE_WEIGHT = 4;
const TAG_WEIGHT = 3;
/** The maximum number of terms per post. */
export const TERMS_PER_POST = 64;
/** Number of hash values. */
const HASHES = 2 ** 32;

/** A text to be compared. */
export interface TermSource {
  title: string;
  tags: readonly string[];
  /** Without markup. */
  text: string;
}

/** Pairs of a term's hash and its frequency, most frequent first, as base64 of little-endian 32-bit numbers. */
export function encodedTerms(from: TermSource): string {
  const terms = new Map<number, number>();
  const add = (hash: number, weight: number): void => {
    terms.set(hash, (terms.get(hash) ?? 0) + weight);
  };
  forEachWord(from.text, (hash) => add(hash, 1));
  forEachWord(from.title, (hash) => add(hash, TITLE_WEIGHT));
  for (const tag of from.tags) add(hashOf(`#${tag}`), TAG_WEIGHT);
  // Each pair as one number, the count before the hash, since numbers sort much faster than pairs.
  const ranked = Float64Array.from(terms, ([hash, count]) => count * HASHES + (HASHES - 1 - (hash >>> 0))).sort();
  const most = ranked.subarray(-TERMS_PER_POST).reverse();
  const bytes = Buffer.alloc(most.length * 8);
  most.forEach((rank, index) => {
    const count = Math.floor(rank / HASHES);
    bytes.writeUInt32LE(HASHES - 1 - (rank - count * HASHES), index * 8);
    bytes.writeUInt32LE(count, index * 8 + 4);
  });
  return bytes.toString("base64");
}

/** The pairs that {@link encodedTerms} wrote, one after the other. */
export function decodedTerms(encoded: string): Uint32Array {
  const bytes = Buffer.from(encoded, "base64");
  const pairs = new Uint32Array(bytes.length / 4);
  for (let index = 0; index < pairs.length; index++) pairs[index] = bytes.readUInt32LE(index * 4);
  return pairs;
}

const SHORTEST_WORD = 3;

/** The hash of every word, in lower case. Hashes while reading, since cutting words out is slower. */
function forEachWord(text: string, use: (hash: number) => void): void {
  const lower = text.toLowerCase();
  let hash = HASH_START;
  let length = 0;
  for (let at = 0; at < lower.length; at++) {
    const point = lower.codePointAt(at) ?? 0;
    if (isInWord(point)) {
      hash = hashed(hash, lower.charCodeAt(at));
      if (point > 0xffff) hash = hashed(hash, lower.charCodeAt(++at));
      length += 1;
      continue;
    }
    if (length >= SHORTEST_WORD) use(hash);
    hash = HASH_START;
    length = 0;
  }
  if (length >= SHORTEST_WORD) use(hash);
}

/** Letters, combining marks and digits. */
function isInWord(point: number): boolean {
  if (point >= 0x80) return /[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(point));
  return (point >= 0x61 && point <= 0x7a) || (point >= 0x30 && point <= 0x39);
}

/** FNV-1a over UTF-16 code units, as a signed 32-bit number. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(term: string): number {
  let hash = HASH_START;
  for (let at = 0; at < term.length; at++) hash = hashed(hash, term.charCodeAt(at));
  return hash;
}

const HASH_START = 0x811c9dc5 | 0;

function hashed(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}
