/**
 * Finds related posts by what their texts have in common.
 */

import { compare } from "../base/diagnostic.ts";
import { decodedTerms, TERMS_PER_POST } from "./term_vectors.ts";

/** The compared parts of a post. */
export interface Document {
  /** Unique. Breaks ties, so that the result is the same on every machine. */
  id: string;
  /** Terms as `encodedTerms` writes them. Read once, since those of all posts would take much memory. */
  terms(): string;
}

/** How many of its most telling terms represent a post in the search for related ones. Bounds the work per post. */
const TELLING_TERMS = 24;
/** Terms of more posts than this say little and are skipped. Keeps the whole near-linear. */
const POSTS_PER_TERM = 200;

/**
 * For each document the ids of the most related ones, the nearest first: cosine similarity of TF-IDF weights over the
 * terms that represent each.
 *
 * Candidates come from an inverted index of each document's {@link TELLING_TERMS} heaviest terms, without terms of more
 * than {@link POSTS_PER_TERM} documents. Time and memory are linear, with about 1.5 KB per document.
 *
 * @see https://nlp.stanford.edu/IR-book/html/htmledition/tf-idf-weighting-1.html
 */
export function related(documents: readonly Document[], count: number): Map<string, string[]> {
  const inOrder = [...documents].sort((a, b) => compare(a.id, b.id));
  const vectors = vectorsOf(inOrder);
  const index = invertedIndex(vectors);
  const scores = new Float64Array(inOrder.length);
  return new Map(
    inOrder.map(({ id }, at) => [
      id,
      nearestTo(at, vectors, index, scores, count).flatMap((other) => inOrder[other]?.id ?? []),
    ]),
  );
}

/**
 * The most telling terms of each document, with weights whose squares add up to 1: {@link TELLING_TERMS} slots per
 * document; slots with weight 0 are unused. Typed arrays, since one object per term would take many times the memory.
 */
interface Vectors {
  terms: Uint32Array;
  weights: Float64Array;
}

function vectorsOf(documents: readonly Document[]): Vectors {
  const all = pairsOf(documents);
  const counts = countDocuments(all);
  const vectors: Vectors = {
    terms: new Uint32Array(documents.length * TELLING_TERMS),
    weights: new Float64Array(documents.length * TELLING_TERMS),
  };
  documents.forEach((_, at) => {
    const pairs = all.subarray(at * NUMBERS_PER_POST, (at + 1) * NUMBERS_PER_POST);
    heaviest(pairs, counts, documents.length).forEach(({ term, weight }, place) => {
      vectors.terms[at * TELLING_TERMS + place] = term;
      vectors.weights[at * TELLING_TERMS + place] = weight;
    });
  });
  return vectors;
}

const NUMBERS_PER_POST = 2 * TERMS_PER_POST;

/** Pairs of a term and its frequency, {@link TERMS_PER_POST} per document; unused slots have frequency 0. */
function pairsOf(documents: readonly Document[]): Uint32Array {
  const pairs = new Uint32Array(documents.length * NUMBERS_PER_POST);
  documents.forEach(({ terms }, at) => {
    pairs.set(decodedTerms(terms()), at * NUMBERS_PER_POST);
  });
  return pairs;
}

function countDocuments(pairs: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at < pairs.length; at += 2) if (pairs[at + 1]) addOne(counts, pairs[at] ?? 0);
  return counts;
}

function addOne(counts: Map<number, number>, term: number): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}

interface Weight {
  term: number;
  weight: number;
}

function heaviest(pairs: Uint32Array, documentCounts: ReadonlyMap<number, number>, documents: number): Weight[] {
  const weights: Weight[] = [];
  for (let at = 0; at < pairs.length && pairs[at + 1]; at += 2) {
    const term = pairs[at] ?? 0;
    const inverse = Math.log(documents / (documentCounts.get(term) ?? 1));
    if (inverse > 0) weights.push({ term, weight: (1 + Math.log(pairs[at + 1] ?? 1)) * inverse });
  }
  const chosen = weights.sort((a, b) => b.weight - a.weight || a.term - b.term).slice(0, TELLING_TERMS);
  const length = Math.sqrt(chosen.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
  return chosen.map(({ term, weight }) => ({ term, weight: weight / length }));
}

/** For each term the documents that it represents, with weights, grouped by term. */
interface InvertedIndex {
  documents: Uint32Array;
  weights: Float64Array;
  /** The end and the size of each group. */
  ends: ReadonlyMap<number, number>;
  counts: ReadonlyMap<number, number>;
}

function invertedIndex({ terms, weights }: Vectors): InvertedIndex {
  const counts = new Map<number, number>();
  terms.forEach((term, place) => {
    if (weights[place]) addOne(counts, term);
  });
  const ends = new Map<number, number>();
  let size = 0;
  for (const [term, count] of counts) {
    if (count > POSTS_PER_TERM) continue;
    ends.set(term, size);
    size += count;
  }
  const index = { documents: new Uint32Array(size), weights: new Float64Array(size), ends, counts };
  terms.forEach((term, place) => {
    const end = ends.get(term);
    const weight = weights[place];
    if (end === undefined || !weight) return;
    index.documents[end] = Math.floor(place / TELLING_TERMS);
    index.weights[end] = weight;
    ends.set(term, end + 1);
  });
  return index;
}

/** The best candidates for one document. `scores` is all zeros before and after. */
function nearestTo(
  at: number,
  { terms, weights }: Vectors,
  index: InvertedIndex,
  scores: Float64Array,
  count: number,
): number[] {
  const touched: number[] = [];
  const first = at * TELLING_TERMS;
  for (let place = first; place < first + TELLING_TERMS; place++) {
    const term = terms[place] ?? 0;
    const weight = weights[place];
    const end = index.ends.get(term);
    if (!weight || end === undefined) continue;
    for (let posting = end - (index.counts.get(term) ?? 0); posting < end; posting++) {
      const other = index.documents[posting] ?? 0;
      if (other === at) continue;
      if (scores[other] === 0) touched.push(other);
      scores[other] = (scores[other] ?? 0) + weight * (index.weights[posting] ?? 0);
    }
  }
  const best: number[] = [];
  for (const candidate of touched) insert(best, candidate, scores, count);
  for (const candidate of touched) scores[candidate] = 0;
  return best;
}

/** Inserts a candidate among the best so far; ties in the order of their ids. */
function insert(best: number[], candidate: number, scores: Float64Array, count: number): void {
  const score = scores[candidate] ?? 0;
  let at = best.length;
  while (at > 0 && isBefore(candidate, score, best[at - 1] ?? 0, scores)) at -= 1;
  if (at >= count) return;
  best.splice(at, 0, candidate);
  if (best.length > count) best.pop();
}

function isBefore(candidate: number, score: number, other: number, scores: Float64Array): boolean {
  const otherScore = scores[other] ?? 0;
  return score > otherScore || (score === otherScore && candidate < other);
}
