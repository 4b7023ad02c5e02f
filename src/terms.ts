/**
 * A text as the words it uses most: small enough to keep for every post, enough to tell what it is about.
 */

const TITLE_WEIGHT = 4;
const TAG_WEIGHT = 3;
/** How many of its words stand for a post. */
const TERMS_PER_POST = 64;

/** What is compared of a post. */
export interface TermSource {
  title: string;
  tags: readonly string[];
  /** Without markup. */
  text: string;
}

/** Pairs of a term's hash and how often it is used, the most used first, as base64 of little-endian 32-bit numbers. */
export function encodedTerms(from: TermSource): string {
  const words = new Map<string, number>();
  const add = (term: string, weight: number): void => {
    words.set(term, (words.get(term) ?? 0) + weight);
  };
  for (const word of wordsOf(from.text)) add(word, 1);
  for (const word of wordsOf(from.title)) add(word, TITLE_WEIGHT);
  for (const tag of from.tags) add(`#${tag}`, TAG_WEIGHT);
  const terms = new Map<number, number>();
  for (const [word, count] of words) terms.set(hashOf(word), (terms.get(hashOf(word)) ?? 0) + count);
  const most = [...terms].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TERMS_PER_POST);
  const bytes = Buffer.alloc(most.length * 8);
  most.forEach(([hash, count], index) => {
    bytes.writeUInt32LE(hash, index * 8);
    bytes.writeUInt32LE(count, index * 8 + 4);
  });
  return bytes.toString("base64");
}

/** The pairs that {@link encodedTerms} made, one after the other. */
export function decodedTerms(encoded: string): Uint32Array {
  const bytes = Buffer.from(encoded, "base64");
  const pairs = new Uint32Array(bytes.length / 4);
  for (let index = 0; index < pairs.length; index++) pairs[index] = bytes.readUInt32LE(index * 4);
  return pairs;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{3,}/gu) ?? [];
}

/** FNV-1a over UTF-16 code units. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
