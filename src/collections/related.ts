/**
 * Which posts a reader of one post would want next, by what their texts have in common.
 */

import { compare } from "../problem.ts";
import { decodedTerms } from "../terms.ts";

/** What is compared of a post. */
export interface Document {
  /** Unique; decides between equals, so that the result is the same on every machine. */
  id: string;
  /** As `encodedTerms` gives them. */
  terms: string;
}

/** How many of its most telling terms stand for a post when others are looked for. Bounds the work for each. */
const TELLING_TERMS = 24;
/** A term of more posts than this tells little and is not followed. Keeps the whole near-linear. */
const POSTS_PER_TERM = 200;

/**
 * For each document the ids of those nearest to it, the nearest first: cosine similarity of TF-IDF weights over the
 * terms that stand for each.
 *
 * Candidates are found through an inverted index of each document's {@link TELLING_TERMS} heaviest terms, from which
 * terms of more than {@link POSTS_PER_TERM} documents are left out. Time and memory grow linearly.
 *
 * @see https://nlp.stanford.edu/IR-book/html/htmledition/tf-idf-weighting-1.html
 */
export function related(documents: readonly Document[], count: number): Map<string, string[]> {
  const inOrder = [...documents].sort((a, b) => compare(a.id, b.id));
  const terms = inOrder.map((document) => decodedTerms(document.terms));
  const documentCounts = countDocuments(terms);
  const vectors = terms.map((pairs) => heaviest(pairs, documentCounts, inOrder.length));
  const index = invertedIndex(vectors);
  const scores = new Float64Array(inOrder.length);
  return new Map(
    inOrder.map(({ id }, at) => [
      id,
      nearestTo(at, vectors[at] ?? [], index, scores, count).flatMap((other) => inOrder[other]?.id ?? []),
    ]),
  );
}

interface Weight {
  term: number;
  weight: number;
}

function countDocuments(all: readonly Uint32Array[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const pairs of all) {
    for (let at = 0; at < pairs.length; at += 2) {
      const term = pairs[at] ?? 0;
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return counts;
}

/** The terms that tell a document from the others, with weights whose squares add up to 1. */
function heaviest(pairs: Uint32Array, documentCounts: ReadonlyMap<number, number>, documents: number): Weight[] {
  const weights: Weight[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const term = pairs[at] ?? 0;
    const inverse = Math.log(documents / (documentCounts.get(term) ?? 1));
    if (inverse > 0) weights.push({ term, weight: (1 + Math.log(pairs[at + 1] ?? 1)) * inverse });
  }
  const chosen = weights.sort((a, b) => b.weight - a.weight || a.term - b.term).slice(0, TELLING_TERMS);
  const length = Math.sqrt(chosen.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
  return chosen.map(({ term, weight }) => ({ term, weight: weight / length }));
}

interface Posting {
  at: number;
  weight: number;
}

function invertedIndex(vectors: readonly Weight[][]): Map<number, Posting[]> {
  const index = new Map<number, Posting[]>();
  vectors.forEach((vector, at) => {
    for (const { term, weight } of vector) {
      const postings = index.get(term);
      if (postings) postings.push({ at, weight });
      else index.set(term, [{ at, weight }]);
    }
  });
  for (const [term, postings] of index) if (postings.length > POSTS_PER_TERM) index.delete(term);
  return index;
}

/** The best candidates for one document. `scores` is all zeros before and after. */
function nearestTo(
  at: number,
  vector: readonly Weight[],
  index: ReadonlyMap<number, Posting[]>,
  scores: Float64Array,
  count: number,
): number[] {
  const touched: number[] = [];
  for (const { term, weight } of vector) {
    for (const posting of index.get(term) ?? []) {
      if (posting.at === at) continue;
      if (scores[posting.at] === 0) touched.push(posting.at);
      scores[posting.at] = (scores[posting.at] ?? 0) + weight * posting.weight;
    }
  }
  const best: number[] = [];
  for (const candidate of touched) insert(best, candidate, scores, count);
  for (const candidate of touched) scores[candidate] = 0;
  return best;
}

/** Puts a candidate into its place among the best so far; equals in the order of their ids. */
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
